package io.cloudjobs.print;

import io.cloudjobs.core.internal.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A task of an application. It holds a job until the application completes the task.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printtask">printTask</a>
 */
public interface PrintTask {
    /**
     * Returns the id of the task, unique within its task definition.
     *
     * @return the id; empty if a row of a list has none
     */
    String id();

    /**
     * Returns the URL of the job that the task holds.
     *
     * @return the URL, for example {@code https://graph.microsoft.com/v1.0/print/printers/c05f3726/jobs/5182}; null
     *     when absent
     * @see #job()
     */
    @Nullable String parentUrl();

    /**
     * Returns the ids of the job that the task holds.
     *
     * @return the ids in {@link #parentUrl()}; null if it is absent, or does not lead to a job of a printer
     */
    default @Nullable PrintJobLink job() {
        return PrintJobLink.parse(parentUrl());
    }

    /**
     * Returns the status of the task.
     *
     * @return the status
     */
    PrintTaskStatus status();

    /**
     * Returns the received JSON text, for members that have no accessor here.
     *
     * @return the JSON of this task alone, also in a list; null in {@link PrintJob#tasks()}
     */
    @Nullable String json();

    /**
     * Reads a task from JSON as the client does, for your tests.
     *
     * @param json the text of one task
     * @return the task, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is not JSON, or not a task. The message has the position and does
     *     not quote the text
     */
    static PrintTask fromJson(String json) {
        return Json.read(json, PrintTask.class, PrintTaskRecord.class);
    }
}
