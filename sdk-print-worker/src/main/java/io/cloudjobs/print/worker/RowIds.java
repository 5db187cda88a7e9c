package io.cloudjobs.print.worker;

import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.util.List;
import java.util.Locale;

/**
 * The names of the rows of one task definition. Several definitions may share a table. The service may write an id in upper
 * or lower case, and so may the settings of two machines, but all workers must find the same rows.
 */
record RowIds(String definitionId) {
    /** The columns have 250 characters. */
    private static final int LONGEST = 200;

    RowIds {
        if (!fits(definitionId)) {
            throw new IllegalArgumentException("taskDefinition must have at most " + LONGEST + " characters");
        }
    }

    /** Returns whether an id is short enough, also in lower case. An id of the service has 36 characters. */
    static boolean fits(String id) {
        return lowerCase(id).length() <= LONGEST;
    }

    /** Returns the id of a row. Few characters are two in lower case. */
    private static String lowerCase(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    String jobs() {
        return name("job/");
    }

    String decisions() {
        return name("decision/");
    }

    String wakeUps() {
        return name("wake/");
    }

    /** Returns the task names of all rows. */
    List<String> all() {
        return List.of(
                jobs(),
                decisions(),
                wakeUps(),
                poll().getTaskName(),
                subscription().getTaskName());
    }

    /** Returns the row of a held job. */
    TaskInstanceId job(String taskId) {
        return TaskInstanceId.of(jobs(), lowerCase(taskId));
    }

    /** Returns the row of a decision that waits for the end of a step. */
    TaskInstanceId decision(String uniqueId) {
        return TaskInstanceId.of(decisions(), uniqueId);
    }

    TaskInstanceId poll() {
        return TaskInstanceId.of(name("poll/"), "poll");
    }

    TaskInstanceId subscription() {
        return TaskInstanceId.of(name("subscription/"), "subscription");
    }

    /** Returns the row that makes another one due again after its claim with this version. */
    TaskInstanceId wakeUp(TaskInstanceId row, long version) {
        return TaskInstanceId.of(wakeUps(), row.getId() + "@" + version);
    }

    private String name(String prefix) {
        return prefix + lowerCase(definitionId);
    }
}
