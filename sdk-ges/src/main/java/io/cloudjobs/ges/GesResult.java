package io.cloudjobs.ges;

import io.cloudjobs.core.internal.json.Json;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The result of a query or an algorithm, or some rows of it. Each algorithm names its own outputs; {@link #output} reads
 * those without an accessor here.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0037.html">Querying the job status</a>
 */
public interface GesResult {
    /**
     * The vertices: the rows of a vertex query. Algorithms such as {@code k_hop} return ids, so these vertices have only an
     * id.
     *
     * @return the vertices; empty if the result has none
     */
    List<GesVertex> vertices();

    /**
     * The edges: the rows of an edge query.
     *
     * @return the edges; empty if the result has none
     */
    List<GesEdge> edges();

    /**
     * The paths, for example of {@code n_paths}; {@code shortest_path} has one.
     *
     * @return the ids of the vertices along each path; empty if the result has no paths
     */
    List<List<String>> paths();

    /**
     * What an algorithm found for each vertex: numbers such as {@code pagerank}, {@code coreness} or {@code distance}, or
     * names such as {@code community}.
     *
     * @param output the name of the output, one of {@link #outputs()}
     * @return the values, in the order of the service; none if the result is empty
     * @throws IllegalArgumentException if the result has other outputs and not this one, or if this one has no values by
     *     vertex; the message lists the outputs. An empty result, and a part after the first rows, may lack any output
     */
    List<VertexValue> values(String output);

    /**
     * A single number, such as {@code modularity}, {@code link_prediction} or {@code paths_number}.
     *
     * @param output the name of the output, one of {@link #outputs()}
     * @return the number; null if the output is not a number that Java has, or if the result is empty
     * @throws IllegalArgumentException if the result has other outputs and not this one, or if this one is an array or an
     *     object; see {@link #values}
     */
    @Nullable Double number(String output);

    /**
     * Any output, for what has no accessor here.
     *
     * @param output the name of the output, one of {@link #outputs()}
     * @return its JSON; null if the result is empty
     * @throws IllegalArgumentException if the result has other outputs and not this one; see {@link #values}
     */
    @Nullable String output(String output);

    /**
     * The outputs of this result, to check for an optional one before reading it.
     *
     * @return the names of the outputs, in the order of the service, with {@code runtime} and the sizes if the service sent
     *     them
     */
    Set<String> outputs();

    /**
     * How long the work took.
     *
     * @return seconds; null when absent
     */
    @Nullable Double runtime();

    /**
     * How many rows this part of the result has.
     *
     * @return the number; null when absent, as for algorithms with a single value
     */
    @Nullable Long dataReturnSize();

    /**
     * How many rows are before this part of the result.
     *
     * @return the number; null when absent, as for algorithms with a single value
     */
    @Nullable Long dataOffset();

    /**
     * How many rows the whole result has.
     *
     * @return the number; null when absent, as for algorithms with a single value
     */
    @Nullable Long dataTotalSize();

    /**
     * The received JSON, for members without an accessor here.
     *
     * @return the JSON; null when this result came as a part of a job, whose {@link GesJob#json()} has it
     */
    @Nullable String json();

    /**
     * Reads a result from JSON, as the client does: for tests of your own code.
     *
     * @param json the text of a response with {@code data}
     * @return the result, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is not JSON or not such a response; the message says where, without
     *     quoting it
     */
    static GesResult fromJson(String json) {
        return Json.read(json, GesResult.class, GesResultRecord.class);
    }
}
