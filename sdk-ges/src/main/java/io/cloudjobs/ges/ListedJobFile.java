package io.cloudjobs.ges;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file of an import, and what has become of it.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 */
public interface ListedJobFile {
    /**
     * What the file holds.
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
     * Where its import stands.
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
     * When its import was begun.
     *
     * @return the time, to the microsecond; null when absent
     */
    @Nullable Instant startTime();

    /**
     * When its import has ended.
     *
     * @return the time, to the microsecond; null when absent
     */
    @Nullable Instant endTime();
}
