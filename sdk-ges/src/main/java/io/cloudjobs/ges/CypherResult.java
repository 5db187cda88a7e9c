package io.cloudjobs.ges;

import io.cloudjobs.core.internal.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a {@link CypherQuery}.
 *
 * <p>Not for implementation by users: accessors are added in minor releases. Tests can make one with {@link #fromJson}.
 */
public interface CypherResult {
    /**
     * The names of the columns.
     *
     * @return an unmodifiable list
     */
    List<String> columns();

    /**
     * The rows. Each has one value a column: a {@link String}, a {@link Number}, a {@link Boolean}, null, or a {@link List} or
     * {@link Map} of these; a vertex or an edge is a map of its properties. A number that Java does not have, such as 1e400 or
     * an
     * unquoted {@code NaN}, is the {@link String} of it.
     *
     * @return an unmodifiable list; empty if the query did not ask for the format {@code row}
     */
    List<List<@Nullable Object>> rows();

    /**
     * How much the statement changed, by the service's names, for example {@code nodes_created}.
     *
     * @return an unmodifiable map; empty if the query did not ask for it
     */
    Map<String, @Nullable Object> stats();

    /**
     * The received JSON, for members without an accessor here, such as the format {@code graph}.
     *
     * @return JSON
     */
    String json();

    /**
     * Reads a response to a Cypher query, for tests.
     *
     * @param json the body of the response
     * @return the result
     * @throws IllegalArgumentException if the text is not a response to a Cypher query
     */
    static CypherResult fromJson(String json) {
        return Json.read(json, CypherResult.class, CypherResultRecord.class);
    }
}
