package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Runs an algorithm: {@code POST .../graphs/{graphName}/action?action_id=execute-algorithm}, engine 1.0.0 or later; on HyG
 * {@code POST .../hyg/{graphName}/algorithm}.
 *
 * <p>The service's algorithm reference lists the algorithms with their names and parameters. {@link #of} accepts any of
 * them. Some common algorithms have a factory method that takes the required parameters.
 *
 * <p>The job can be cancelled if the algorithm is {@code topicrank}, {@code pagerank}, {@code personalrank},
 * {@code kcore}, {@code connected_component}, {@code label_propagation}, {@code louvain} or {@code node2vec}. An
 * algorithm does not change the graph.
 *
 * <p>Immutable: each method returns a new instance.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0030.html">Running algorithms</a>
 */
public final class Algorithm extends GesSubmission {
    /** Members that limit a synchronous response. A job ignores them. */
    private static final List<String> SYNCHRONOUS_ONLY = List.of("offset", "limit");

    private final String name;
    private final Map<String, Object> parameters;
    private final Map<String, Object> further;
    private final Map<String, Object> hygOutput;

    private Algorithm(
            String name, Map<String, Object> parameters, Map<String, Object> further, Map<String, Object> hygOutput) {
        this.name = Checks.notBlank("algorithmName", name);
        this.parameters = parameters;
        this.further = further;
        this.hygOutput = hygOutput;
    }

    /**
     * Returns an algorithm by name, without parameters.
     *
     * @param algorithmName the name that the service uses, for example {@code pagerank}
     * @return the algorithm
     * @throws IllegalArgumentException if the name is blank
     */
    public static Algorithm of(String algorithmName) {
        return new Algorithm(algorithmName, Map.of(), Map.of(), Map.of());
    }

    /**
     * Returns PageRank, which computes the importance of each vertex. Further parameters: {@code alpha}, {@code convergence},
     * {@code max_iterations}, {@code directed}.
     *
     * @return the algorithm
     */
    public static Algorithm pageRank() {
        return of("pagerank");
    }

    /**
     * Returns personalized PageRank, which computes the importance of each vertex for one source vertex. It has the
     * same further parameters as {@link #pageRank()}.
     *
     * @param source the id of the source vertex
     * @return the algorithm
     */
    public static Algorithm personalRank(String source) {
        return of("personalrank").with("source", Objects.requireNonNull(source, "source"));
    }

    /**
     * Returns k-hop, which finds the vertices within a number of hops from a source vertex.
     *
     * @param source the id of the source vertex
     * @param k the number of hops, 1 to 100
     * @return the algorithm
     */
    public static Algorithm kHop(String source, int k) {
        return of("k_hop")
                .with("source", Objects.requireNonNull(source, "source"))
                .with("k", k);
    }

    /**
     * Returns the algorithm for the shortest path between two vertices. Further parameter: {@code directed}.
     *
     * @param source the id of the first vertex
     * @param target the id of the last vertex
     * @return the algorithm
     */
    public static Algorithm shortestPath(String source, String target) {
        return of("shortest_path")
                .with("source", Objects.requireNonNull(source, "source"))
                .with("target", Objects.requireNonNull(target, "target"));
    }

    /**
     * Returns the algorithm that groups the vertices by connected component.
     *
     * @return the algorithm
     */
    public static Algorithm connectedComponent() {
        return of("connected_component");
    }

    /**
     * Returns this algorithm with a parameter.
     *
     * @param parameter the name that the service uses, for example {@code alpha}
     * @param value a string, a finite number, a boolean, or a list or map of these
     * @return the algorithm
     * @throws IllegalArgumentException if the name is blank, or if the type of the value is not supported
     */
    public Algorithm with(String parameter, Object value) {
        Checks.notBlank("parameter", parameter);
        return new Algorithm(
                name, JsonMembers.with(parameters, parameter, JsonMembers.value(parameter, value)), further, hygOutput);
    }

    /**
     * Returns this algorithm with several parameters.
     *
     * @param parameters the values by parameter name
     * @return the algorithm
     * @throws IllegalArgumentException if a name is blank, or if the type of a value is not supported
     */
    public Algorithm with(Map<String, ?> parameters) {
        Algorithm all = this;
        for (Map.Entry<String, ?> parameter : parameters.entrySet()) {
            all = all.with(parameter.getKey(), parameter.getValue());
        }
        return all;
    }

