package io.cloudjobs.print.worker;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.cloudjobs.core.internal.time.Time;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps on db-scheduler, which lets one worker at a time work on a row of its table, and gives the rows of a dead
 * worker to another one. There is a row for each held job, for each decision from outside that waits for the end of a step,
 * for the poll, and for the subscription.
 */
final class Engine implements AutoCloseable {
    private static final Duration AFTER_DATABASE_FAILURE = Duration.ofSeconds(5);
    private static final Duration POLLING_INTERVAL = Duration.ofSeconds(1);
    private static final Duration FOREVER = Duration.ofDays(36_500);
    private static final int HEARTBEATS = 6;

    private final RowNames names;
    private final @Nullable EmbeddedDatabase embedded;
    private final DatabaseClock clock;
    private final TaskTable table;
    private final TaskSteps steps;
    private final Scheduler scheduler;
    private final Rows rows;
    private volatile boolean closed;

    private Engine(
            PrintTaskWorker.Builder settings, DataSource dataSource, @Nullable EmbeddedDatabase embedded, Time time)
            throws SQLException {
        String definitionId = Objects.requireNonNull(settings.taskDefinition);
        this.names = new RowNames(definitionId);
        this.embedded = embedded;
        this.clock = new DatabaseClock(dataSource, time);
        this.table = new TaskTable(dataSource, settings.tableName);
        Events events = new Events(definitionId, settings.listener);
        this.steps = new TaskSteps(settings, events, time);
        Housekeeping housekeeping = new Housekeeping(settings, names, this::rows, events, time);
        this.scheduler = Scheduler.create(
                        dataSource,
                        List.of(
                                task(names.jobs(), TaskState.class, this::step),
                                task(names.decisions(), TaskState.class, this::decide),
                                task(names.poll().getTaskName(), String.class, housekeeping::poll),
                                task(names.subscription().getTaskName(), String.class, housekeeping::subscribe)))
                .schedulerName(new SchedulerName.Fixed("worker-" + UUID.randomUUID()))
                .tableName(settings.tableName)
                .serializer(StoredJson.JSON)
                .clock(clock)
                .threads(settings.concurrency)
                .pollingInterval(POLLING_INTERVAL)
                .enableImmediateExecution()
                .heartbeatInterval(settings.takeOverAfter.dividedBy(HEARTBEATS))
                .missedHeartbeatsLimit(HEARTBEATS)
                .shutdownMaxWait(settings.shutdownTimeout)
                // The rows of other definitions are unknown here, and must stay.
                .deleteUnresolvedAfter(FOREVER)
                .commitWhenAutocommitDisabled(true)
                .failureLogging(LogLevel.DEBUG, false)
                .build();
        this.rows = new Rows(scheduler, table, clock, names);
    }

    static Engine start(PrintTaskWorker.Builder settings) {
        return start(settings, Time.SYSTEM);
    }

    static Engine start(PrintTaskWorker.Builder settings, Time time) {
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
            engine.table.check();
            engine.start(settings.notificationUrl != null);
            return engine;
        } catch (SQLException | RuntimeException e) {
            if (embedded != null) {
                embedded.close();
            }
            throw e instanceof RuntimeException known ? known : new PrintWorkerException("the database failed", e);
        }
    }

    private void start(boolean subscribes) {
        rows.now(names.poll());
        if (subscribes) {
            rows.now(names.subscription());
        }
        scheduler.start();
    }

    RowNames names() {
        return names;
    }

    /** Returns the rows, if the worker is not closed. */
    Rows rows() {
        if (closed) {
            throw new IllegalStateException("the worker is closed");
        }
        return rows;
    }

    private static <T> Task<T> task(String name, Class<T> data, Step<T> step) {
        return Tasks.custom(name, data)
                .onDeadExecutionRevive()
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, complete.getTimeDone().plus(AFTER_DATABASE_FAILURE)))
                .execute((row, context) -> {
                    try {
                        return step.run(row, context.getExecution());
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
        TaskState state = row.getData();
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
        if (rows.tryDecide(row.getData())) {
            return new CompletionHandler.OnCompleteRemove<>();
        }
        return (complete, operations) ->
                operations.reschedule(complete, clock.now().plus(Rows.WHILE_CLAIMED));
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
                throw new PrintWorkerException("the decision could not be stored, so nothing was sent", e);
            }
        }

        @Override
        public Instant now() {
            return clock.now();
        }

        @Override
        public boolean isStopping() {
            return closed;
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        scheduler.stop();
        if (embedded != null) {
            embedded.close();
        }
    }
}
