package io.cloudjobs.ges;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the two filter queries have in common: all but the name of the filters. */
final class FilterQueryBody {
    private final Map<String, Object> body = new LinkedHashMap<>();
    private final List<String> labels = new ArrayList<>();
    private final List<Map<String, Object>> filters = new ArrayList<>();
    private final List<Map<String, Object>> sorts = new ArrayList<>();

    void labels(String... more) {
        labels.addAll(JsonMembers.texts("labels", more));
    }

    void filter(PropertyFilter filter) {
        filters.add(filter.members());
    }

    void sort(Sort sort) {
        sorts.add(sort.members());
    }

    void offset(long offset) {
        body.put("offset", JsonMembers.atLeast(0, "offset", offset));
    }

    void limit(int limit) {
        body.put("limit", JsonMembers.atLeast(1, "limit", limit));
    }

    /** A copy, so that the builder may go on. */
    Map<String, Object> build(String nameOfFilters) {
        if (labels.isEmpty() && filters.isEmpty()) {
            throw new IllegalStateException("a label or a filter must be set");
        }
        Map<String, Object> whole = new LinkedHashMap<>(body);
        putIfAny(whole, "labels", labels);
        putIfAny(whole, nameOfFilters, filters);
        putIfAny(whole, "sorts", sorts);
        return whole;
    }

    private static void putIfAny(Map<String, Object> body, String name, List<?> values) {
        if (!values.isEmpty()) {
            body.put(name, List.copyOf(values));
        }
    }
}
