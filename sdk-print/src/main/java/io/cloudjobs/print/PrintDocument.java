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
     * The id of the document, within its job.
     *
     * @return the id; empty if a row of a list has none
     */
    String id();

    /**
     * The name of the document.
     *
     * @return the name, which may be empty; null when absent
     */
    @Nullable String displayName();

    /**
     * The media type of the document.
     *
     * @return for example {@code application/pdf}; may be empty before the upload; null when absent
     */
    @Nullable String contentType();

    /**
     * The size of the document, in bytes.
     *
     * @return the size, 0 before the upload; null when absent
     */
    @Nullable Long size();

    /**
     * When the document was uploaded.
     *
     * @return the time; null when it was not yet, and when absent or unreadable
     */
    @Nullable OffsetDateTime uploadedDateTime();

    /**
     * When the document was downloaded.
     *
     * @return the time; null when it was not yet, and when absent or unreadable
     */
    @Nullable OffsetDateTime downloadedDateTime();
}
