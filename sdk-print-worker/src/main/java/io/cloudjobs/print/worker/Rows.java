package io.cloudjobs.print.worker;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.cloudjobs.print.PrintJobLink;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of the table, for those who do not own a claim. */
final class Rows {
    /** How long a decision from outside waits before it looks again whether the step in progress has ended. */
    static final Duration WHILE_CLAIMED = Duration.ofMillis(200);

    private final Scheduler scheduler;
    private final TaskTable table;
    private final DatabaseClock clock;
    private final RowNames names;

    Rows(Scheduler scheduler, TaskTable table, DatabaseClock clock, RowNames names) {
        this.scheduler = scheduler;
        this.table = table;
        this.clock = clock;
        this.names = names;
    }

    /** Adds a held job if there is no row of it. */
    void add(String taskId, @Nullable PrintJobLink job) {
        add(TaskState.found(taskId, job, clock.now()));
    }

    private boolean add(TaskState state) {
        return create(names.job(state.taskId), state);
    }

    private boolean create(TaskInstanceId id, @Nullable TaskState state) {
        return stored(() ->
                scheduler.scheduleIfNotExists(new TaskInstance<>(id.getTaskName(), id.getId(), state), clock.now()));
    }

    /** Makes a row due now, and creates it if necessary. A row in progress stays as it is. */
    void now(TaskInstanceId id) {
        if (!create(id, null)) {
            wake(id);
        }
    }

    /** Makes a row due now, if it exists and no step is in progress. */
    void wake(TaskInstanceId id) {
        stored(() -> {
            try {
                return scheduler.reschedule(id, clock.now());
            } catch (TaskInstanceCurrentlyExecutingException e) {
                return false;
            }
        });
    }

    /** Stores a decision from outside. A step in progress ends first. */
    void decide(TaskState decided) {
        if (!tryDecide(decided) && !create(names.decision(decided.taskId), decided)) {
            // An earlier decision waits, too: the later one replaces it.
            stored(() -> {
                try {
                    return scheduler.reschedule(names.decision(decided.taskId), clock.now(), decided);
                } catch (TaskInstanceCurrentlyExecutingException e) {
                    return false;
                }
            });
        }
    }

    /**
     * Adds a decision to the row of its job, and makes it due now. If there is no row, creates it.
     *
     * @return false if a step of the job is in progress
     */
    boolean tryDecide(TaskState decided) {
        if (add(decided)) {
            return true;
        }
        try {
            TaskInstanceId id = names.job(decided.taskId);
            TaskTable.Row row = table.readUnclaimed(id);
            if (row == null) {
                return false;
            }
            row.state().requested = decided.requested;
            boolean stored = table.storeUnclaimed(id, row, clock.now());
            scheduler.triggerCheckForDueExecutions();
            return stored;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    boolean has(String taskId) {
        return stored(() -> scheduler.getScheduledExecution(names.job(taskId))).isPresent();
    }

    List<ScheduledExecution<TaskState>> jobs() {
        List<ScheduledExecution<TaskState>> jobs = new ArrayList<>();
        stored(() -> {
            scheduler.fetchScheduledExecutionsForTask(names.jobs(), TaskState.class, jobs::add);
            return true;
        });
        return jobs;
    }

    Optional<ScheduledExecution<Object>> row(TaskInstanceId id) {
        return stored(() -> scheduler.getScheduledExecution(id));
    }

    Instant now() {
        return clock.now();
    }

    /** Runs a statement of db-scheduler, whose exceptions have no common type. */
    private static <T> T stored(Statement<T> statement) {
        try {
            return statement.run();
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    private static PrintWorkerException failed(Exception cause) {
        return new PrintWorkerException("the database of the worker failed: " + cause.getMessage(), cause);
    }

    private interface Statement<T> {
        T run();
    }
}
