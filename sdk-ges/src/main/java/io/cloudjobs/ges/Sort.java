package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.Map;

/** The order of the matches of a filter query, ascending by default. Immutable. */
public final class Sort {
    private final Map<String, Object> members;

    private Sort(Map<String, Object> members) {
        this.members = members;
    }

    /**
     * Returns the order by id.
     *
     * @return the order
     */
    public static Sort byId() {
        return new Sort(Map.of("key", "id"));
    }

    /**
     * Returns the order by label.
     *
     * @return the order
     */
    public static Sort byLabel() {
        return new Sort(Map.of("key", "label"));
    }

    /**
     * Returns the order by a property.
     *
     * @param propertyName the name of the property
     * @return the order
     * @throws IllegalArgumentException if the name is blank
     */
    public static Sort byProperty(String propertyName) {
        return new Sort(Map.of("propertyName", Checks.notBlank("propertyName", propertyName)));
    }

    /**
     * Returns this order, but descending.
     *
     * @return the order
     */
    public Sort descending() {
        return new Sort(JsonMembers.with(members, "orderValue", "decr"));
    }

    /** Returns the JSON object. */
    Map<String, Object> members() {
        return members;
    }

    @Override
    public String toString() {
        return "Sort" + Shown.of(members);
    }
}
