package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs an algorithm: {@code POST .../graphs/{graphName}/action?action_id=execute-algorithm}, engine 1.0.0 or later; on HyG
 * {@code POST .../hyg/{graphName}/algorithm}.
 *
 * <p>Any algorithm of the service has its own name and parameters; the service's algorithm reference lists them. This class
 * has factories for some common ones, with their required parameters.
 *
 * <p>As a job, it can be cancelled if the algorithm is {@code topicrank}, {@code pagerank}, {@code personalrank},
 * {@code kcore}, {@code connected_component}, {@code label_propagation}, {@code louvain} or {@code node2vec}. It writes
 * nothing.
 *
 * <p>Immutable: each method gives another one.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0030.html">Running algorithms</a>
 */
public final class Algorithm extends GesSubmission {
    /** Limits of a synchronous response; without meaning for a job. */
    private static final List<String> SYNCHRONOUS_ONLY = List.of("offset", "limit");

    private final String name;
    private final Map<String, Object> parameters;
    private final Map<String, Object> further;

    private Algorithm(String name, Map<String, Object> parameters, Map<String, Object> further) {
        this.name = Checks.notBlank("algorithmName", name);
        this.parameters = parameters;
        this.further = further;
    }

    /**
     * Any algorithm.
     *
     * @param algorithmName the service's name of it, for example {@code pagerank}
     * @return the algorithm, without parameters yet
     * @throws IllegalArgumentException if the name is blank
     */
    public static Algorithm of(String algorithmName) {
        return new Algorithm(algorithmName, Map.of(), Map.of());
    }

    /**
     * PageRank: how important each vertex is. Further parameters: {@code alpha}, {@code convergence}, {@code max_iterations},
     * {@code directed}.
     *
     * @return the algorithm
     */
    public static Algorithm pageRank() {
        return of("pagerank");
    }

    /**
     * Personalized PageRank: how important each vertex is, seen from one vertex. Further parameters as for {@link #pageRank()}.
     *
     * @param source the id of the vertex
     * @return the algorithm
     */
    public static Algorithm personalRank(String source) {
        return of("personalrank").with("source", source);
    }

    /**
     * The vertices within some hops of one.
     *
     * @param source the id of the vertex
     * @param k the number of hops, 1 to 100
     * @return the algorithm
     */
    public static Algorithm kHop(String source, int k) {
        return of("k_hop").with("source", source).with("k", k);
    }

    /**
     * The shortest path between two vertices. Further parameter: {@code directed}.
     *
     * @param source the id of the vertex where it begins
     * @param target the id of the vertex where it ends
     * @return the algorithm
     */
    public static Algorithm shortestPath(String source, String target) {
        return of("shortest_path").with("source", source).with("target", target);
    }

    /**
     * Connected components: which vertices are connected.
     *
     * @return the algorithm
     */
    public static Algorithm connectedComponent() {
        return of("connected_component");
    }

    /**
     * The same with a parameter.
     *
     * @param parameter the service's name of the parameter, for example {@code alpha}
     * @param value a text, a finite number, a boolean, or a list or map of these
     * @return the algorithm
     * @throws IllegalArgumentException if the name is blank, or the value is something else
     */
    public Algorithm with(String parameter, Object value) {
        Checks.notBlank("parameter", parameter);
        return new Algorithm(
                name, JsonMembers.with(parameters, parameter, JsonMembers.value(parameter, value)), further);
    }

    /**
     * The same with several parameters.
     *
     * @param parameters the values by the service's names of the parameters
     * @return the algorithm
     * @throws IllegalArgumentException if a name is blank, or a value is not one that {@link #with(String, Object)} takes
     */
    public Algorithm with(Map<String, ?> parameters) {
        Algorithm all = this;
        for (Map.Entry<String, ?> parameter : parameters.entrySet()) {
            all = all.with(parameter.getKey(), parameter.getValue());
        }
        return all;
    }

    /**
     * The same, on paths over matching vertices only. For {@code filtered_shortest_path} and the like; not for HyG.
     *
     * @param filter the condition on the vertices
     * @return the algorithm
     */
    public Algorithm vertexFilter(ElementFilter filter) {
        return further("vertex_filter", filter.members());
    }

    /**
     * The same, on paths over matching edges only. For {@code filtered_shortest_path} and the like; not for HyG.
     *
     * @param filter the condition on the edges
     * @return the algorithm
     */
    public Algorithm edgeFilter(ElementFilter filter) {
        return further("edge_filter", filter.members());
    }

    /**
     * The same, with some rows of the result only. Applies to {@link GesGraphResource#execute(Algorithm)} only; the result of
     * a job is read in pages.
     *
     * @param offset how many rows to skip
     * @param limit how many rows to return: 1 to 100,000, which is the service's default
     * @return the algorithm
     * @throws IllegalArgumentException if the offset is negative, or the limit is out of range
     */
    public Algorithm rows(long offset, int limit) {
        return further("offset", JsonMembers.atLeast(0, "offset", offset))
                .further("limit", OffsetPages.limit("limit", limit));
    }

    private Algorithm further(String member, Object value) {
        return new Algorithm(name, parameters, JsonMembers.with(further, member, value));
    }

    @Override
    JobRequest request() {
        Map<String, Object> rest = new LinkedHashMap<>(further);
        rest.keySet().removeAll(SYNCHRONOUS_ONLY);
        return request("async", rest);
    }

    /** The request that returns the result. */
    JobRequest synchronous() {
        return request("sync", further);
    }

    private JobRequest request(String executionMode, Map<String, Object> rest) {
        Map<String, Object> body = named();
        body.put("executionMode", executionMode);
        body.putAll(rest);
        return new JobRequest("graph.executeAlgorithm", "/action", "execute-algorithm", body);
    }

    /** The request for HyG, which has no synchronous mode. */
    JobRequest hyg(Map<String, ?> output) {
        Map<String, Object> body = named();
        if (!output.isEmpty()) {
            body.put("output", output);
        }
        return new JobRequest("hyg.executeAlgorithm", "/algorithm", null, body);
    }

    private Map<String, Object> named() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("algorithmName", name);
        body.put("parameters", parameters);
        return body;
    }

    /** Its name, without the parameters. */
    @Override
    public String toString() {
        return "Algorithm[" + Shown.of(name) + "]";
    }
}
