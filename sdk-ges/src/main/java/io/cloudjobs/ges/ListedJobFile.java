package io.cloudjobs.ges;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file of an import, and its outcome.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 */
public interface ListedJobFile {
    /**
     * The kind of the file.
     *
     * @return {@code edgeFiles}, {@code vertexFiles} or {@code schemaFiles}
     */
    String kind();

    /**
     * The file.
     *
     * @return its path; null when absent
     */
    @Nullable String fileName();

    /**
     * The status of its import.
     *
     * @return the status; null when absent
     */
    @Nullable GesJobStatus status();

    /**
     * How many lines the file has, or labels if it is a schema.
     *
     * @return the number; null when absent
     */
    @Nullable Long total();

    /**
     * How many of them were imported.
     *
     * @return the number; null when absent
     */
    @Nullable Long successful();

    /**
     * How many of them were not.
     *
     * @return the number; null when absent
     */
    @Nullable Long failed();

    /**
     * When its import started.
     *
     * @return the time, to the microsecond; null when absent
     */
    @Nullable Instant startTime();

    /**
     * When its import ended.
     *
     * @return the time, to the microsecond; null when absent
     */
    @Nullable Instant endTime();
}
