package io.cloudjobs.ges;

import io.cloudjobs.core.internal.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a {@link CypherQuery}.
 *
 * <p>Do not implement this interface: minor releases add accessors. Tests create results with {@link #fromJson}.
 */
public interface CypherResult {
    /**
     * Returns the names of the columns.
     *
     * @return an unmodifiable list
     */
    List<String> columns();

    /**
     * Returns the rows. A row has one value per column: a {@link String}, a {@link Number}, a {@link Boolean}, null, or a
     * {@link List} or {@link Map} of these. A vertex or an edge is a map of its properties. A number that does not fit into a
     * Java type, such as 1e400 or an unquoted {@code NaN}, is a {@link String}.
     *
     * @return an unmodifiable list; empty if the query did not request the format {@code row}
     */
    List<List<@Nullable Object>> rows();

    /**
     * Returns the statistics of the changes by their names in the service, for example {@code nodes_created}.
     *
     * @return an unmodifiable map; empty if the query did not request statistics
     */
    Map<String, @Nullable Object> stats();

    /**
     * Returns the received JSON, for members without an accessor here, such as the format {@code graph}.
     *
     * @return the JSON
     */
    String json();

    /**
     * Parses a response to a Cypher query, for tests.
     *
     * @param json the body of the response
     * @return the result
     * @throws IllegalArgumentException if the text is not a response to a Cypher query
     */
    static CypherResult fromJson(String json) {
        return Json.read(json, CypherResult.class, CypherResultRecord.class);
    }
}
