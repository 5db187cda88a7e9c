package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.Map;

/**
 * A condition on the vertices or edges of a path, for {@link FilteredQuery} and for {@link Algorithm}s that find paths: what
 * the
 * service calls a {@code property_filter}. Immutable.
 */
public final class ElementFilter {
    private final Map<String, Object> members;

    private ElementFilter(Map<String, ?> leftvalue, String predicate, Map<String, ?> rightvalue) {
        Checks.notBlank("predicate", predicate);
        this.members = Map.of(
                "property_filter", Map.of("leftvalue", leftvalue, "predicate", predicate, "rightvalue", rightvalue));
    }

    /**
     * It has this label.
     *
     * @param label the label
     * @return the filter
     */
    public static ElementFilter label(String label) {
        return label("=", label);
    }

    /**
     * Its label compares so.
     *
     * @param predicate for example {@code =}, {@code !=} or {@code PREFIX}
     * @param label what the label is compared with
     * @return the filter
     * @throws IllegalArgumentException if the predicate is blank
     */
    public static ElementFilter label(String predicate, String label) {
        return new ElementFilter(Map.of("label_name", "labelName"), predicate, Map.of("value", label));
    }

    /**
     * Its id compares so.
     *
     * @param predicate for example {@code =}, {@code !=} or {@code PREFIX}
     * @param id what the id is compared with
     * @return the filter
     * @throws IllegalArgumentException if the predicate is blank
     */
    public static ElementFilter id(String predicate, String id) {
        return new ElementFilter(Map.of("id", ""), predicate, Map.of("value", id));
    }

    /**
     * A property of it compares so.
     *
     * @param propertyName the property
     * @param predicate for example {@code =}, {@code !=}, {@code >=}, {@code HAS}, {@code CONTAIN} or {@code REGEX}
     * @param value what the property is compared with: a text, also for a number
     * @return the filter
     * @throws IllegalArgumentException if the name or the predicate is blank
     */
    public static ElementFilter property(String propertyName, String predicate, String value) {
        String name = Checks.notBlank("propertyName", propertyName);
        return new ElementFilter(Map.of("property_name", name), predicate, Map.of("value", value));
    }

    /**
     * Both hold.
     *
     * @param other the other one
     * @return the filter
     */
    public ElementFilter and(ElementFilter other) {
        return new ElementFilter(members, "&", other.members);
    }

    /**
     * One of the two holds.
     *
     * @param other the other one
     * @return the filter
     */
    public ElementFilter or(ElementFilter other) {
        return new ElementFilter(members, "|", other.members);
    }

    /** The JSON. */
    Map<String, Object> members() {
        return members;
    }

    @Override
    public String toString() {
        return "ElementFilter" + Shown.of(members);
    }
}
