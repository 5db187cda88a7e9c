package io.cloudjobs.print.worker;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.core.internal.time.Time;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps on db-scheduler, which lets one worker at a time work on a row of its table, and gives the rows of a dead
 * worker to another one. There is a row for each held job, for each decision from outside that waits for the end of a step,
 * for the poll, and for the subscription.
 */
final class Engine implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.print.worker");

    /** How long a decision from outside or a wake-up waits before it looks again whether the step in progress has ended. */
    private static final Duration WHILE_CLAIMED = Duration.ofMillis(200);

    private static final Duration POLLING_INTERVAL = Duration.ofSeconds(1);
    private static final Duration FOREVER = Duration.ofMillis(Long.MAX_VALUE);
    private static final int HEARTBEATS = 6;

    private final RowIds names;
    private final @Nullable EmbeddedDatabase embedded;
    private final DatabaseClock clock;
    private final TaskTable table;
    private final TaskSteps steps;
    private final Scheduler scheduler;
    private final Rows rows;
    private final StepThreads threads;
    private final String worker = "worker-" + UUID.randomUUID();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Engine(
            PrintTaskWorker.Builder settings, DataSource dataSource, @Nullable EmbeddedDatabase embedded, Time time)
            throws SQLException {
        String definitionId = Objects.requireNonNull(settings.taskDefinition);
        this.names = new RowIds(definitionId);
        this.embedded = embedded;
        Dialect dialect = Dialect.of(dataSource);
        this.table = new TaskTable(dataSource, settings.tableName, dialect);
        table.check();
        this.clock = new DatabaseClock(dataSource, dialect.clock(), time);
        this.threads = new StepThreads(settings.concurrency, settings.shutdownTimeout);
        Events events = new Events(definitionId, settings.listener);
        this.steps = new TaskSteps(settings, events, time);
        Housekeeping housekeeping = new Housekeeping(settings, names, this::rowsWhileStopping, events, time);
        List<Task<?>> tasks = new ArrayList<>(List.of(
                task(names.jobs(), TaskState.class, this::step),
                task(names.decisions(), TaskState.class, this::decide),
                task(names.wakeUps(), String.class, this::wake),
                task(names.poll().getTaskName(), String.class, housekeeping::poll)));
        if (settings.notificationUrl != null) {
            // Other workers of the definition, of a version without a subscription, leave the row alone.
            tasks.add(task(names.subscription().getTaskName(), String.class, housekeeping::subscribe));
        }
        SchedulerBuilder scheduling = Scheduler.create(dataSource, tasks)
                .schedulerName(new SchedulerName.Fixed(worker))
                .tableName(settings.tableName)
                .jdbcCustomization(dialect.jdbc())
                .serializer(StoredJson.JSON)
                .clock(clock)
                .enablePriority() // a person waits for a decision from outside, and a backlog must not stop the poll
                .threads(settings.concurrency)
                .executorService(threads.pool())
                .pollingInterval(POLLING_INTERVAL)
                .enableImmediateExecution()
                .heartbeatInterval(settings.takeOverAfter.dividedBy(HEARTBEATS))
                .missedHeartbeatsLimit(HEARTBEATS)
                .shutdownMaxWait(StepThreads.AFTER_INTERRUPT)
                // The rows of other definitions are unknown here, and must stay.
                .deleteUnresolvedAfter(FOREVER)
                .commitWhenAutocommitDisabled(true)
                .failureLogging(LogLevel.DEBUG, false);
        if (dialect.claimsInOneStatement()) {
            scheduling.pollUsingLockAndFetch(0.5, 1); // claims no more rows than threads are free
        }
        this.scheduler = scheduling.build();
        this.rows = new Rows(scheduler, table, clock, names);
        clock.whenSetBack(this::lookAgain);
    }

    /** The times of all rows, and of the next look for due rows, are too late now. */
    private void lookAgain() {
        try {
            rows.wakeAll();
        } catch (PrintWorkerException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "jobs may wait for longer, because their times could not be set back",
                    e);
        }
    }

    static Engine start(PrintTaskWorker.Builder settings, Time time) {
        Engine engine = startPaused(settings, time);
        engine.resume();
        return engine;
    }

    /** Starts without a step. */
    static Engine startPaused(PrintTaskWorker.Builder settings, Time time) {
        Objects.requireNonNull(settings.taskDefinition, "taskDefinition");
        Objects.requireNonNull(settings.handler, "handler");
        EmbeddedDatabase embedded = null;
        DataSource dataSource = settings.dataSource;
        if (dataSource == null) {
            embedded = EmbeddedDatabase.open();
            dataSource = embedded.dataSource();
        }
        try {
            Engine engine = new Engine(settings, dataSource, embedded, time);
            engine.start(settings.notificationUrl != null);
            return engine;
        } catch (SQLException | RuntimeException e) {
            if (embedded != null) {
                embedded.close();
            }
            throw e instanceof RuntimeException known ? known : PrintWorkerException.of(e);
        }
    }

    private void start(boolean subscribes) {
        rows.now(names.poll());
        if (subscribes) {
            rows.now(names.subscription());
        }
        scheduler.pause();
        scheduler.start(); // last: until here, no thread has started
    }

    /** Claims no more. The heartbeats of the steps in progress continue. */
    void pause() {
        scheduler.pause();
    }

    void resume() {
        if (closed.get()) {
            throw new IllegalStateException("the worker is closed");
        }
        scheduler.resume();
        scheduler.triggerCheckForDueExecutions();
    }

    RowIds names() {
        return names;
    }

    /** Returns the rows, if the worker is not closed. */
    Rows rows() {
        if (closed.get()) {
            throw new IllegalStateException("the worker is closed");
        }
        return rows;
    }

    /** Steps that end while the worker stops still store their results. */
    private Rows rowsWhileStopping() {
        return rows;
    }

    private <T> Task<T> task(String name, Class<T> data, Step<T> step) {
        return Tasks.custom(name, data)
                // Not the handler of db-scheduler, which takes the time from this machine.
                .onDeadExecution((dead, operations) -> operations.reschedule(dead, dead.getTimeDone()))
                .onFailure((complete, operations) -> operations.reschedule(
                        complete,
                        complete.getTimeDone().plus(Delays.retry(complete.getExecution().consecutiveFailures + 1))))
                .execute((row, context) -> {
                    try {
                        return threads.in(() -> step.run(row, context.getExecution()));
                    } catch (PrintWorkerException e) {
                        LOG.log(System.Logger.Level.WARNING, e.getMessage());
                        throw e;
                    } catch (RuntimeException | Error e) {
                        String text = "a step of " + Shown.of(row.getId()) + " failed, and is tried again";
                        LOG.log(System.Logger.Level.WARNING, text, e);
                        throw e;
                    } finally {
                        // A worker that stops interrupts its steps. Their results must be stored all the same.
                        var unused = Thread.interrupted();
                    }
                });
    }

    private interface Step<T> {
        CompletionHandler<T> run(TaskInstance<T> row, Execution claim);
    }

    private CompletionHandler<TaskState> step(TaskInstance<TaskState> row, Execution claim) {
        TaskState state = StoredJson.state(row, row::getData, clock.now());
        try {
            Instant next = steps.next(state, new Claimed(claim));
            if (next == null) {
                return new CompletionHandler.OnCompleteRemove<>();
            }
            return (complete, operations) -> operations.reschedule(complete, next, state);
        } catch (TaskSteps.LostClaimException e) {
            return (complete, operations) -> {}; // the row belongs to another worker
        }
    }

    /** Adds a decision from outside to the row of its job, as soon as no step is in progress. */
    private CompletionHandler<TaskState> decide(TaskInstance<TaskState> row, Execution claim) {
        TaskState decided = row.getData();
        if (decided == null || rows.tryDecide(decided)) {
            return new CompletionHandler.OnCompleteRemove<>();
        }
        return whileClaimed();
    }

    /** Makes a row due again that was woken while it was in progress. */
    private CompletionHandler<String> wake(TaskInstance<String> row, Execution claim) {
        return rows.tryWake(row) ? new CompletionHandler.OnCompleteRemove<>() : whileClaimed();
    }

    private <T> CompletionHandler<T> whileClaimed() {
        return (complete, operations) ->
                operations.reschedule(complete, clock.now().plus(WHILE_CLAIMED));
    }

    /** The claim of one execution. */
    private final class Claimed implements TaskSteps.Claim {
        private final Execution claim;

        Claimed(Execution claim) {
            this.claim = claim;
        }

        @Override
        public boolean store(TaskState state) {
            try {
                return table.storeClaimed(claim, state);
            } catch (SQLException e) {
                throw PrintWorkerException.of("the decision could not be stored, so nothing was sent", e);
            }
        }

        @Override
        public void takeRequested(TaskState state) {
            rows.takeWaiting(state);
        }

        @Override
        public Instant now() {
            return clock.now();
        }

        @Override
        public boolean isStopping() {
            return closed.get();
        }
    }

    /** Stops. If one of the steps calls this, it returns at once, because the step must end first. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (threads.isStep()) {
            new Thread(this::stop, "print-worker-stop").start();
        } else {
            stop();
        }
    }

    private void stop() {
        scheduler.pause(); // claims no more
        boolean isInterrupted = threads.stop();
        scheduler.stop();
        try {
            table.giveBack(worker);
        } catch (SQLException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "other workers take the jobs over later", e);
        }
        if (embedded != null) {
            embedded.close();
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
