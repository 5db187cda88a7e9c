package io.cloudjobs.ges;

import io.cloudjobs.core.internal.json.Json;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The result of a query or an algorithm, or a part of it. Each algorithm has outputs of its own names; what has no accessor
 * here is given by {@link #output}.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0037.html">Querying the job status</a>
 */
public interface GesResult {
    /**
     * The vertices: the rows of a vertex query. Algorithms such as {@code k_hop} answer ids, so that these vertices have an id
     * and nothing else.
     *
     * @return the vertices, perhaps none
     */
    List<GesVertex> vertices();

    /**
     * The edges: the rows of an edge query.
     *
     * @return the edges, perhaps none
     */
    List<GesEdge> edges();

    /**
     * The paths, as of {@code n_paths}; that of {@code shortest_path} is the only one.
     *
     * @return of each path, the ids of the vertices along it
     */
    List<List<String>> paths();

    /**
     * What an algorithm has found for each vertex, such as {@code pagerank}, {@code coreness} or {@code distance}, which are
     * numbers, or {@code community}, which is a name.
     *
     * @param output the name of the output
     * @return the values, in the order of the service; none when there is no such output
     */
    List<VertexValue> values(String output);

    /**
     * A single number, such as {@code modularity}, {@code link_prediction} or {@code paths_number}.
     *
     * @param output the name of the output
     * @return the number; null when there is no such output, or when it is no number
     */
    @Nullable Double number(String output);

    /**
     * Any output, for what has no accessor here.
     *
     * @param output the name of the output
     * @return its JSON; null when there is no such output
     */
    @Nullable String output(String output);

    /**
     * What {@link #output} knows.
     *
     * @return the names of the outputs, in the order of the service
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
     * The text that was received, for members that have no accessor here.
     *
     * @return the JSON; null when this result came as a part of a job, whose {@link GesJob#json()} has it
     */
    @Nullable String json();

    /**
     * Reads a result from JSON, as the client does: for tests of your own code.
     *
     * @param json the text of one answer with {@code data}
     * @return the result, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is no JSON, or no such answer: the message says where, without quoting it
     */
    static GesResult fromJson(String json) {
        return Json.read(json, GesResult.class, GesResultRecord.class);
    }
}
