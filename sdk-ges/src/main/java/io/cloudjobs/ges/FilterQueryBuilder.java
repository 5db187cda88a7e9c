package io.cloudjobs.ges;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes a {@link VertexFilterQuery} or an {@link EdgeFilterQuery}.
 *
 * @param <Q> which of them
 */
public final class FilterQueryBuilder<Q extends GesSubmission> {
    private final String nameOfFilters;
    private final Function<Map<String, Object>, Q> query;
    private final Map<String, Object> body = new LinkedHashMap<>();
    private final List<String> labels = new ArrayList<>();
    private final List<Map<String, Object>> filters = new ArrayList<>();
    private final List<Map<String, Object>> sorts = new ArrayList<>();

    FilterQueryBuilder(String nameOfFilters, Function<Map<String, Object>, Q> query) {
        this.nameOfFilters = nameOfFilters;
        this.query = query;
    }

    /**
     * Adds labels, of which a vertex or an edge must have one.
     *
     * @param labels the labels
     * @return this
     * @throws IllegalArgumentException if one is blank
     */
    public FilterQueryBuilder<Q> label(String... labels) {
        this.labels.addAll(JsonMembers.texts("labels", labels));
        return this;
    }

    /**
     * Adds a filter, joined to the filters before it by {@code and}.
     *
     * @param filter the condition on a property
     * @return this
     */
    public FilterQueryBuilder<Q> filter(PropertyFilter filter) {
        filters.add(filter.members());
        return this;
    }

    /**
     * Adds a filter, joined to the filters before it by {@code or}.
     *
     * @param filter the condition on a property
     * @return this
     * @throws IllegalStateException if no filter was added before
     */
    public FilterQueryBuilder<Q> or(PropertyFilter filter) {
        if (filters.isEmpty()) {
            throw new IllegalStateException("or needs a filter before it: add the first one with filter");
        }
        filters.add(JsonMembers.with(filter.members(), "type", "or"));
        return this;
    }

    /**
     * Adds an order: the result is sorted by the first that was added, then by the second.
     *
     * @param sort by what to sort
     * @return this
     */
    public FilterQueryBuilder<Q> sort(Sort sort) {
        sorts.add(sort.members());
        return this;
    }

    /**
     * Skips the first matches. Default: the service's, 0.
     *
     * @param offset how many to skip
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public FilterQueryBuilder<Q> offset(long offset) {
        body.put("offset", JsonMembers.atLeast(0, "offset", offset));
        return this;
    }

    /**
     * Limits the number of matches. Default: the service's, which is only 10.
     *
     * @param limit the greatest number, 1 or more
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public FilterQueryBuilder<Q> limit(int limit) {
        body.put("limit", JsonMembers.atLeast(1, "limit", limit));
        return this;
    }

    /**
     * Makes the query. The builder can be used again.
     *
     * @return the query
     * @throws IllegalStateException if there is neither a label nor a filter
     */
    public Q build() {
        if (labels.isEmpty() && filters.isEmpty()) {
            throw new IllegalStateException("a label or a filter must be set");
        }
        Map<String, Object> whole = new LinkedHashMap<>(body);
        putIfAny(whole, "labels", labels);
        putIfAny(whole, nameOfFilters, filters);
        putIfAny(whole, "sorts", sorts);
        return query.apply(whole);
    }

    private static void putIfAny(Map<String, Object> body, String name, List<?> values) {
        if (!values.isEmpty()) {
            body.put(name, List.copyOf(values));
        }
    }
}
