package io.cloudjobs.print;

import io.cloudjobs.core.internal.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A task definition, which describes the work of an application on the jobs that it holds. A
 * {@linkplain PrintTaskTrigger trigger} connects it to a printer. Then each job that is started on the printer gets a
 * {@linkplain PrintTask task} of the definition.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printtaskdefinition">printTaskDefinition</a>
 */
public interface PrintTaskDefinition {
    /**
     * Returns the id of the definition.
     *
     * @return the id; empty if a row of a list has none
     */
    String id();

    /**
     * Returns the name of the definition. It need not be unique.
     *
     * @return the name; null when absent
     */
    @Nullable String displayName();

    /**
     * Returns the application that created the definition.
     *
     * @return the application; null when absent
     */
    @Nullable AppIdentity createdBy();

    /**
     * Returns the received JSON text, for members that have no accessor here.
     *
     * @return the JSON of this definition alone, also in a list; null when there is none
     */
    @Nullable String json();

    /**
     * Reads a definition from JSON as the client does, for your tests.
     *
     * @param json the text of one definition
     * @return the definition, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is not JSON, or not a definition. The message has the position and
     *     does not quote the text
     */
    static PrintTaskDefinition fromJson(String json) {
        return Json.read(json, PrintTaskDefinition.class, PrintTaskDefinitionRecord.class);
    }
}
