package io.cloudjobs.print;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.print.internal.LocalFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A document to upload: its bytes, name, type and size. The client reads the bytes in parts of about 5 MB during the
 * upload. If the service requests an earlier part, the client reads again from the start. Immutable if the bytes do not
 * change.
 */
public final class DocumentContent {
    private final String documentName;
    private final String contentType;
    private final long size;
    private final Source source;

    private DocumentContent(String documentName, String contentType, long size, Source source) {
        this.documentName = Checks.notBlank("documentName", documentName);
        if (Objects.requireNonNull(contentType, "contentType").indexOf('/') < 1) {
            throw new IllegalArgumentException(
                    "contentType must be a media type such as application/pdf, but is " + Shown.of(contentType));
        }
        if (size < 1) {
            throw new IllegalArgumentException("the document is empty: pass a document with at least 1 byte");
        }
        this.contentType = contentType;
        this.size = size;
        this.source = Objects.requireNonNull(source, "source");
    }

    /** The source of the bytes. */
    @FunctionalInterface
    public interface Source {
        /**
         * Opens a stream of all bytes. Each call must return the same bytes. The client closes the stream.
         *
         * @return the stream, at its first byte
         * @throws IOException if the stream cannot be opened
         */
        InputStream open() throws IOException;
    }

    /**
     * Creates content from a file, which must not change until it is uploaded.
     *
     * @param file the file; the document gets its name
     * @param contentType the media type, which the printer must accept, for example {@code application/pdf}
     * @return the content
     * @throws IllegalArgumentException if the file is empty, or is a directory, a FIFO, a socket or a device, or if
     *     {@code contentType} is not a media type
     * @throws UncheckedIOException if the file does not exist or cannot be read, or if it is a broken symbolic link
     */
    public static DocumentContent of(Path file, String contentType) {
        try {
            Path name = Objects.requireNonNull(file.getFileName(), "file");
            return new DocumentContent(
                    name.toString(),
                    contentType,
                    Files.size(readable(file)),
                    () -> Files.newInputStream(readable(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks the file. Called again before each opening, because opening a FIFO would block forever. */
    private static Path readable(Path file) throws IOException {
        Path existing = LocalFile.find(file, "DocumentContent.of(documentName, contentType, size, source)");
        if (existing == null) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isReadable(existing)) {
            throw new AccessDeniedException(file.toString(), null, "cannot be read; allow this process to read it");
        }
        return existing;
    }

    /**
     * Creates content from an array. The client does not copy the array, so do not change it until it is uploaded.
     *
     * @param documentName the display name of the document
     * @param contentType the media type, which the printer must accept, for example {@code application/pdf}
     * @param bytes the document
     * @return the content
     * @throws IllegalArgumentException if the array is empty, the name is blank, or {@code contentType} is not a media
     *     type
     */
    public static DocumentContent of(String documentName, String contentType, byte[] bytes) {
        return new DocumentContent(
                documentName,
                contentType,
                Objects.requireNonNull(bytes, "bytes").length,
                () -> new ByteArrayInputStream(bytes));
    }

    /**
     * Creates content from a stream that can be opened more than once.
     *
     * @param documentName the display name of the document
     * @param contentType the media type, which the printer must accept, for example {@code application/pdf}
     * @param size the number of bytes
     * @param source opens the stream
     * @return the content
     * @throws IllegalArgumentException if the size is less than 1, the name is blank, or {@code contentType} is not a
     *     media type
     */
    public static DocumentContent of(String documentName, String contentType, long size, Source source) {
        return new DocumentContent(documentName, contentType, size, source);
    }

    /**
     * Returns this content with another name.
     *
     * @param documentName the display name of the document
     * @return the content
     * @throws IllegalArgumentException if the name is blank
     */
    public DocumentContent named(String documentName) {
        return new DocumentContent(documentName, contentType, size, source);
    }

    /**
     * Returns the name of the document.
     *
     * @return the display name
     */
    public String documentName() {
        return documentName;
    }

    /**
     * Returns the media type of the document.
     *
     * @return the media type, for example {@code application/pdf}
     */
    public String contentType() {
        return contentType;
    }

    /**
     * Returns the size of the document.
     *
     * @return the number of bytes, at least 1
     */
    public long size() {
        return size;
    }

    Source source() {
        return source;
    }

    @Override
    public String toString() {
        return "DocumentContent[" + Shown.of(documentName) + ", " + Shown.of(contentType) + ", " + size + " bytes]";
    }
}
