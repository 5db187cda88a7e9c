package io.cloudjobs.ges;

import java.util.Map;

/**
 * Finds the vertices with the given labels and properties:
 * {@code POST .../graphs/{graphName}/vertices/action?action_id=query}, engine 1.0.0 or later. The result has
 * {@link GesResult#vertices()}.
 *
 * <p>The job can be cancelled. It does not change the graph.
 *
 * <p>Immutable. Built with {@link #builder()}.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0023.html">Querying vertices that meet filter criteria</a>
 */
public final class VertexFilterQuery extends GesSubmission {
    private final Map<String, Object> body;

    private VertexFilterQuery(Map<String, Object> body) {
        this.body = body;
    }

    /**
     * Starts a builder. The query needs at least one label or filter.
     *
     * @return a builder
     */
    public static FilterQueryBuilder<VertexFilterQuery> builder() {
        return new FilterQueryBuilder<>("vertexFilters", VertexFilterQuery::new);
    }

    @Override
    JobRequest request() {
        return new JobRequest("graph.queryVertices", "/vertices/action", "query", body);
    }
}
