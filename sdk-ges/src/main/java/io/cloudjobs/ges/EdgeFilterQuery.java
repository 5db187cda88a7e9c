package io.cloudjobs.ges;

import java.util.Map;

/**
 * Finds the edges with the given labels and properties:
 * {@code POST .../graphs/{graphName}/edges/action?action_id=query}, engine 1.0.0 or later. The result has
 * {@link GesResult#edges()}.
 *
 * <p>The job can be cancelled. It does not change the graph.
 *
 * <p>Immutable. Built with {@link #builder()}.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0024.html">Querying edges that meet filter criteria</a>
 */
public final class EdgeFilterQuery extends GesSubmission {
    private final Map<String, Object> body;

    private EdgeFilterQuery(Map<String, Object> body) {
        this.body = body;
    }

    /**
     * Starts a builder. The query needs at least one label or filter.
     *
     * @return a builder
     */
    public static FilterQueryBuilder<EdgeFilterQuery> builder() {
        return new FilterQueryBuilder<>("edgeFilters", EdgeFilterQuery::new);
    }

    @Override
    JobRequest request() {
        return new JobRequest("graph.queryEdges", "/edges/action", "query", body);
    }
}
