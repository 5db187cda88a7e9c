package io.cloudjobs.print;

import io.cloudjobs.core.internal.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A task trigger, which connects a printer to a task definition, so that tasks hold the jobs of the printer. For
 * the definition, see {@link PrintTaskTriggerResource#definition()}.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printtasktrigger">printTaskTrigger</a>
 */
public interface PrintTaskTrigger {
    /**
     * Returns the id of the trigger, unique on its printer.
     *
     * @return the id; empty if a row of a list has none
     */
    String id();

    /**
     * Returns the event that makes the service start a task.
     *
     * @return the event, which may have no constant; null when absent
     */
    @Nullable PrintEvent event();

    /**
     * Returns the received JSON text, for members that have no accessor here.
     *
     * @return the JSON of this trigger alone, also in a list; null when there is none
     */
    @Nullable String json();

    /**
     * Reads a trigger from JSON as the client does, for your tests.
     *
     * @param json the text of one trigger
     * @return the trigger, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is not JSON, or not a trigger. The message has the position and
     *     does not quote the text
     */
    static PrintTaskTrigger fromJson(String json) {
        return Json.read(json, PrintTaskTrigger.class, PrintTaskTriggerRecord.class);
    }
}
