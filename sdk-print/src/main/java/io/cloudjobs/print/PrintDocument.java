package io.cloudjobs.print;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a document of a job.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printdocument">printDocument</a>
 */
public interface PrintDocument {
    /**
     * Returns the id of the document, unique within its job.
     *
     * @return the id; empty if a row of a list has none
     */
    String id();

    /**
     * Returns the name of the document.
     *
     * @return the name, which may be empty; null when absent
     */
    @Nullable String displayName();

    /**
     * Returns the media type of the document.
     *
     * @return the media type, for example {@code application/pdf}; may be empty before the upload; null when absent
     */
    @Nullable String contentType();

    /**
     * Returns the size of the document, in bytes.
     *
     * @return the size, 0 before the upload; null when absent
     */
    @Nullable Long size();

    /**
     * Returns the upload time.
     *
     * @return the time; null before the upload, and when absent or unreadable
     */
    @Nullable OffsetDateTime uploadedDateTime();

    /**
     * Returns the download time.
     *
     * @return the time; null before the first download, and when absent or unreadable
     */
    @Nullable OffsetDateTime downloadedDateTime();
}
