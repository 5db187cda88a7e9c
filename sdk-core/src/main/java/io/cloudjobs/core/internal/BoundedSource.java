package io.cloudjobs.core.internal;

import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, unpacked, up to a bound. It remembers why it stopped, because a JSON reader may pass an
 * {@link IOException} on in clothes of its own.
 */
final class BoundedSource extends ForwardingSource {
    private long left;
    private @Nullable IOException failure;
    private boolean tooLong;

    BoundedSource(Source body, long bound) {
        super(body);
        this.left = bound;
    }

    /** What broke the connection or the encoding of the body; null when that is not what happened. */
    @Nullable IOException failure() {
        return failure;
    }

    /** Whether there was more than the bound allows. */
    boolean tooLong() {
        return tooLong;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        long read;
        try {
            // One byte more than the bound, to tell a body that fits from one that does not.
            read = super.read(sink, byteCount > left ? left + 1 : byteCount);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
        if (read > left) {
            tooLong = true;
            throw new IOException("the body is longer than allowed");
        }
        left -= Math.max(read, 0);
        return read;
    }
}
