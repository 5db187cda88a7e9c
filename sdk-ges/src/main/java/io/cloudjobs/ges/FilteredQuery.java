package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Checks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Traverses the graph hop by hop, over the vertices and edges that match the filters:
 * {@code POST .../graphs/{graphName}/action?action_id=filtered-query}, engine 2.2.13 or later.
 *
 * <p>Whether the job can be cancelled depends on the version of the engine. It writes nothing.
 *
 * <p>Immutable. Made by {@link #builder()}.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0175.html">Filtered query</a>
 */
public final class FilteredQuery extends GesSubmission {
    private final Map<String, Object> body;

    private FilteredQuery(Map<String, Object> body) {
        this.body = body;
    }

    /**
     * Starts a query. Vertices or edges to begin at are required, and at least one filter.
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

    /** The request that returns the result. */
    JobRequest synchronous() {
        return request("sync");
    }

    private JobRequest request(String executionMode) {
        Map<String, Object> whole = JsonMembers.with(body, "executionMode", executionMode);
        return new JobRequest("graph.filteredQuery", "/action", "filtered-query", whole);
    }

    /** Makes {@code FilteredQuery}. */
    public static final class Builder {
        private static final Set<String> TO_VERTICES = Set.of("inV", "outV", "bothV", "vertex");

        private final Map<String, Object> body = new LinkedHashMap<>();
        private final List<String> vertices = new ArrayList<>();
        private final List<Map<String, String>> edges = new ArrayList<>();
        private final List<Map<String, Object>> filters = new ArrayList<>();

        private final Set<String> leftOut = new HashSet<>();

        private Builder() {}

        /**
         * Adds vertices to begin at.
         *
         * @param ids their ids
         * @return this
         * @throws IllegalArgumentException if one is blank
         */
        public Builder vertices(String... ids) {
            vertices.addAll(JsonMembers.texts("vertices", ids));
            return this;
        }

        /**
         * Adds the edges between two vertices to begin at.
         *
         * @param source the id of the vertex that they come from
         * @param target the id of the vertex that they lead to
         * @return this
         */
        public Builder edge(String source, String target) {
            edges.add(Map.of("source", source, "target", target));
            return this;
        }

        /**
         * Adds an edge to begin at.
         *
         * @param source the id of the vertex that it comes from
         * @param target the id of the vertex that it leads to
         * @param index which of the edges between the two, as {@code index} of an edge says it
         * @return this
         */
        public Builder edge(String source, String target, String index) {
            edges.add(Map.of("source", source, "target", target, "index", index));
            return this;
        }

        /**
         * Adds a hop, which may lead anywhere.
         *
         * @param operator to vertices: {@code inV}, {@code outV}, {@code bothV}, or, as the first one, {@code vertex}; to
         *     edges: {@code in}, {@code out}, {@code both}, or, as the first one, {@code edge}
         * @return this
         * @throws IllegalArgumentException if the operator is blank
         */
        public Builder filter(String operator) {
            filters.add(Map.of("operator", Checks.notBlank("operator", operator)));
            return this;
        }

        /**
         * Adds a hop.
         *
         * @param operator as for {@link #filter(String)}
         * @param filter the condition on the vertices or edges that the hop leads to
         * @return this
         * @throws IllegalArgumentException if the operator is blank
         */
        public Builder filter(String operator, ElementFilter filter) {
            Checks.notBlank("operator", operator);
            String kind = TO_VERTICES.contains(operator) ? "vertex_filter" : "edge_filter";
            filters.add(Map.of("operator", operator, kind, filter.members()));
            return this;
        }

        /**
         * Sets what the result contains.
         *
         * @param queryType {@code Default}, what the last hop has led to; {@code AllVertices} on the way;
         *     {@code SimpleEdges}, all edges on the way, without their properties; or {@code Path}
         * @return this
         * @throws IllegalArgumentException if it is blank
         */
        public Builder queryType(String queryType) {
            body.put("query_type", Checks.notBlank("queryType", queryType));
            return this;
        }

        /**
         * Sets whether paths to all leaves are given, and not only those that have the length of all hops. Default: the
         * service's, false.
         *
         * @param fullPath whether to give them
         * @return this
         */
        public Builder fullPath(boolean fullPath) {
            body.put("full_path", fullPath);
            return this;
        }

        /**
         * Leaves the ids of the vertices or edges out of the result ({@code by}), if the query type is {@code Default} or
         * {@code AllVertices}.
         *
         * @return this
         */
        public Builder withoutIds() {
            return without("id");
        }

        /**
         * Leaves the labels of the vertices or edges out of the result ({@code by}), if the query type is {@code Default} or
         * {@code AllVertices}.
         *
         * @return this
         */
        public Builder withoutLabels() {
            return without("label");
        }

        /**
         * Leaves the properties of the vertices or edges out of the result ({@code by}), if the query type is {@code Default}
         * or {@code AllVertices}.
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
         * Makes the query.
         *
         * @return the query
         * @throws IllegalStateException if there is nothing to begin at, or both vertices and edges, or no filter
         */
        public FilteredQuery build() {
            if (vertices.isEmpty() == edges.isEmpty()) {
                throw new IllegalStateException("either vertices or edges must be set");
            }
            if (filters.isEmpty()) {
                throw new IllegalStateException("a filter must be set");
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
