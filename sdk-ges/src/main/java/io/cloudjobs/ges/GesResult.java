package io.cloudjobs.ges;

import io.cloudjobs.core.internal.json.Json;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The result of a query or an algorithm, or some rows of it. Each algorithm has its own outputs. To read an output without an
 * accessor here, call {@link #output}.
 *
 * <p>Do not implement this interface: minor releases add accessors.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0037.html">Querying the job status</a>
 */
public interface GesResult {
    /**
     * Returns the vertices, which are the rows of a vertex query. Algorithms such as {@code k_hop} return ids only, so their
     * vertices have no label and no properties.
     *
     * @return the vertices; empty if the result has none
     */
    List<GesVertex> vertices();

    /**
     * Returns the edges, which are the rows of an edge query.
     *
     * @return the edges; empty if the result has none
     */
    List<GesEdge> edges();

    /**
     * Returns the paths of an algorithm such as {@code n_paths}. A result of {@code shortest_path} has one path.
     *
     * @return for each path, the ids of its vertices in order; empty if the result has no paths
     */
    List<List<String>> paths();

    /**
     * Returns the value of each vertex: a number for outputs such as {@code pagerank}, {@code coreness} or {@code distance}, or
     * a name for outputs such as {@code community}.
     *
     * @param output the name of the output, one of {@link #outputs()}
     * @return the values, in the order of the service; empty if this output is empty
     * @throws IllegalArgumentException if the result has other outputs but not this one, even if they are empty (the
     *     message lists them), or if this output has no value per vertex. A result without outputs causes no exception,
     *     because the client cannot check the name. A result that does not start at the first row may lack the output
     */
    List<VertexValue> values(String output);

    /**
     * Returns an output that is a number, such as {@code modularity}, {@code link_prediction} or {@code paths_number}.
     *
     * @param output the name of the output, one of {@link #outputs()}
     * @return the number; null if the output is not a finite number, or if the result has no outputs
     * @throws IllegalArgumentException if the result has other outputs but not this one, see {@link #values}, or if this
     *     output is an array or an object
     */
    @Nullable Double number(String output);

    /**
     * Returns any output as JSON, for outputs without an accessor here.
     *
     * @param output the name of the output, one of {@link #outputs()}
     * @return the JSON; null if the result has no outputs
     * @throws IllegalArgumentException if the result has other outputs but not this one; see {@link #values}
     */
    @Nullable String output(String output);

    /**
     * Returns the names of the outputs, for example to check for an optional one.
     *
     * @return the names, in the order of the service, including {@code runtime} and the sizes if present
     */
    Set<String> outputs();

    /**
     * Returns the duration of the work.
     *
     * @return the number of seconds; null when absent
     */
    @Nullable Double runtime();

    /**
     * Returns the number of rows in this part of the result.
     *
     * @return the number; null when absent, for example if the result is a single value
     */
    @Nullable Long dataReturnSize();

    /**
     * Returns the number of rows before this part of the result.
     *
     * @return the number; null when absent, for example if the result is a single value
     */
    @Nullable Long dataOffset();

    /**
     * Returns the number of rows in the whole result.
     *
     * @return the number; null when absent, for example if the result is a single value
     */
    @Nullable Long dataTotalSize();

    /**
     * Returns the received JSON, for members without an accessor here.
     *
     * @return the JSON; null if this result is part of a job: see {@link GesJob#json()}
     */
    @Nullable String json();

    /**
     * Parses a result from JSON as the client does, for tests.
     *
     * @param json a response with {@code data}
     * @return the result
     * @throws IllegalArgumentException if the text is not JSON or not such a response; the message has the position but
     *     does not quote the text
     */
    static GesResult fromJson(String json) {
        return Json.read(json, GesResult.class, GesResultRecord.class);
    }
}