    /**
     * Returns this algorithm, restricted to paths over matching vertices. Applies to algorithms such as
     * {@code filtered_shortest_path}. The client does not send the filter to HyG.
     *
     * @param filter the condition on the vertices
     * @return the algorithm
     */
    public Algorithm vertexFilter(ElementFilter filter) {
        return further("vertex_filter", filter.members());
    }

    /**
     * Returns this algorithm, restricted to paths over matching edges. Applies to algorithms such as
     * {@code filtered_shortest_path}. The client does not send the filter to HyG.
     *
     * @param filter the condition on the edges
     * @return the algorithm
     */
    public Algorithm edgeFilter(ElementFilter filter) {
        return further("edge_filter", filter.members());
    }

    /**
     * Returns this algorithm with a range of rows for its result. Applies to {@link GesGraphResource#execute(Algorithm)} only.
     * The client reads the result of a job in pages.
     *
     * @param offset the number of rows to skip
     * @param limit the maximum number of rows: 1 to 100,000, which is also the service's default
     * @return the algorithm
     * @throws IllegalArgumentException if the offset is negative, or if the limit is out of range
     */
    public Algorithm rows(long offset, int limit) {
        return further("offset", JsonMembers.atLeast(0, "offset", offset))
                .further("limit", OffsetPages.limit("limit", limit));
    }

    private Algorithm further(String member, Object value) {
        return new Algorithm(name, parameters, JsonMembers.with(further, member, value), hygOutput);
    }

    /**
     * Returns this algorithm with a format for its result. For {@link HygGraphResource#submit} only:
     * {@link GesGraphResource} refuses the algorithm.
     *
     * @param format {@code JSON}, the service's default, or {@code CSV}
     * @return the algorithm
     * @throws IllegalArgumentException if the format is blank
     */
    public Algorithm outputFormat(String format) {
        return hygOutput("format", Checks.notBlank("outputFormat", format));
    }

    /**
     * Returns this algorithm with an output mode, which sets whether the service may truncate the result. For
     * {@link HygGraphResource#submit} only: {@link GesGraphResource} refuses the algorithm.
     *
     * @param mode {@code TRUNCATED}, the service's default, or {@code FULL}
     * @return the algorithm
     * @throws IllegalArgumentException if the mode is blank
     */
    public Algorithm outputMode(String mode) {
        return hygOutput("mode", Checks.notBlank("outputMode", mode));
    }

    private Algorithm hygOutput(String member, String value) {
        return new Algorithm(name, parameters, further, JsonMembers.with(hygOutput, member, value));
    }

    @Override
    JobRequest request() {
        Map<String, Object> rest = new LinkedHashMap<>(further);
        rest.keySet().removeAll(SYNCHRONOUS_ONLY);
        return request("async", rest);
    }

    /** Returns the request for the synchronous operation. */
    JobRequest synchronous() {
        return request("sync", further);
    }

    private JobRequest request(String executionMode, Map<String, Object> rest) {
        if (!hygOutput.isEmpty()) {
            String method = hygOutput.containsKey("format") ? "outputFormat" : "outputMode";
            throw new IllegalArgumentException(method
                    + " is for HyG only: submit the algorithm to hyg(...) of the client, or do not set " + method);
        }
        Map<String, Object> body = named();
        body.put("executionMode", executionMode);
        body.putAll(rest);
        return new JobRequest("graph.executeAlgorithm", "/action", "execute-algorithm", body);
    }

    /** Returns the request for HyG, which has no synchronous mode. */
    JobRequest hyg() {
        Map<String, Object> body = named();
        if (!hygOutput.isEmpty()) {
            body.put("output", hygOutput);
        }
        return new JobRequest("hyg.executeAlgorithm", "/algorithm", null, body);
    }

    private Map<String, Object> named() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("algorithmName", name);
        body.put("parameters", parameters);
        return body;
    }

    /** Returns the name, without the parameters. */
    @Override
    public String toString() {
        return "Algorithm[" + Shown.of(name) + "]";
    }
}
