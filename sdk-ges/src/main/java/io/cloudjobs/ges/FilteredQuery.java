package io.cloudjobs.ges;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Traverses the graph hop by hop, over vertices and edges that match filters:
 * {@code POST .../graphs/{graphName}/action?action_id=filtered-query}, engine 2.2.13 or later.
 *
 * <p>The version of the engine decides whether the job can be cancelled. The job does not change the graph.
 *
 * <p>Immutable. Built with {@link #builder()}.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0175.html">Filtered query</a>
 */
public final class FilteredQuery extends GesSubmission {
    private final Map<String, Object> body;

    private FilteredQuery(Map<String, Object> body) {
        this.body = body;
    }

    /**
     * Starts a builder. The query needs vertices or edges to start from, and at least one hop.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    JobRequest request() {
        return request("async");
    }

    /** Returns the request for the synchronous operation. */
    JobRequest synchronous() {
        return request("sync");
    }

    private JobRequest request(String executionMode) {
        Map<String, Object> whole = JsonMembers.with(body, "executionMode", executionMode);
        return new JobRequest("graph.filteredQuery", "/action", "filtered-query", whole);
    }

    /** Builds a {@link FilteredQuery}. */
    public static final class Builder {
        private static final List<String> QUERY_TYPES = List.of("Default", "AllVertices", "SimpleEdges", "Path");
        private static final List<String> OPERATORS =
                List.of("in", "out", "both", "edge", "inV", "outV", "bothV", "vertex");
        private static final Set<String> TO_VERTICES = Set.of("inV", "outV", "bothV", "vertex");

        private final Map<String, Object> body = new LinkedHashMap<>();
        private final List<String> vertices = new ArrayList<>();
        private final List<Map<String, String>> edges = new ArrayList<>();
        private final List<Map<String, Object>> filters = new ArrayList<>();

        private final Set<String> leftOut = new HashSet<>();

        private Builder() {}

        /**
         * Adds starting vertices.
         *
         * @param ids the ids of the vertices
         * @return this
         * @throws IllegalArgumentException if an id is blank
         */
        public Builder vertices(String... ids) {
            vertices.addAll(JsonMembers.texts("vertices", ids));
            return this;
        }

        /**
         * Adds starting edges: all edges from one vertex to another.
         *
         * @param source the id of the source vertex
         * @param target the id of the target vertex
         * @return this
         */
        public Builder edge(String source, String target) {
            edges.add(edge(source, target, Map.of()));
            return this;
        }

        /**
         * Adds a starting edge.
         *
         * @param source the id of the source vertex
         * @param target the id of the target vertex
         * @param index the {@link GesEdge#index() index} of the edge
         * @return this
         */
        public Builder edge(String source, String target, String index) {
            edges.add(edge(source, target, Map.of("index", Objects.requireNonNull(index, "index"))));
            return this;
        }

        private static Map<String, String> edge(String source, String target, Map<String, String> more) {
            Map<String, String> edge = new LinkedHashMap<>();
            edge.put("source", Objects.requireNonNull(source, "source"));
            edge.put("target", Objects.requireNonNull(target, "target"));
            edge.putAll(more);
            return edge;
        }

        /**
         * Adds a hop without a condition.
         *
         * @param operator the operator: for a hop to vertices {@code inV}, {@code outV} or {@code bothV}, for a hop to edges
         *     {@code in}, {@code out} or {@code both}; only for the first hop also {@code vertex} or {@code edge}
         * @return this
         * @throws IllegalArgumentException if the operator is another one
         */
        public Builder filter(String operator) {
            filters.add(Map.of("operator", JsonMembers.oneOf("operator", OPERATORS, operator)));
            return this;
        }

        /**
         * Adds a hop with a condition.
         *
         * @param operator the operator, see {@link #filter(String)}
         * @param filter the condition on the vertices or edges that the hop reaches
         * @return this
         * @throws IllegalArgumentException if the operator is another one
         */
        public Builder filter(String operator, ElementFilter filter) {
            JsonMembers.oneOf("operator", OPERATORS, operator);
            String kind = TO_VERTICES.contains(operator) ? "vertex_filter" : "edge_filter";
            filters.add(Map.of("operator", operator, kind, filter.members()));
            return this;
        }

        /**
         * Sets the content of the result.
         *
         * @param queryType {@code Default} for the vertices or edges of the last hop, {@code AllVertices} for the vertices of
         *     all hops, {@code SimpleEdges} for the edges of all hops without their properties, or {@code Path} for paths
         * @return this
         * @throws IllegalArgumentException if the type is another one
         */
        public Builder queryType(String queryType) {
            body.put("query_type", JsonMembers.oneOf("queryType", QUERY_TYPES, queryType));
            return this;
        }

        /**
         * Sets whether the result also contains paths that end at a leaf before the last hop. The service's default is false.
         *
         * @param fullPath whether to include these paths
         * @return this
         */
        public Builder fullPath(boolean fullPath) {
            body.put("full_path", fullPath);
            return this;
        }

        /**
         * Excludes the ids of the vertices or edges from the result ({@code by}). Applies to the query types
         * {@code Default} and {@code AllVertices} only.
         *
         * @return this
         */
        public Builder withoutIds() {
            return without("id");
        }

        /**
         * Excludes the labels of the vertices or edges from the result ({@code by}). Applies to the query types
         * {@code Default} and {@code AllVertices} only.
         *
         * @return this
         */
        public Builder withoutLabels() {
            return without("label");
        }

        /**
         * Excludes the properties of the vertices or edges from the result ({@code by}). Applies to the query types
         * {@code Default} and {@code AllVertices} only.
         *
         * @return this
         */
        public Builder withoutProperties() {
            return without("properties");
        }

        private Builder without(String member) {
            leftOut.add(member);
            return this;
        }

        /**
         * Builds the query.
         *
         * @return the query
         * @throws IllegalStateException if the query has neither vertices nor edges, if it has both, or if it has no
         *     hop
         */
        public FilteredQuery build() {
            if (vertices.isEmpty() == edges.isEmpty()) {
                throw new IllegalStateException(
                        edges.isEmpty()
                                ? "the query has no vertex or edge to start from: call vertices() or edge()"
                                : "the query starts from both vertices and edges: call vertices() or edge(), not both");
            }
            if (filters.isEmpty()) {
                throw new IllegalStateException("the query has no hop: call filter() at least once");
            }
            Map<String, Object> whole = new LinkedHashMap<>(body);
            if (!leftOut.isEmpty()) {
                Map<String, Object> by = new LinkedHashMap<>();
                for (String member : List.of("id", "label", "properties")) {
                    by.put(member, !leftOut.contains(member));
                }
                whole.put("by", List.of(by));
            }
            if (edges.isEmpty()) {
                whole.put("vertices", List.copyOf(vertices));
            } else {
                whole.put("edges", List.copyOf(edges));
            }
            whole.put("filters", List.copyOf(filters));
            return new FilteredQuery(whole);
        }
    }
}
