package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A condition on a property of a vertex or an edge, for {@link VertexFilterQuery} and {@link EdgeFilterQuery}. Values are
 * strings, numbers too. Immutable.
 *
 * <p>For a property that is a list or a set, only {@link #has} and {@link #hasNot} work.
 */
public final class PropertyFilter {
    private final Map<String, Object> members;

    private PropertyFilter(Map<String, Object> members) {
        this.members = members;
    }

    /**
     * A filter with any predicate of the service.
     *
     * @param propertyName the property
     * @param predicate for example {@code =}, {@code range}, or {@code full_text_match}. With one of the latter kind, which
     *     needs a full-text index, the filter must be the only one of its query, and the query must have no labels
     * @param values what the predicate compares with
     * @return the filter
     * @throws IllegalArgumentException if the name or the predicate is blank
     */
    public static PropertyFilter of(String propertyName, String predicate, String... values) {
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
     * The value is this one.
     *
     * @param propertyName the property
     * @param value what it must be
     * @return the filter
     * @throws IllegalArgumentException if the name is blank
     */
    public static PropertyFilter equalTo(String propertyName, String value) {
        return of(propertyName, "=", value);
    }

    /**
     * The value is less.
     *
     * @param propertyName the property
     * @param value what it must be less than
     * @return the filter
     * @throws IllegalArgumentException if the name is blank
     */
    public static PropertyFilter lessThan(String propertyName, String value) {
        return of(propertyName, "<", value);
    }

    /**
     * The value is this one or less.
     *
     * @param propertyName the property
     * @param value the greatest that it may be
     * @return the filter
     * @throws IllegalArgumentException if the name is blank
     */
    public static PropertyFilter atMost(String propertyName, String value) {
        return of(propertyName, "<=", value);
    }

    /**
     * The value is greater.
     *
     * @param propertyName the property
     * @param value what it must be greater than
     * @return the filter
     * @throws IllegalArgumentException if the name is blank
     */
    public static PropertyFilter greaterThan(String propertyName, String value) {
        return of(propertyName, ">", value);
    }

    /**
     * The value is this one or greater.
     *
     * @param propertyName the property
     * @param value the least that it may be
     * @return the filter
     * @throws IllegalArgumentException if the name is blank
     */
    public static PropertyFilter atLeast(String propertyName, String value) {
        return of(propertyName, ">=", value);
    }

    /**
     * The value is between two others.
     *
     * @param propertyName the property
     * @param from where the range begins
     * @param to where it ends
     * @return the filter
     * @throws IllegalArgumentException if the name is blank
     */
    public static PropertyFilter range(String propertyName, String from, String to) {
        return of(propertyName, "range", from, to);
    }

    /**
     * The property is there, with these values.
     *
     * @param propertyName the property
     * @param values what it must have; none if any will do
     * @return the filter
     * @throws IllegalArgumentException if the name is blank
     */
    public static PropertyFilter has(String propertyName, String... values) {
        return of(propertyName, "has", values);
    }

    /**
     * The property is not there, or not with these values.
     *
     * @param propertyName the property
     * @param values what it must not have; none if it must have none at all
     * @return the filter
     * @throws IllegalArgumentException if the name is blank
     */
    public static PropertyFilter hasNot(String propertyName, String... values) {
        return of(propertyName, "hasNot", values);
    }

    /**
     * Several properties are searched through a full-text index. The filter must be the only one of its query, and the query
     * must have no labels.
     *
     * @param values what to look for in which property
     * @return the filter
     */
    public static PropertyFilter fullTextCombination(Map<String, String> values) {
        return of(
                "propertyName",
                "full_text_combination",
                values.entrySet().stream()
                        .map(entry -> Map.of("propertyName", entry.getKey(), "value", entry.getValue()))
                        .toList());
    }

    /** The JSON. */
    Map<String, Object> members() {
        return members;
    }

    @Override
    public String toString() {
        return "PropertyFilter" + Shown.of(members);
    }
}
