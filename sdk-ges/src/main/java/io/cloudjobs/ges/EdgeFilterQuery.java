package io.cloudjobs.ges;

import java.util.Map;

/**
 * Looks for the edges with certain labels and properties: {@code POST .../graphs/{graphName}/edges/action?action_id=query}, engine
 * 1.0.0 or later. The result has {@link GesResult#edges()}.
 *
 * <p>The job can be cancelled. It writes nothing.
 *
 * <p>Immutable. Made by {@link #builder()}.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0024.html">Querying edges that meet filter criteria</a>
 */
public final class EdgeFilterQuery extends GesSubmission {
    private final Map<String, Object> body;

    private EdgeFilterQuery(Map<String, Object> body) {
        this.body = body;
    }

    /**
     * Starts a query. At least one label or filter is required.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    Submission submission() {
        return new Submission("graph.queryEdges", "/edges/action", "query", body);
    }

    /** Makes {@code EdgeFilterQuery}. */
    public static final class Builder {
        private final FilterQueryBody body = new FilterQueryBody();

        private Builder() {}

        /**
         * Adds labels, of which an edge must have one.
         *
         * @param labels the labels
         * @return this
         * @throws IllegalArgumentException if one is blank
         */
        public Builder label(String... labels) {
            body.labels(labels);
            return this;
        }

        /**
         * Adds a filter. All must hold, unless one {@linkplain PropertyFilter#or() says otherwise}.
         *
         * @param filter what the properties must be like
         * @return this
         */
        public Builder filter(PropertyFilter filter) {
            body.filter(filter);
            return this;
        }

        /**
         * Adds an order: the result is sorted by the first that was added, then by the second.
         *
         * @param sort by what to sort
         * @return this
         */
        public Builder sort(Sort sort) {
            body.sort(sort);
            return this;
        }

        /**
         * Leaves out the first ones that were found. Default: the service's, 0.
         *
         * @param offset how many to leave out
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder offset(long offset) {
            body.offset(offset);
            return this;
        }

        /**
         * Bounds the number of those that are found. Default: the service's, which is 10 only.
         *
         * @param limit the greatest number, 1 or more
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder limit(int limit) {
            body.limit(limit);
            return this;
        }

        /**
         * Makes the query.
         *
         * @return the query
         * @throws IllegalStateException if there is neither a label nor a filter
         */
        public EdgeFilterQuery build() {
            return new EdgeFilterQuery(body.build("edgeFilters"));
        }
    }
}
