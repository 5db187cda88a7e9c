package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the service writes the result of a job: see {@link GesJobResource#exportResult}.
 *
 * <p>Immutable. Made by {@link #builder}.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0172.html">Exporting job execution results to files</a>
 */
public final class ExportResult {
    private final Map<String, Object> body;

    private ExportResult(Map<String, Object> body) {
        this.body = body;
    }

    /**
     * Starts an export.
     *
     * @param exportPath the folder, beginning with the bucket: {@code demo_movie/}
     * @return a builder
     * @throws IllegalArgumentException if the path is blank
     */
    public static Builder builder(String exportPath) {
        return new Builder(Checks.notBlank("exportPath", exportPath));
    }

    /** The request, below the path of the job. */
    JobRequest request() {
        return new JobRequest("job.exportResult", "/action", "export-result", body);
    }

    /** Without the access key. */
    @Override
    public String toString() {
        return Shown.record("ExportResult", "exportPath", body.get("exportPath"), "erase", body.get("erase"));
    }

    /** Makes an {@link ExportResult}. */
    public static final class Builder {
        private final Map<String, Object> body = new LinkedHashMap<>();

        private Builder(String exportPath) {
            body.put("exportPath", exportPath);
            body.put("erase", false); // the default of the service is true
        }

        /**
         * Sets the name of the file, or of the folder of the files if {@link #rowCountPerFile} is set. Default: the
         * service's.
         *
         * @param fileName the name
         * @return this
         * @throws IllegalArgumentException if it is blank
         */
        public Builder fileName(String fileName) {
            body.put("fileName", Checks.notBlank("fileName", fileName));
            return this;
        }

        /**
         * Sets the access key with which the service writes the file. Required, unless the graph has an agency for OBS,
         * which takes an engine of version 2.4.17 or later.
         *
         * @param obsParameters the access key
         * @return this
         */
        public Builder obsParameters(ObsParameters obsParameters) {
            body.put("obsParameters", obsParameters);
            return this;
        }

        /**
         * Sets whether the service deletes the job after the export. The client always sends it, because the default of the
         * service is true. Default: false.
         *
         * @param erase whether to delete it
         * @return this
         */
        public Builder erase(boolean erase) {
            body.put("erase", erase);
            return this;
        }

        /**
         * Splits the result into several files ({@code paginate}). Default: one file.
         *
         * @param rows how many rows a file has at most, 1 or more
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder rowCountPerFile(int rows) {
            body.put(
                    "paginate",
                    Map.of("enable", true, "rowCountPerFile", JsonMembers.atLeast(1, "rowCountPerFile", rows)));
            return this;
        }

        /**
         * Makes the export.
         *
         * @return the export
         */
        public ExportResult build() {
            return new ExportResult(new LinkedHashMap<>(body));
        }
    }
}
