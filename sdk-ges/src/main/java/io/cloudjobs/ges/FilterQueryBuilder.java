package io.cloudjobs.ges;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Builds a {@link VertexFilterQuery} or an {@link EdgeFilterQuery}.
 *
 * @param <Q> the type of the query
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
     * Adds labels. Each match has one of these labels.
     *
     * @param labels the labels
     * @return this
     * @throws IllegalArgumentException if a label is blank
     */
    public FilterQueryBuilder<Q> label(String... labels) {
        this.labels.addAll(JsonMembers.texts("labels", labels));
        return this;
    }

    /**
     * Adds a filter, combined with the previous filters by {@code and}.
     *
     * @param filter the condition on a property
     * @return this
     */
    public FilterQueryBuilder<Q> filter(PropertyFilter filter) {
        filters.add(filter.members());
        return this;
    }

    /**
     * Adds a filter, combined with the previous filters by {@code or}.
     *
     * @param filter the condition on a property
     * @return this
     * @throws IllegalStateException if the query has no filter yet
     */
    public FilterQueryBuilder<Q> or(PropertyFilter filter) {
        if (filters.isEmpty()) {
            throw new IllegalStateException("or() needs a filter before it: add the first filter with filter()");
        }
        filters.add(JsonMembers.with(filter.members(), "type", "or"));
        return this;
    }

    /**
     * Adds a sort order. If several are added, the first one takes precedence.
     *
     * @param sort the sort order
     * @return this
     */
    public FilterQueryBuilder<Q> sort(Sort sort) {
        sorts.add(sort.members());
        return this;
    }

    /**
     * Sets the number of matches to skip. The service's default is 0.
     *
     * @param offset the number of matches
     * @return this
     * @throws IllegalArgumentException if the offset is negative
     */
    public FilterQueryBuilder<Q> offset(long offset) {
        body.put("offset", JsonMembers.atLeast(0, "offset", offset));
        return this;
    }

    /**
     * Sets the maximum number of matches. The service's default is only 10.
     *
     * @param limit the maximum number, 1 or more
     * @return this
     * @throws IllegalArgumentException if the limit is less than 1
     */
    public FilterQueryBuilder<Q> limit(int limit) {
        body.put("limit", JsonMembers.atLeast(1, "limit", limit));
        return this;
    }

    /**
     * Builds the query. The builder can build further queries.
     *
     * @return the query
     * @throws IllegalStateException if the query has neither a label nor a filter
     */
    public Q build() {
        if (labels.isEmpty() && filters.isEmpty()) {
            throw new IllegalStateException("the query has neither a label nor a filter: call label() or filter()");
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
