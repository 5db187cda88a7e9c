package io.cloudjobs.print.report;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The usage of one user in one day or one month.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printusagebyuser">printUsageByUser</a>
 */
@JsonDeserialize(as = PrintUsageByUserRecord.class)
public interface PrintUsageByUser extends PrintUsage {
    /**
     * Returns the sign-in name of the user.
     *
     * @return the name, for example {@code john.smith@contoso.com}; null when absent
     */
    @Nullable String userPrincipalName();

    /**
     * Reads a row of the report from JSON as the client does, for your tests.
     *
     * @param json the text of one row
     * @return the row, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is not JSON, or not a row. The message has the position and does not
     *     quote the text
     */
    static PrintUsageByUser fromJson(String json) {
        return Json.read(json, PrintUsageByUser.class, PrintUsageByUserRecord.class);
    }
}
