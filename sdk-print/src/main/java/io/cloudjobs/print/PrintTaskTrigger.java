package io.cloudjobs.print;

import io.cloudjobs.core.internal.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A task trigger: joins a printer to a task definition, so that jobs of the printer are held. The service does not say which
 * definition it is.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printtasktrigger">printTaskTrigger</a>
 */
public interface PrintTaskTrigger {
    /**
     * The id of the trigger, within its printer.
     *
     * @return the id; empty if a row of a list has none
     */
    String id();

    /**
     * What makes the service start a task.
     *
     * @return the event, which may have no constant; null when absent
     */
    @Nullable PrintEvent event();

    /**
     * The received JSON text, for members that have no accessor here.
     *
     * @return the JSON of this trigger alone, also in a list; null when there is none
     */
    @Nullable String json();

    /**
     * Reads a trigger from JSON, as the client does: for tests of your own code.
     *
     * @param json the text of one trigger
     * @return the trigger, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is not JSON, or not a trigger. The message says where, and does not
     *     quote it
     */
    static PrintTaskTrigger fromJson(String json) {
        return Json.read(json, PrintTaskTrigger.class, PrintTaskTriggerRecord.class);
    }
}
