package io.cloudjobs.print;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a document. Opens the document again only to send an earlier part again. Not thread-safe. */
final class ContentReader implements AutoCloseable {
    private final DocumentContent content;
    private @Nullable InputStream stream;
    private long position;

    ContentReader(DocumentContent content) {
        this.content = content;
    }

    byte[] read(ByteRange part) {
        try {
            InputStream in = at(part.first());
            byte[] bytes = new byte[(int) part.length()]; // readNBytes(int) would take twice the memory
            int read = in.readNBytes(bytes, 0, bytes.length);
            position += read;
            boolean isWhole = read == bytes.length && (position < content.size() || in.read() < 0);
            if (!isWhole) {
                throw new IOException("the document changed during the upload: it no longer has " + content.size()
                        + " bytes; upload it again");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputStream at(long offset) throws IOException {
        InputStream in = stream;
        if (in == null || offset < position) {
            close();
            in = Objects.requireNonNull(content.source().open(), "source.open() returned null");
            stream = in;
            position = 0;
        }
        in.skipNBytes(offset - position);
        position = offset;
        return in;
    }

    /** Closes the stream. Ignores exceptions, because the bytes are already read. */
    @Override
    public void close() {
        InputStream open = stream;
        stream = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException | RuntimeException e) {
            // ignored
        }
    }
}
