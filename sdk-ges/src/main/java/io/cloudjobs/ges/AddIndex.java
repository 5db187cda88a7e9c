package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Checks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds an index: {@code POST .../graphs/{graphName}/indices}, engine 1.1.6 or later. {@link GesIndexResource#drop()} drops it.
 *
 * <p>The job can be cancelled. Adding fails if the graph already has an index with this name.
 *
 * <p>Immutable. Built with {@link #builder(String, IndexType)}.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0057.html">Creating an index</a>
 */
public final class AddIndex extends GesSubmission {
    private final Map<String, Object> body;

    private AddIndex(Map<String, Object> body) {
        this.body = body;
    }

    /**
     * Starts a builder. The index needs the label or at least one property.
     *
     * @param indexName the name, of at most 63 letters, digits, {@code -} and {@code _}
     * @param indexType the elements that the index covers
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

    /** Builds an {@link AddIndex}. */
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
         * Sets whether the index includes the label, with or without properties. Default: false.
         *
         * @param hasLabel whether the index includes the label
         * @return this
         */
        public Builder hasLabel(boolean hasLabel) {
            this.hasLabel = hasLabel;
            return this;
        }

        /**
         * Adds properties to the index.
         *
         * @param properties the names of the properties
         * @return this
         * @throws IllegalArgumentException if a name is blank
         */
        public Builder property(String... properties) {
            this.properties.addAll(JsonMembers.texts("property", properties));
            return this;
        }

        /**
         * Sets the labels whose vertices or edges the index covers, unless its type is global. Database edition only.
         *
         * @param labels the labels
         * @return this
         * @throws IllegalArgumentException if a label is blank
         */
        public Builder indexLabel(String... labels) {
            body.put("indexLabel", JsonMembers.texts("indexLabel", labels));
            return databaseEdition();
        }

        /**
         * Builds the request for the database edition, which expects {@code hasLabel} as a boolean. By default, the
         * request is for the memory edition, which expects a string.
         *
         * @return this
         */
        public Builder databaseEdition() {
            isDatabaseEdition = true;
            return this;
        }

        /**
         * Builds the submission.
         *
         * @return the submission
         * @throws IllegalStateException if the index has neither the label nor a property
         */
        public AddIndex build() {
            if (!hasLabel && properties.isEmpty()) {
                throw new IllegalStateException(
                        "the index has neither the label nor a property: call hasLabel(true) or property()");
            }
            Map<String, Object> whole = new LinkedHashMap<>(body);
            whole.put("hasLabel", isDatabaseEdition ? (Object) hasLabel : String.valueOf(hasLabel));
            whole.put("indexProperty", List.copyOf(properties));
            return new AddIndex(whole);
        }
    }
}
