package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The target and the options of {@link GesJobResource#exportResult}.
 *
 * <p>Immutable. Built with {@link #builder}.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0172.html">Exporting job execution results to files</a>
 */
public final class ExportResult {
    private final Map<String, Object> body;

    private ExportResult(Map<String, Object> body) {
        this.body = body;
    }

    /**
     * Starts a builder.
     *
     * @param exportPath the folder, starting with the bucket, for example {@code demo_movie/}
     * @return a builder
     * @throws IllegalArgumentException if the path is blank
     */
    public static Builder builder(String exportPath) {
        return new Builder(Checks.notBlank("exportPath", exportPath));
    }

    /** Returns the request, with a path below the job. */
    JobRequest request() {
        return new JobRequest("job.exportResult", "/action", "export-result", body);
    }

    /** Returns the path and the value of {@code erase}, without the access key. */
    @Override
    public String toString() {
        return Shown.record("ExportResult", "exportPath", body.get("exportPath"), "erase", body.get("erase"));
    }

    /** Builds an {@link ExportResult}. */
    public static final class Builder {
        private final Map<String, Object> body = new LinkedHashMap<>();

        private Builder(String exportPath) {
            body.put("exportPath", exportPath);
            body.put("erase", false); // the default of the service is true
        }

        /**
         * Sets the name of the file, or the name of the folder if {@link #rowCountPerFile} is set. By default, the
         * service chooses a name.
         *
         * @param fileName the name
         * @return this
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder fileName(String fileName) {
            body.put("fileName", Checks.notBlank("fileName", fileName));
            return this;
        }

        /**
         * Sets the access key that the service uses to write the file. Required, unless the graph has an agency for OBS
         * (engine 2.4.17 or later).
         *
         * @param obsParameters the access key
         * @return this
         */
        public Builder obsParameters(ObsParameters obsParameters) {
            body.put("obsParameters", obsParameters);
            return this;
        }

        /**
         * Sets whether the service deletes the job after the export. Default: false. The client always sends this value,
         * because the service's default is true.
         *
         * @param erase whether to delete the job
         * @return this
         */
        public Builder erase(boolean erase) {
            body.put("erase", erase);
            return this;
        }

        /**
         * Splits the result into several files ({@code paginate}). Default: one file.
         *
         * @param rows the maximum number of rows per file, 1 or more
         * @return this
         * @throws IllegalArgumentException if the number is less than 1
         */
        public Builder rowCountPerFile(int rows) {
            body.put(
                    "paginate",
                    Map.of("enable", true, "rowCountPerFile", JsonMembers.atLeast(1, "rowCountPerFile", rows)));
            return this;
        }

        /**
         * Builds the options of the export.
         *
         * @return the options
         */
        public ExportResult build() {
            return new ExportResult(new LinkedHashMap<>(body));
        }
    }
}
