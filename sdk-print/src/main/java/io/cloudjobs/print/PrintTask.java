package io.cloudjobs.print;

import io.cloudjobs.core.internal.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A task, by which an application holds a job until it has finished with it.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printtask">printTask</a>
 */
public interface PrintTask {
    /**
     * The id of the task, within its task definition.
     *
     * @return the id; empty if a row of a list has none
     */
    String id();

    /**
     * The job that the task holds, as the service names it.
     *
     * @return the URL, for example {@code https://graph.microsoft.com/v1.0/print/printers/c05f3726/jobs/5182}; null
     *     when absent
     * @see #job()
     */
    @Nullable String parentUrl();

    /**
     * The job that the task holds.
     *
     * @return the ids in {@link #parentUrl()}; null when it is absent or leads to no job of a printer
     */
    default @Nullable PrintJobLink job() {
        return PrintJobLink.parse(parentUrl());
    }

    /**
     * Where the task stands.
     *
     * @return the status
     */
    PrintTaskStatus status();

    /**
     * The received JSON text, for members that have no accessor here.
     *
     * @return the JSON of this task alone, also in a list; null in {@link PrintJob#tasks()}
     */
    @Nullable String json();

    /**
     * Reads a task from JSON, as the client does: for tests of your own code.
     *
     * @param json the text of one task
     * @return the task, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is not JSON, or not a task. The message says where, and does not
     *     quote it
     */
    static PrintTask fromJson(String json) {
        return Json.read(json, PrintTask.class, PrintTaskRecord.class);
    }
}
