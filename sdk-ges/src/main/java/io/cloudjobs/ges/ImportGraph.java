package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Checks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Imports files in OBS into a graph: {@code POST .../graphs/{graphName}/action?action_id=import-graph}, engine 2.1.14 or
 * later.
 *
 * <p>The job can be cancelled on newer engines. A cancellation keeps the data that was already imported. If you import
 * the same files again, the import duplicates each edge if parallel edges are
 * {@linkplain ParallelEdgeAction#ALLOW allowed}.
 *
 * <p>Immutable. Built with {@link #builder()}.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0228.html">Importing a graph</a>
 */
public final class ImportGraph extends GesSubmission {
    private final Map<String, Object> body;

    private ImportGraph(Map<String, Object> body) {
        this.body = body;
    }

    /**
     * Starts a builder. The import needs at least one path: of the edges, the vertices or the schema.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    JobRequest request() {
        return new JobRequest("graph.import", "/action", "import-graph", body);
    }

    /** Builds an {@link ImportGraph}. */
    public static final class Builder {
        private final Map<String, Object> body = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Sets the CSV file or the folder with the edges.
         *
         * @param path the path, starting with the bucket
         * @return this
         * @throws IllegalArgumentException if the path is blank
         */
        public Builder edgesetPath(String path) {
            body.put("edgesetFormat", "csv");
            return put("edgesetPath", Checks.notBlank("edgesetPath", path));
        }

        /**
         * Sets the CSV file or the folder with the vertices.
         *
         * @param path the path, starting with the bucket
         * @return this
         * @throws IllegalArgumentException if the path is blank
         */
        public Builder vertexsetPath(String path) {
            body.put("vertexsetFormat", "csv");
            return put("vertexsetPath", Checks.notBlank("vertexsetPath", path));
        }

        /**
         * Sets the file with the metadata of new labels and properties.
         *
         * @param path the path of an XML file, starting with the bucket
         * @return this
         * @throws IllegalArgumentException if the path is blank
         */
        public Builder schemaPath(String path) {
            return put("schemaPath", Checks.notBlank("schemaPath", path));
        }

        /**
         * Sets the folder for the log of the import.
         *
         * @param folder the path, starting with the bucket
         * @return this
         * @throws IllegalArgumentException if the path is blank
         */
        public Builder logDir(String folder) {
            return put("logDir", Checks.notBlank("logDir", folder));
        }

        /**
         * Sets the action for an edge between two vertices that already have an edge, of any label ({@code ignoreLabel}
         * is true).
         *
         * @param action the action
         * @return this
         */
        public Builder parallelEdge(ParallelEdgeAction action) {
            return put("parallelEdge", Map.of("action", action.value(), "ignoreLabel", true));
        }

        /**
         * Sets the action for an edge between two vertices that already have an edge of the same label
         * ({@code ignoreLabel} is false). The import always adds an edge whose label differs.
         *
         * @param action the action
         * @return this
         */
        public Builder parallelEdgeOfSameLabel(ParallelEdgeAction action) {
            return put("parallelEdge", Map.of("action", action.value(), "ignoreLabel", false));
        }

        /**
         * Sets the delimiter of the fields.
         *
         * @param delimiter one character
         * @return this
         */
        public Builder delimiter(String delimiter) {
            return put("delimiter", delimiter);
        }

        /**
         * Sets the quote character for fields that contain the delimiter.
         *
         * @param trimQuote one character
         * @return this
         */
        public Builder trimQuote(String trimQuote) {
            return put("trimQuote", trimQuote);
        }

        /**
         * Sets whether the graph is offline during the import. This makes the import faster, but the graph cannot be read or
         * written during this time. The service's default is false.
         *
         * @param offline whether the graph is offline
         * @return this
         */
        public Builder offline(boolean offline) {
            return put("offline", offline);
        }

        /**
         * Sets the access key for OBS. The service requires it for files in OBS.
         *
         * @param obsParameters the access key
         * @return this
         */
        public Builder obsParameters(ObsParameters obsParameters) {
            return put("obsParameters", obsParameters);
        }

        private Builder put(String member, Object value) {
            body.put(member, Objects.requireNonNull(value, member));
            return this;
        }

        /**
         * Builds the submission.
         *
         * @return the submission
         * @throws IllegalStateException if no path of edges, vertices or a schema is set
         */
        public ImportGraph build() {
            if (!body.containsKey("edgesetPath")
                    && !body.containsKey("vertexsetPath")
                    && !body.containsKey("schemaPath")) {
                throw new IllegalStateException(
                        "the import has no files: call edgesetPath(), vertexsetPath() or schemaPath()");
            }
            return new ImportGraph(new LinkedHashMap<>(body));
        }
    }
}
