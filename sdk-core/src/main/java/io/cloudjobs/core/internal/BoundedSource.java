package io.cloudjobs.core.internal;

import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * The decompressed body of a response, up to a bound. It records why it stopped, because a JSON reader may wrap an
 * {@link IOException}.
 */
final class BoundedSource extends ForwardingSource {
    private long left;
    private @Nullable IOException failure;
    private boolean tooLong;

    BoundedSource(Source body, long bound) {
        super(body);
        this.left = bound;
    }

    /** Returns the failure of the connection or of the decompression; null if there was none. */
    @Nullable IOException failure() {
        return failure;
    }

    /** Returns whether the body was longer than the bound. */
    boolean tooLong() {
        return tooLong;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        long read;
        try {
            // One byte more than the bound shows that the body does not fit.
            read = super.read(sink, byteCount > left ? left + 1 : byteCount);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
        if (read > left) {
            tooLong = true;
            throw new IOException("body too long");
        }
        left -= Math.max(read, 0);
        return read;
    }
}
