package io.cloudjobs.print;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The bytes of a document, with what the service wants to know before it takes them. They are read in parts of about 5 MB
 * while they are uploaded, and from the start again when the service asks for a part once more. Immutable, as long as the
 * bytes themselves are.
 */
public final class DocumentContent {
    private final String documentName;
    private final String contentType;
    private final long size;
    private final Source source;

    private DocumentContent(String documentName, String contentType, long size, Source source) {
        if (documentName.isBlank() || contentType.isBlank()) {
            throw new IllegalArgumentException("the name and the type of a document must not be blank");
        }
        if (size < 1) {
            throw new IllegalArgumentException("an empty document cannot be uploaded: the service has no range for it");
        }
        this.documentName = documentName;
        this.contentType = contentType;
        this.size = size;
        this.source = Objects.requireNonNull(source, "source");
    }

    /** Where the bytes come from. */
    @FunctionalInterface
    public interface Source {
        /**
         * Opens a stream of all bytes, the same ones each time. Whoever asks for it closes it.
         *
         * @return the stream, at its first byte
         * @throws IOException if it cannot be opened
         */
        InputStream open() throws IOException;
    }

    /**
     * The content of a file, which must not change until it is uploaded.
     *
     * @param file the file; the document gets its name
     * @param contentType the media type, one of those that the printer takes, for example {@code application/pdf}
     * @return the content
     * @throws IllegalArgumentException if the file is empty or a folder, or the type blank
     * @throws UncheckedIOException if there is no such file
     */
    public static DocumentContent of(Path file, String contentType) {
        try {
            Path name = Objects.requireNonNull(file.getFileName(), "file");
            if (Files.isDirectory(file)) {
                throw new IllegalArgumentException("file is a folder");
            }
            return new DocumentContent(
                    name.toString(), contentType, Files.size(file), () -> Files.newInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The content of an array, which is not copied and must not change until it is uploaded.
     *
     * @param documentName the name of the document, for people
     * @param contentType the media type, one of those that the printer takes, for example {@code application/pdf}
     * @param bytes the document
     * @return the content
     * @throws IllegalArgumentException if the array is empty, or a text blank
     */
    public static DocumentContent of(String documentName, String contentType, byte[] bytes) {
        return new DocumentContent(documentName, contentType, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    /**
     * The content of a stream that can be opened more than once.
     *
     * @param documentName the name of the document, for people
     * @param contentType the media type, one of those that the printer takes, for example {@code application/pdf}
     * @param size how many bytes there are
     * @param source opens the stream
     * @return the content
     * @throws IllegalArgumentException if the size is less than 1, or a text blank
     */
    public static DocumentContent of(String documentName, String contentType, long size, Source source) {
        return new DocumentContent(documentName, contentType, size, source);
    }

    /**
     * This content under another name.
     *
     * @param documentName the name of the document, for people
     * @return the content
     * @throws IllegalArgumentException if the name is blank
     */
    public DocumentContent named(String documentName) {
        return new DocumentContent(documentName, contentType, size, source);
    }

    /**
     * The name of the document.
     *
     * @return the name, for people
     */
    public String documentName() {
        return documentName;
    }

    /**
     * The media type of the document.
     *
     * @return for example {@code application/pdf}
     */
    public String contentType() {
        return contentType;
    }

    /**
     * How long the document is.
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
        return "DocumentContent[" + documentName + ", " + contentType + ", " + size + " bytes]";
    }
}
