package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Checks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds an index: {@code POST .../graphs/{graphName}/indices}, engine 1.1.6 or later. {@link GesIndexResource#drop()} drops it.
 *
 * <p>The job can be cancelled. Adding an index whose name is taken fails.
 *
 * <p>Immutable. Made by {@link #builder(String, IndexType)}.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0057.html">Creating an index</a>
 */
public final class AddIndex extends GesSubmission {
    private final Map<String, Object> body;

    private AddIndex(Map<String, Object> body) {
        this.body = body;
    }

    /**
     * Starts an index. It needs a property, unless it has the label.
     *
     * @param indexName the name, of at most 63 letters, digits, {@code -} and {@code _}
     * @param indexType what is found by it
     * @return a builder
     * @throws IllegalArgumentException if the name is blank
     */
    public static Builder builder(String indexName, IndexType indexType) {
        return new Builder(Checks.notBlank("indexName", indexName), indexType);
    }

    @Override
    JobRequest request() {
        return new JobRequest("graph.addIndex", "/indices", null, body);
    }

    /** Makes {@code AddIndex}. */
    public static final class Builder {
        private final Map<String, Object> body = new LinkedHashMap<>();
        private final List<String> properties = new ArrayList<>();
        private boolean hasLabel;
        private boolean isDatabaseEdition;

        private Builder(String indexName, IndexType indexType) {
            body.put("indexName", indexName);
            body.put("indexType", indexType.value());
        }

        /**
         * Sets whether the index has the label, besides the properties or alone. Default: false.
         *
         * @param hasLabel whether it has
         * @return this
         */
        public Builder hasLabel(boolean hasLabel) {
            this.hasLabel = hasLabel;
            return this;
        }

        /**
         * Adds properties that the index has.
         *
         * @param properties their names
         * @return this
         * @throws IllegalArgumentException if one is blank
         */
        public Builder property(String... properties) {
            this.properties.addAll(JsonMembers.texts("indexProperty", properties));
            return this;
        }

        /**
         * Sets the labels that have the index, if its type is not a global one. Database edition only.
         *
         * @param labels the labels
         * @return this
         * @throws IllegalArgumentException if one is blank
         */
        public Builder indexLabel(String... labels) {
            body.put("indexLabel", JsonMembers.texts("indexLabel", labels));
            return databaseEdition();
        }

        /**
         * Says that the graph is of the database edition, which takes {@code hasLabel} as a boolean. The memory edition takes
         * it as a text.
         *
         * @return this
         */
        public Builder databaseEdition() {
            isDatabaseEdition = true;
            return this;
        }

        /**
         * Makes the index to add.
         *
         * @return the index
         * @throws IllegalStateException if it has neither the label nor a property
         */
        public AddIndex build() {
            if (!hasLabel && properties.isEmpty()) {
                throw new IllegalStateException(
                        "an index must have the label or a property: set hasLabel(true) or property");
            }
            Map<String, Object> whole = new LinkedHashMap<>(body);
            whole.put("hasLabel", isDatabaseEdition ? (Object) hasLabel : String.valueOf(hasLabel));
            whole.put("indexProperty", List.copyOf(properties));
            return new AddIndex(whole);
        }
    }
}
