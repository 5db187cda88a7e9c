package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.Map;
import java.util.Objects;

/**
 * A condition on the vertices or edges of a path, for {@link FilteredQuery} and for {@link Algorithm}s that find paths. The
 * service calls it a {@code property_filter}. Immutable.
 */
public final class ElementFilter {
    private final Map<String, Object> members;

    private ElementFilter(Map<String, ?> leftvalue, String predicate, Map<String, ?> rightvalue) {
        Checks.notBlank("predicate", predicate);
        this.members = Map.of(
                "property_filter", Map.of("leftvalue", leftvalue, "predicate", predicate, "rightvalue", rightvalue));
    }

    /**
     * Returns a filter for elements with a label.
     *
     * @param label the label
     * @return the filter
     */
    public static ElementFilter label(String label) {
        return label("=", label);
    }

    /**
     * Returns a filter that compares the label.
     *
     * @param predicate the predicate, for example {@code =}, {@code !=} or {@code PREFIX}
     * @param label the label to compare with
     * @return the filter
     * @throws IllegalArgumentException if the predicate is blank
     */
    public static ElementFilter label(String predicate, String label) {
        return new ElementFilter(
                Map.of("label_name", "labelName"), predicate, Map.of("value", Objects.requireNonNull(label, "label")));
    }

    /**
     * Returns a filter that compares the id.
     *
     * @param predicate the predicate, for example {@code =}, {@code !=} or {@code PREFIX}
     * @param id the id to compare with
     * @return the filter
     * @throws IllegalArgumentException if the predicate is blank
     */
    public static ElementFilter id(String predicate, String id) {
        return new ElementFilter(Map.of("id", ""), predicate, Map.of("value", Objects.requireNonNull(id, "id")));
    }

    /**
     * Returns a filter that compares a property.
     *
     * @param propertyName the name of the property
     * @param predicate the predicate, for example {@code =}, {@code !=}, {@code >=}, {@code HAS}, {@code CONTAIN} or
     * {@code REGEX}
     * @param value the value to compare with; write a number as a string
     * @return the filter
     * @throws IllegalArgumentException if the property name or the predicate is blank
     */
    public static ElementFilter property(String propertyName, String predicate, String value) {
        String name = Checks.notBlank("propertyName", propertyName);
        return new ElementFilter(
                Map.of("property_name", name), predicate, Map.of("value", Objects.requireNonNull(value, "value")));
    }

    /**
     * Returns a filter for elements that match both this filter and the other filter.
     *
     * @param other the other filter
     * @return the filter
     */
    public ElementFilter and(ElementFilter other) {
        return new ElementFilter(members, "&", other.members);
    }

    /**
     * Returns a filter for elements that match this filter or the other filter.
     *
     * @param other the other filter
     * @return the filter
     */
    public ElementFilter or(ElementFilter other) {
        return new ElementFilter(members, "|", other.members);
    }

    /** Returns the JSON object. */
    Map<String, Object> members() {
        return members;
    }

    @Override
    public String toString() {
        return "ElementFilter" + Shown.of(members);
    }
}
