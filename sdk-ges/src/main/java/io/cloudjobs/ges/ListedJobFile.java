package io.cloudjobs.ges;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file of an import, with the outcome of its import.
 *
 * <p>Do not implement this interface: minor releases add accessors.
 */
public interface ListedJobFile {
    /**
     * Returns the kind of the file.
     *
     * @return the kind: {@code edgeFiles}, {@code vertexFiles} or {@code schemaFiles}
     */
    String kind();

    /**
     * Returns the path of the file.
     *
     * @return the path; null when absent
     */
    @Nullable String fileName();

    /**
     * Returns the status of the import of this file.
     *
     * @return the status; null when absent
     */
    @Nullable GesJobStatus status();

    /**
     * Returns the number of lines in the file, or the number of labels in a schema.
     *
     * @return the number; null when absent
     */
    @Nullable Long total();

    /**
     * Returns the number of imported lines or labels.
     *
     * @return the number; null when absent
     */
    @Nullable Long successful();

    /**
     * Returns the number of lines or labels that failed.
     *
     * @return the number; null when absent
     */
    @Nullable Long failed();

    /**
     * Returns the start time of the import of this file.
     *
     * @return the time, with microsecond precision; null when absent
     */
    @Nullable Instant startTime();

    /**
     * Returns the end time of the import of this file.
     *
     * @return the time, with microsecond precision; null when absent
     */
    @Nullable Instant endTime();
}
