package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A condition on a property of a vertex or an edge, for {@link VertexFilterQuery} and {@link EdgeFilterQuery}. All
 * values are strings. Write numbers as strings. Immutable.
 *
 * <p>A property that is a list or a set supports only {@link #has} and {@link #hasNot}.
 */
public final class PropertyFilter {
    private final Map<String, Object> members;

    private PropertyFilter(Map<String, Object> members) {
        this.members = members;
    }

    /**
     * Returns a filter with any predicate of the service.
     *
     * @param propertyName the name of the property
     * @param predicate the predicate, for example {@code =}, {@code range} or {@code full_text_match}. A full-text predicate
     *     needs a full-text index. Its filter must be the only one of the query, and the query must have no labels
     * @param values the values to compare with
     * @return the filter
     * @throws IllegalArgumentException if the property name or the predicate is blank
     */
    public static PropertyFilter of(String propertyName, String predicate, String... values) {
        for (String value : values) {
            Objects.requireNonNull(value, "values");
        }
        return of(propertyName, predicate, List.of(values));
    }

    private static PropertyFilter of(String propertyName, String predicate, List<?> values) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("propertyName", Checks.notBlank("propertyName", propertyName));
        members.put("predicate", Checks.notBlank("predicate", predicate));
        if (!values.isEmpty()) {
            members.put("values", values);
        }
        return new PropertyFilter(members);
    }

    /**
     * Returns a filter for values equal to a value.
     *
     * @param propertyName the name of the property
     * @param value the value
     * @return the filter
     * @throws IllegalArgumentException if the property name is blank
     */
    public static PropertyFilter equalTo(String propertyName, String value) {
        return of(propertyName, "=", Objects.requireNonNull(value, "value"));
    }

    /**
     * Returns a filter for values less than a value.
     *
     * @param propertyName the name of the property
     * @param value the upper bound, exclusive
     * @return the filter
     * @throws IllegalArgumentException if the property name is blank
     */
    public static PropertyFilter lessThan(String propertyName, String value) {
        return of(propertyName, "<", Objects.requireNonNull(value, "value"));
    }

    /**
     * Returns a filter for values less than or equal to a value.
     *
     * @param propertyName the name of the property
     * @param value the upper bound, inclusive
     * @return the filter
     * @throws IllegalArgumentException if the property name is blank
     */
    public static PropertyFilter atMost(String propertyName, String value) {
        return of(propertyName, "<=", Objects.requireNonNull(value, "value"));
    }

    /**
     * Returns a filter for values greater than a value.
     *
     * @param propertyName the name of the property
     * @param value the lower bound, exclusive
     * @return the filter
     * @throws IllegalArgumentException if the property name is blank
     */
    public static PropertyFilter greaterThan(String propertyName, String value) {
        return of(propertyName, ">", Objects.requireNonNull(value, "value"));
    }

    /**
     * Returns a filter for values greater than or equal to a value.
     *
     * @param propertyName the name of the property
     * @param value the lower bound, inclusive
     * @return the filter
     * @throws IllegalArgumentException if the property name is blank
     */
    public static PropertyFilter atLeast(String propertyName, String value) {
        return of(propertyName, ">=", Objects.requireNonNull(value, "value"));
    }

    /**
     * Returns a filter for values in a range.
     *
     * @param propertyName the name of the property
     * @param from the start of the range
     * @param to the end of the range
     * @return the filter
     * @throws IllegalArgumentException if the property name is blank
     */
    public static PropertyFilter range(String propertyName, String from, String to) {
        return of(propertyName, "range", Objects.requireNonNull(from, "from"), Objects.requireNonNull(to, "to"));
    }

    /**
     * Returns a filter for elements that have the property with the given values.
     *
     * @param propertyName the name of the property
     * @param values the required values; none to accept any value
     * @return the filter
     * @throws IllegalArgumentException if the property name is blank
     */
    public static PropertyFilter has(String propertyName, String... values) {
        return of(propertyName, "has", values);
    }

    /**
     * Returns a filter for elements that do not have the property with the given values.
     *
     * @param propertyName the name of the property
     * @param values the excluded values; none to exclude elements that have the property
     * @return the filter
     * @throws IllegalArgumentException if the property name is blank
     */
    public static PropertyFilter hasNot(String propertyName, String... values) {
        return of(propertyName, "hasNot", values);
    }

    /**
     * Returns a filter that searches several properties through a full-text index. The filter must be the only one of its
     * query, and the query must have no labels.
     *
     * @param values the search texts by property name, at least one
     * @return the filter
     * @throws IllegalArgumentException if the map is empty
     */
    public static PropertyFilter fullTextCombination(Map<String, String> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("fullTextCombination needs at least one property with its search text");
        }
        return of(
                "propertyName",
                "full_text_combination",
                values.entrySet().stream()
                        .map(entry -> Map.of(
                                "propertyName",
                                entry.getKey(),
                                "value",
                                Objects.requireNonNull(entry.getValue(), "values")))
                        .toList());
    }

    /** Returns the JSON object. */
    Map<String, Object> members() {
        return members;
    }

    @Override
    public String toString() {
        return "PropertyFilter" + Shown.of(members);
    }
}
