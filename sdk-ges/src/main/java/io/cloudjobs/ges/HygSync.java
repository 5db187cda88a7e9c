package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The properties that {@link HygGraphResource#sync(HygSync)} copies. Later synchronizations use the selection of the first
 * one.
 *
 * <p>Immutable. Built with {@link #builder()}.
 */
public final class HygSync {
    private final Map<String, Object> body;

    private HygSync(Map<String, Object> body) {
        this.body = body;
    }

    /**
     * Starts a builder. Without properties, the first synchronization copies only the structure of the graph. Later ones need
     * no properties.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the request. */
    JobRequest request() {
        return new JobRequest("hyg.sync", "/sync", null, body);
    }

    @Override
    public String toString() {
        return "HygSync" + Shown.of(body);
    }

    /** Builds a {@link HygSync}. */
    public static final class Builder {
        private final List<Map<String, Object>> vertices = new ArrayList<>();
        private final List<Map<String, Object>> edges = new ArrayList<>();

        private Builder() {}

        /**
         * Adds properties of vertices with a label.
         *
         * @param label the label
         * @param properties the names of the properties, at least one
         * @return this
         * @throws IllegalArgumentException if the label or a name is blank, or if there is no name
         */
        public Builder vertex(String label, String... properties) {
            vertices.add(element("vertex", label, properties));
            return this;
        }

        /**
         * Adds properties of edges with a label.
         *
         * @param label the label
         * @param properties the names of the properties, at least one
         * @return this
         * @throws IllegalArgumentException if the label or a name is blank, or if there is no name
         */
        public Builder edge(String label, String... properties) {
            edges.add(element("edge", label, properties));
            return this;
        }

        private static Map<String, Object> element(String kind, String label, String... properties) {
            Checks.notBlank("label", label);
            if (properties.length == 0) {
                throw new IllegalArgumentException(
                        kind + " " + Shown.of(label) + " needs at least one property: name the properties to copy");
            }
            return Map.of("label", label, "property", JsonMembers.texts("properties", properties));
        }

        /**
         * Builds the selection.
         *
         * @return the selection
         */
        public HygSync build() {
            return new HygSync(Map.of("vertex", List.copyOf(vertices), "edge", List.copyOf(edges)));
        }
    }
}
