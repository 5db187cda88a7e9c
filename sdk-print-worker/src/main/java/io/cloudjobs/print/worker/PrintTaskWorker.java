package io.cloudjobs.print.worker;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.print.NewPrintSubscription;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTaskLink;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Decides about the jobs that a task definition holds, and carries each decision out once. Workers on many machines
 * share the jobs through a database. If a machine dies, the others take its jobs over.
 *
 * <pre>{@code
 * PrintTaskWorker worker = PrintTaskWorker.builder(print, dataSource)
 *         .taskDefinition(definitionId)
 *         .handler(held -> rules.allow(held.job()) ? Decision.release() : Decision.hold(Duration.ofHours(4)))
 *         .start();
 * }</pre>
 *
 * <p>The worker finds held jobs in the list of tasks of the service, which one of the workers polls. A notification is
 * only a hint that makes this faster, so a lost notification loses no job: see {@link #accept}.
 *
 * <p>Permissions, for an application only: {@code PrintTaskDefinition.ReadWrite.All}, {@code PrintJob.ReadBasic.All}
 * and {@code Printer.Read.All}; for {@link Decision#abort} and a release with other settings
 * {@code PrintJob.ReadWriteBasic.All}; for {@link Decision#redirect} {@code PrintJob.Manage.All}.
 *
 * <p>Thread-safe. One instance for each task definition and machine is sufficient.
 */
public final class PrintTaskWorker implements AutoCloseable {
    private final Engine engine;
    private final Hints hints;
    private final DecisionsFromOutside decisions;
    private final Overview overview;

    private PrintTaskWorker(Builder settings, Engine engine) {
        this.engine = engine;
        this.hints = new Hints(engine, settings.clientState, settings.notificationUrl != null);
        this.decisions = new DecisionsFromOutside(engine, settings.print);
        this.overview = new Overview(engine);
    }

    /**
     * Builds a worker on a database that all workers share: PostgreSQL, MySQL 8, MariaDB or H2. The database must have the
     * table of the worker: see {@link Builder#tableName}.
     *
     * @param print a client with an application token. The worker does not close it
     * @param dataSource the database. The worker does not close it
     * @return a builder
     */
    public static Builder builder(PrintJobClient print, DataSource dataSource) {
        return new Builder(print, Objects.requireNonNull(dataSource, "dataSource"));
    }

    /**
     * Builds a worker without a shared database, for one machine and for tests. It keeps its entries in an H2 database in
     * memory, so {@code com.h2database:h2} must be on the class path. After a restart, the worker finds all held jobs
     * again in the list of tasks, but forgets the ends of holds, and counts attempts anew.
     *
     * @param print a client with an application token. The worker does not close it
     * @return a builder
     */
    public static Builder builder(PrintJobClient print) {
        return new Builder(print, null);
    }

    /**
     * Stores the held jobs that notifications name, so that a worker decides about them at once. The body may come from
     * any channel: a webhook, Event Hubs, Kafka, or Event Grid, see
     * {@link io.cloudjobs.print.notification.PrintNotification#parse}. Sends no request, and returns when the database
     * has stored the jobs, so a webhook can call this before it responds. The service waits 3 seconds: let the pool of
     * connections fail sooner if the database is away.
     *
     * <p>Notifications of other task definitions, of other events, with invalid ids, and with a wrong client state are
     * ignored. A lifecycle notification makes a worker check and reauthorize its
     * {@linkplain Builder#subscription subscription}.
     *
     * @param body the received body
     * @return the number of notifications of this worker's task definition and subscription; the others were ignored
     * @throws IllegalArgumentException if the body cannot be read
     * @throws PrintWorkerException if the database fails. Respond with a 5xx status, so that the sender tries again
     * @throws IllegalStateException if the worker is closed
     */
    public int accept(String body) {
        return hints.accept(Objects.requireNonNull(body, "body"));
    }

    /**
     * Decides about a held job from outside, for example when its user shows a badge. Reads the job with {@code GET
     * /print/printers/{printerId}/jobs/{jobId}}, and the task of a job that has no entry yet with {@code GET
     * /print/taskDefinitions/{definitionId}/tasks/{taskId}}, retried according to {@link io.cloudjobs.core.RetryPolicy},
     * and stores the decision. A worker carries it out at once, or after a step of the same job that is in progress. The decision
     * replaces a hold, a retry, an earlier decision that was not sent yet, and what a handler returns that is deciding at
     * this time. If several decisions compete, exactly one is carried out.
     *
     * <p>To learn the outcome, wait until {@link #entries()} no longer has the job, then read the job. {@link
     * Builder#listener} gets {@link PrintTaskEvent.Type#SETTLED} only on the machine whose worker carries the decision out,
     * which can be another machine.
     *
     * @param job the ids of the job
     * @param decision the decision
     * @return true if the decision is stored; false if no task of this worker's definition holds the job
     * @throws PrintWorkerException if the database fails
     * @throws io.cloudjobs.core.SdkException if the job cannot be read
     * @throws IllegalStateException if the worker is closed
     */
    public boolean decide(PrintJobLink job, Decision decision) {
        return decisions.decide(Objects.requireNonNull(job, "job"), Objects.requireNonNull(decision, "decision"));
    }

    /**
     * Decides about an entry of {@link #entries()} from outside, like {@link #decide(PrintJobLink, Decision)}. Sends no
     * request.
     *
     * @param task the ids of the task
     * @param decision the decision
     * @return true if the decision is stored; false if there is no entry of the task
     * @throws IllegalArgumentException if the task belongs to another task definition
     * @throws PrintWorkerException if the database fails
     * @throws IllegalStateException if the worker is closed
     */
    public boolean decide(PrintTaskLink task, Decision decision) {
        return decisions.decide(Objects.requireNonNull(task, "task"), Objects.requireNonNull(decision, "decision"));
    }

    /**
     * Returns the jobs that are held, or whose decision is not carried out yet, of all workers that share the database
     * and the task definition. Sends no request.
     *
     * @return the entries, the next due entry first
     * @throws PrintWorkerException if the database fails
     * @throws IllegalStateException if the worker is closed
     */
    public List<PrintTaskEntry> entries() {
        return overview.entries();
    }

    /**
     * Returns numbers for gauges, of all workers that share the database and the task definition. Reads all entries from
     * the database. Sends no request.
     *
     * @return the numbers
     * @throws PrintWorkerException if the database fails
     * @throws IllegalStateException if the worker is closed
     */
    public PrintTaskWorkerStatus status() {
        return overview.status();
    }

    /**
     * Creates a trigger of the task definition at each of the printers that has none. Lists the triggers of each printer
     * with {@code GET /print/printers/{printerId}/taskTriggers}, reads the definition of each with {@code GET
     * /print/printers/{printerId}/taskTriggers/{triggerId}/definition}, and creates with {@code POST
     * /print/printers/{printerId}/taskTriggers}. If the service refuses to create, because another administrator was
     * faster, lists again. Deletes no trigger. A printer that fails does not stop the others.
     *
     * <p>Permission, for a Printer Administrator only: {@code Printer.ReadWrite.All}. The token must belong to the
     * application that created the task definition.
     *
     * @param administrator a client with the token of a Printer Administrator
     * @param printerIds the ids of the printers whose jobs the application holds
     * @return what was done
     * @throws IllegalArgumentException if an id is invalid; then no request is sent
     */
    public ReconciledTriggers reconcile(PrintJobClient administrator, Collection<String> printerIds) {
        return Triggers.reconcile(administrator, engine.names().definitionId(), printerIds);
    }

    /**
     * Claims no more jobs until {@link #resume()}: other workers decide about them. Steps in progress end as usual, and a few
     * that this worker has already queued still begin. The other methods of a paused worker work: {@link #accept} and
     * {@link #decide(PrintJobLink, Decision)} store for the other workers, and for later. Pausing twice is harmless. Sends
     * no request.
     */
    public void pause() {
        engine.pause();
    }

    /**
     * Claims jobs again, after {@link #pause()} or {@link Builder#startPaused()}. Resuming twice is harmless. Sends no request.
     *
     * @throws IllegalStateException if the worker is closed
     */
    public void resume() {
        engine.resume();
    }

    /**
     * Stops the worker. It claims no more jobs, and waits until the steps in progress end, for at most
     * {@link Builder#shutdownTimeout}. Then it interrupts them and gives their jobs back, so that other workers continue at
     * once. A handler that ignores the interrupt delays the return by at most 5 seconds. It continues, but its decision is
     * not carried out. If a handler or a listener calls this method, it returns at once. Closing twice is harmless.
     */
    @Override
    public void close() {
        engine.close();
    }

    /** Returns the task definition of this worker. */
    @Override
    public String toString() {
        return Shown.record("PrintTaskWorker", "taskDefinition", engine.names().definitionId());
    }

    /** Builds a worker. */
    public static final class Builder {
        final PrintJobClient print;
        final @Nullable DataSource dataSource;

        @Nullable String taskDefinition;

        @Nullable PrintTaskHandler handler;

        int concurrency = 16;
        int maxAttempts = 10;
        Decision afterLastAttempt = Decision.hold();

        @Nullable String notificationUrl;

        @Nullable String clientState;

        Duration pollInterval = Duration.ofMinutes(1);
        Duration takeOverAfter = Duration.ofMinutes(1);
        Duration settleTime = Duration.ofMinutes(2);
        Duration shutdownTimeout = Duration.ofSeconds(30);
        String tableName = "cloudjobs_print_tasks";
        Consumer<? super PrintTaskEvent> listener = event -> {};

        private Builder(PrintJobClient print, @Nullable DataSource dataSource) {
            this.print = Objects.requireNonNull(print, "print");
            this.dataSource = dataSource;
        }

        /**
         * Sets the task definition whose jobs the worker decides about. Required.
         *
         * @param definitionId the id of the task definition
         * @return this builder
         * @throws IllegalArgumentException if the id is invalid
         */
        public Builder taskDefinition(String definitionId) {
            taskDefinition = print.taskDefinition(Checks.given("definitionId", definitionId))
                    .id();
            return this;
        }

        /**
         * Sets the handler. Required.
         *
         * @param handler the handler
         * @return this builder
         */
        public Builder handler(PrintTaskHandler handler) {
            this.handler = Objects.requireNonNull(handler, "handler");
            return this;
        }

        /**
         * Sets the number of threads of this worker, which is the number of jobs that it works on at the same time. The
         * default is 16. A connection pool needs a few connections, not one for each thread.
         *
         * @param threads the number of threads
         * @return this builder
         * @throws IllegalArgumentException if the number is less than 1
         */
        public Builder concurrency(int threads) {
            concurrency = atLeastOne("threads", threads);
            return this;
        }

        /**
         * Sets how often the worker tries to get a decision for a job and to carry it out. The default is 10. An attempt
         * fails if the handler throws, or if the service refuses the request. Some failures do not count, and the worker
         * tries again for as long as it takes: the service is not available, it throttles, or there is no token. The worker
         * never gives up a job on {@linkplain Decision#hold hold}.
         *
         * <p>The delay is one second after the first failure, doubles, and is at most five minutes. If the service asks
         * for a longer delay, the worker waits as long, at most a day.
         *
         * @param attempts the number of attempts
         * @return this builder
         * @throws IllegalArgumentException if the number is less than 1
         */
        public Builder maxAttempts(int attempts) {
            maxAttempts = atLeastOne("attempts", attempts);
            return this;
        }

        /**
         * Sets what happens to a job after the last failed attempt. The default is {@link Decision#hold()}: the job stays
         * held, and its entry has the state {@link PrintTaskEntry.State#GIVEN_UP}, until {@link #decide} is called. If
         * this decision cannot be carried out either, the job stays held, too.
         *
         * @param decision the decision
         * @return this builder
         */
        public Builder afterLastAttempt(Decision decision) {
            afterLastAttempt = Objects.requireNonNull(decision, "decision");
            return this;
        }

        /**
         * Keeps a subscription alive, so that the service sends notifications for {@link #accept}. One of the workers
         * creates it, checks and reauthorizes it at least every hour, and renews it in time, see
         * {@link io.cloudjobs.print.PrintSubscriptionsResource#ensure} and
         * {@link io.cloudjobs.print.PrintSubscriptionResource#reauthorize}. Lifecycle notifications go to the same URL.
         * Without a subscription the worker only polls.
         *
         * <p>If that fails, the listener gets {@link PrintTaskEvent.Type#SUBSCRIPTION_FAILED}, and a worker tries again
         * after 30 seconds. A subscription of this application to the same tasks with another URL is such a failure: the
         * worker does not change it. Delete it, or wait until it ends, after less than 3 days.
         *
         * @param notificationUrl the URL that receives the notifications: a webhook, Event Hubs or Event Grid, see
         *     {@link NewPrintSubscription.Builder#notificationUrl}
         * @param clientState the client state, a secret. {@link #accept} ignores notifications without it
         * @return this builder
         * @throws IllegalArgumentException if the URL or the client state is invalid
         */
        public Builder subscription(String notificationUrl, String clientState) {
            NewPrintSubscription.forTasks("0") // checks the values before the definition is known
                    .notificationUrl(notificationUrl)
                    .clientState(clientState);
            this.notificationUrl = notificationUrl;
            this.clientState = clientState;
            return this;
        }

        /**
         * Sets the client state that notifications must have, if another program keeps the subscription alive. Without
         * one, {@link #accept} does not check it.
         *
         * @param clientState the client state, a secret
         * @return this builder
         * @throws IllegalArgumentException if the client state is blank
         */
        public Builder clientState(String clientState) {
            this.clientState = Checks.clean("clientState", clientState);
            return this;
        }

        /**
         * Sets how often one of the workers reads the list of tasks. The default is 1 minute. Each interval differs by up
         * to a fifth, so that workers of several applications do not read at the same time.
         *
         * @param interval the interval
         * @return this builder
         * @throws IllegalArgumentException if the interval is not positive
         */
        public Builder pollInterval(Duration interval) {
            pollInterval = Checks.positive("interval", interval);
            return this;
        }

        /**
         * Sets how long a worker may write no heartbeat before others take over its jobs. The default is 1 minute. All
         * workers must have the same value. A worker writes six heartbeats in this time.
         *
         * @param duration the duration, at least 3 seconds
         * @return this builder
         * @throws IllegalArgumentException if the duration is less than 3 seconds
         */
        public Builder takeOverAfter(Duration duration) {
            if (Checks.positive("duration", duration).compareTo(Duration.ofSeconds(3)) < 0) {
                throw new IllegalArgumentException("duration must be at least 3 seconds, but is " + duration);
            }
            takeOverAfter = duration;
            return this;
        }

        /**
         * Sets how long a request whose response was lost may still be on its way. The default is 2 minutes. In this time
         * the worker only reads the job. Afterwards, if the job is still held, it sends the request again, or the decision
         * that came from outside meanwhile. A release is sent again at once, because it has the same effect twice. Choose
         * more than the timeout of the client, and more than the timeout of each proxy on the way.
         *
         * @param duration the duration
         * @return this builder
         * @throws IllegalArgumentException if the duration is not positive
         */
        public Builder settleTime(Duration duration) {
            settleTime = Checks.positive("duration", duration);
            return this;
        }

        /**
         * Sets how long {@link PrintTaskWorker#close} waits for the steps in progress. The default is 30 seconds.
         *
         * @param timeout the timeout
         * @return this builder
         * @throws IllegalArgumentException if the timeout is not positive
         */
        public Builder shutdownTimeout(Duration timeout) {
            shutdownTimeout = Checks.positive("timeout", timeout);
            return this;
        }

        /**
         * Sets the name of the table. The default is {@code cloudjobs_print_tasks}. The scripts that create it are in the
         * jar: {@code io/cloudjobs/print/worker/postgresql.sql}, {@code mysql.sql} (also for MariaDB) and {@code h2.sql}.
         * Workers of several task definitions can share a table.
         *
         * @param tableName the name, with a schema if necessary: {@code printing.tasks}
         * @return this builder
         * @throws IllegalArgumentException if the name has characters other than letters, digits, underscores and dots
         */
        public Builder tableName(String tableName) {
            this.tableName = TaskTable.checkedName(tableName);
            return this;
        }

        /**
         * Sets a listener of the events of this worker. It gets no event of the workers on other machines. The worker calls
         * it on its threads, possibly several at the same time, and logs its exceptions. By default there is none.
         *
         * @param listener the listener; thread-safe
         * @return this builder
         */
        public Builder listener(Consumer<? super PrintTaskEvent> listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Starts a worker: it reads the list of tasks at once, and starts its threads. They keep the JVM alive until
         * {@link PrintTaskWorker#close}.
         *
         * @return the worker. Close it to stop it
         * @throws NullPointerException if the task definition or the handler is missing
         * @throws IllegalStateException if there is no {@code DataSource} and H2 is not on the class path, the table does
         *     not exist, or the database is of another kind. The message says what to do
         * @throws PrintWorkerException if the database fails
         */
        public PrintTaskWorker start() {
            return new PrintTaskWorker(this, Engine.start(this, Time.SYSTEM));
        }

        /**
         * Starts the worker like {@link #start()}, but paused: it claims no jobs until {@link PrintTaskWorker#resume()}. So an
         * application can pass the worker to its other parts, and decide about jobs when all of them run.
         *
         * @return the worker
         * @throws NullPointerException if the task definition or the handler is missing
         * @throws IllegalStateException if there is no DataSource, and H2 is not on the class path
         * @throws PrintWorkerException if the database fails
         */
        public PrintTaskWorker startPaused() {
            return new PrintTaskWorker(this, Engine.startPaused(this, Time.SYSTEM));
        }

        private static int atLeastOne(String name, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
            }
            return value;
        }
    }
}
