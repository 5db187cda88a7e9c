package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Checks;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Imports files in OBS into a graph: {@code POST .../graphs/{graphName}/action?action_id=import-graph}, engine 2.1.14 or
 * later.
 *
 * <p>Newer engines can cancel the job. Data that was already imported stays. Importing the same twice gives each edge twice, if
 * parallel edges are {@linkplain ParallelEdgeAction#ALLOW allowed}.
 *
 * <p>Immutable. Made by {@link #builder()}.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0228.html">Importing a graph</a>
 */
public final class ImportGraph extends GesSubmission {
    private final Map<String, Object> body;

    private ImportGraph(Map<String, Object> body) {
        this.body = body;
    }

    /**
     * Starts an import. At least one of the edges, the vertices and the schema is required.
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

    /** Makes {@code ImportGraph}. */
    public static final class Builder {
        private final Map<String, Object> body = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Sets the CSV file or folder of the edges.
         *
         * @param path a file or folder, beginning with the bucket
         * @return this
         * @throws IllegalArgumentException if it is blank
         */
        public Builder edgesetPath(String path) {
            body.put("edgesetFormat", "csv");
            return put("edgesetPath", Checks.notBlank("edgesetPath", path));
        }

        /**
         * Sets the CSV file or folder of the vertices.
         *
         * @param path a file or folder, beginning with the bucket
         * @return this
         * @throws IllegalArgumentException if it is blank
         */
        public Builder vertexsetPath(String path) {
            body.put("vertexsetFormat", "csv");
            return put("vertexsetPath", Checks.notBlank("vertexsetPath", path));
        }

        /**
         * Sets the file with the metadata of labels and properties that are new to the graph.
         *
         * @param path an XML file, beginning with the bucket
         * @return this
         * @throws IllegalArgumentException if it is blank
         */
        public Builder schemaPath(String path) {
            return put("schemaPath", Checks.notBlank("schemaPath", path));
        }

        /**
         * Sets the folder of the log of the import.
         *
         * @param folder a folder, beginning with the bucket
         * @return this
         * @throws IllegalArgumentException if it is blank
         */
        public Builder logDir(String folder) {
            return put("logDir", Checks.notBlank("logDir", folder));
        }

        /**
         * Sets what the import does with an edge between two vertices that have an edge already, whatever the labels of the
         * two edges ({@code ignoreLabel} is true).
         *
         * @param action what the import does
         * @return this
         */
        public Builder parallelEdge(ParallelEdgeAction action) {
            return put("parallelEdge", Map.of("action", action.value(), "ignoreLabel", true));
        }

        /**
         * Sets what the import does with an edge between two vertices that have an edge of the same label already
         * ({@code ignoreLabel} is false). An edge of another label is added.
         *
         * @param action what the import does
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
         * Sets the quote around a field that contains the delimiter.
         *
         * @param trimQuote one character
         * @return this
         */
        public Builder trimQuote(String trimQuote) {
            return put("trimQuote", trimQuote);
        }

        /**
         * Sets whether the graph is offline during the import, which makes the import faster: nobody can read or write it.
         * Default: the service's, false.
         *
         * @param offline whether it is offline
         * @return this
         */
        public Builder offline(boolean offline) {
            return put("offline", offline);
        }

        /**
         * Sets the access key for the files. Required by the service if they are in OBS.
         *
         * @param obsParameters the access key
         * @return this
         */
        public Builder obsParameters(ObsParameters obsParameters) {
            return put("obsParameters", obsParameters);
        }

        private Builder put(String member, Object value) {
            body.put(member, value);
            return this;
        }

        /**
         * Makes the import.
         *
         * @return the import
         * @throws IllegalStateException if there is nothing to import
         */
        public ImportGraph build() {
            if (!body.containsKey("edgesetPath")
                    && !body.containsKey("vertexsetPath")
                    && !body.containsKey("schemaPath")) {
                throw new IllegalStateException("edgesetPath, vertexsetPath or schemaPath must be set");
            }
            return new ImportGraph(new LinkedHashMap<>(body));
        }
    }
}
