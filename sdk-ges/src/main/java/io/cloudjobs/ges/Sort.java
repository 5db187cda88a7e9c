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
     * By their ids.
     *
     * @return the order
     */
    public static Sort byId() {
        return new Sort(Map.of("key", "id"));
    }

    /**
     * By their labels.
     *
     * @return the order
     */
    public static Sort byLabel() {
        return new Sort(Map.of("key", "label"));
    }

    /**
     * By a property.
     *
     * @param propertyName the property
     * @return the order
     * @throws IllegalArgumentException if the name is blank
     */
    public static Sort byProperty(String propertyName) {
        return new Sort(Map.of("propertyName", Checks.notBlank("propertyName", propertyName)));
    }

    /**
     * The same in descending order.
     *
     * @return the order
     */
    public Sort descending() {
        return new Sort(JsonMembers.with(members, "orderValue", "decr"));
    }

    /** The JSON. */
    Map<String, Object> members() {
        return members;
    }

    @Override
    public String toString() {
        return "Sort" + Shown.of(members);
    }
}
