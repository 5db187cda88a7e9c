package io.cloudjobs.print.worker;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTaskLink;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of the table, for those who do not own a claim. */
final class Rows {
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.print.worker");

    /** How often a change is tried that meets the change of another worker. */
    private static final int TRIES = 5;

    private final Scheduler scheduler;
    private final TaskTable table;
    private final DatabaseClock clock;
    private final RowIds names;

    Rows(Scheduler scheduler, TaskTable table, DatabaseClock clock, RowIds names) {
        this.scheduler = scheduler;
        this.table = table;
        this.clock = clock;
        this.names = names;
    }

    /**
     * The row of a held job.
     *
     * @param isRunning whether a worker makes a step at this time
     */
    record Job(TaskInstanceId id, TaskState state, Instant dueAt, boolean isRunning) {}

    /** Adds a held job if there is no row of it. Returns false if no row can have this id. */
    boolean add(String taskId, @Nullable PrintJobLink job) {
        if (!isId(taskId)) {
            LOG.log(System.Logger.Level.WARNING, "ignored a task whose id is invalid: {0}", Shown.of(taskId));
            return false;
        }
        var unused = add(TaskState.found(taskId, job, clock.now()));
        return true;
    }

    /** Returns whether a task can have this id. A list may have a row without one. */
    private boolean isId(String taskId) {
        try {
            return RowIds.fits(new PrintTaskLink(names.definitionId(), taskId).taskId());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean add(TaskState state) {
        return create(names.job(state.taskId), state, state.requested == null ? Priority.MEDIUM : Priority.HIGH);
    }

    private boolean create(TaskInstanceId id, @Nullable TaskState state, int priority) {
        return stored(() -> scheduler.scheduleIfNotExists(
                new TaskInstance<>(id.getTaskName(), id.getId(), () -> state, priority), clock.now()));
    }

    /** Makes a row due, and creates it if necessary. If it is in progress, it becomes due again afterwards. */
    void now(TaskInstanceId id) {
        if (!create(id, null, Priority.HIGH)) {
            wake(id);
        }
    }

    /** Makes a row due, if it exists. If it is in progress, it becomes due again afterwards. */
    void wake(TaskInstanceId id) {
        Long version = wakeOrVersion(id);
        if (version != null) {
            create(names.wakeUp(id, version), null, Priority.HIGH);
        }
    }

    /**
     * Makes a row due, unless it is in progress. A claim later than the one that missed the wake-up has begun after it.
     *
     * @param wakeUp the row of the wake-up
     * @return false if the claim that missed the wake-up still lasts
     */
    boolean tryWake(TaskInstanceId wakeUp) {
        for (TaskInstanceId id : List.of(names.poll(), names.subscription())) {
            if (wakeUp.getId().startsWith(id.getId() + "@")) {
                Long version = wakeOrVersion(id);
                return version == null
                        || !wakeUp.getId().equals(names.wakeUp(id, version).getId());
            }
        }
        return true; // of another version of this library
    }

    /** Makes a row due. Returns null, or the version of the claim if it is in progress. */
    private @Nullable Long wakeOrVersion(TaskInstanceId id) {
        return stored(() -> {
            for (int i = 0; i < TRIES; i++) {
                if (table.wake(id, clock.now())) {
                    scheduler.triggerCheckForDueExecutions();
                    return null;
                }
                Long version = table.claimedVersion(id);
                if (version != null) {
                    return version;
                }
            }
            return null; // there is no such row
        });
    }

    /** Makes the row of a job due, if it waits. A step in progress reads the job anyway. */
    void wakeJob(TaskInstanceId id) {
        stored(() -> table.wake(id, clock.now()));
        scheduler.triggerCheckForDueExecutions();
    }

    /** Makes all rows due that wait. */
    void wakeAll() {
        stored(() -> table.wakeAll(names.all(), clock.now()));
        scheduler.triggerCheckForDueExecutions();
    }

    /** Stores a decision from outside. A step in progress ends first. */
    void decide(TaskState decided) {
        decided.requestedAt = clock.now().toString();
        if (!tryDecide(decided)) {
            // One row for each decision: a row of an earlier decision may be in progress, and cannot be changed then.
            create(names.decision(UUID.randomUUID().toString()), decided, Priority.HIGH);
        }
    }

    /**
     * Adds a decision to the row of its job, and makes it due now. If there is no row, creates it. A decision that was made
     * before the last one in the row changes nothing.
     *
     * @return false if a step of the job is in progress
     */
    boolean tryDecide(TaskState decided) {
        TaskInstanceId id = names.job(decided.taskId);
        for (int i = 0; i < TRIES; i++) {
            if (add(decided)) {
                return true;
            }
            TaskTable.Row row = stored(() -> table.readUnclaimed(id, clock.now()));
            if (row != null) {
                if (!row.state().request(decided) || stored(() -> table.storeUnclaimed(id, row, clock.now()))) {
                    scheduler.triggerCheckForDueExecutions();
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Takes over the latest of the decisions from outside that wait for the end of a step. Their rows end later. A
     * decision that this version cannot read still waits.
     */
    void takeWaiting(TaskState state) {
        TaskInstanceId id = names.job(state.taskId);
        for (ScheduledExecution<TaskState> row : ofTask(names.decisions())) {
            TaskState decided = StoredJson.decided(row::getData);
            if (decided != null && names.job(decided.taskId).equals(id) && !decided.isFromNewerVersion()) {
                state.request(decided);
            }
        }
    }

    /** Returns the rows of a task name, the next due first. */
    private List<ScheduledExecution<TaskState>> ofTask(String name) {
        List<ScheduledExecution<TaskState>> rows = new ArrayList<>();
        stored(() -> {
            scheduler.fetchScheduledExecutionsForTask(
                    name, TaskState.class, ScheduledExecutionsFilter.all(), rows::add);
            return true;
        });
        return rows;
    }

    /** Returns whether there is a row of a job that has not ended. */
    boolean has(String taskId) {
        return RowIds.fits(taskId)
                && stored(() -> scheduler.getScheduledExecution(names.job(taskId)))
                        .filter(row -> !StoredJson.state(
                                        row.getTaskInstance(), () -> (TaskState) row.getData(), clock.now())
                                .ended)
                        .isPresent();
    }

    /** Returns the rows of all jobs, the next due first. */
    List<Job> jobs() {
        List<ScheduledExecution<TaskState>> rows = ofTask(names.jobs());
        Instant now = clock.now();
        List<Job> jobs = new ArrayList<>(rows.size());
        for (ScheduledExecution<TaskState> row : rows) {
            TaskState state = StoredJson.state(row.getTaskInstance(), row::getData, now);
            jobs.add(new Job(names.job(row.getTaskInstance().getId()), state, row.getExecutionTime(), row.isPicked()));
        }
        return jobs;
    }

    /** Returns the text that a row stores. */
    Optional<String> text(TaskInstanceId id) {
        return stored(() -> scheduler.getScheduledExecution(id)).flatMap(row -> StoredJson.text(row::getData));
    }

    Instant now() {
        return clock.now();
    }

    /** Runs a statement, also of db-scheduler, whose exceptions have no common type. */
    private static <T extends @Nullable Object> T stored(Statement<T> statement) {
        try {
            return statement.run();
        } catch (SQLException | RuntimeException e) {
            throw PrintWorkerException.of(e);
        }
    }

    private interface Statement<T extends @Nullable Object> {
        T run() throws SQLException;
    }
}
