package io.cloudjobs.print.worker;

import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.util.Locale;

/** The names of the rows of one task definition. Several definitions may share a table. */
record RowNames(String definitionId) {
    String jobs() {
        return "job/" + definitionId;
    }

    String decisions() {
        return "decision/" + definitionId;
    }

    /** Returns the row of a held job. The service may write an id in upper or lower case. */
    TaskInstanceId job(String taskId) {
        return TaskInstanceId.of(jobs(), taskId.toLowerCase(Locale.ROOT));
    }

    /** Returns the row of a decision that waits for the end of a step. */
    TaskInstanceId decision(String taskId) {
        return TaskInstanceId.of(decisions(), taskId.toLowerCase(Locale.ROOT));
    }

    TaskInstanceId poll() {
        return TaskInstanceId.of("poll/" + definitionId, "poll");
    }

    TaskInstanceId subscription() {
        return TaskInstanceId.of("subscription/" + definitionId, "subscription");
    }
}
