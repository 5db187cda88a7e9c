package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Checks;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Exports the graph to files in OBS: {@code POST .../graphs/{graphName}/action?action_id=export-graph}, engine 1.0.5 or later.
 *
 * <p>The job can be cancelled on newer engines. It does not change the graph. It overwrites existing files with the
 * same names.
 *
 * <p>Immutable. Built with {@link #builder(String)}.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0229.html">Exporting a graph</a>
 */
public final class ExportGraph extends GesSubmission {
    private final Map<String, Object> body;

    private ExportGraph(Map<String, Object> body) {
        this.body = body;
    }

    /**
     * Starts a builder.
     *
     * @param graphExportPath the folder, starting with the bucket
     * @return a builder
     * @throws IllegalArgumentException if the path is blank
     */
    public static Builder builder(String graphExportPath) {
        return new Builder(Checks.notBlank("graphExportPath", graphExportPath));
    }

    @Override
    JobRequest request() {
        return new JobRequest("graph.export", "/action", "export-graph", body);
    }

    /** Builds an {@link ExportGraph}. */
    public static final class Builder {
        private final Map<String, Object> body = new LinkedHashMap<>();

        private Builder(String graphExportPath) {
            body.put("graphExportPath", graphExportPath);
        }

        /**
         * Sets the name of the file or folder for the edges. The service documents it as mandatory.
         *
         * @param name the name
         * @return this
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder edgeSetName(String name) {
            return put("edgeSetName", name);
        }

        /**
         * Sets the name of the file or folder for the vertices. The service documents it as mandatory.
         *
         * @param name the name
         * @return this
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder vertexSetName(String name) {
            return put("vertexSetName", name);
        }

        /**
         * Sets the name of the file for the metadata. The service documents it as mandatory.
         *
         * @param name the name
         * @return this
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder schemaName(String name) {
            return put("schemaName", name);
        }

        private Builder put(String member, String name) {
            body.put(member, Checks.notBlank(member, name));
            return this;
        }

        /**
         * Sets the access key for OBS. The service requires it for files in OBS.
         *
         * @param obsParameters the access key
         * @return this
         */
        public Builder obsParameters(ObsParameters obsParameters) {
            body.put("obsParameters", obsParameters);
            return this;
        }

        /**
         * Builds the submission.
         *
         * @return the submission
         */
        public ExportGraph build() {
            return new ExportGraph(new LinkedHashMap<>(body));
        }
    }
}
