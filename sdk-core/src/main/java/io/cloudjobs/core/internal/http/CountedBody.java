package io.cloudjobs.core.internal.http;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** A body as received, still compressed, that reports arriving content. */
final class CountedBody extends ResponseBody {
    private final ResponseBody body;
    private final long maxUnpacked;
    private final Intake intake;
    private final BufferedSource source;

    /**
     * Creates a body that wraps another one.
     *
     * @param maxUnpacked the maximum length after OkHttp has decompressed it; -1 if it is not compressed
     */
    CountedBody(ResponseBody body, long maxUnpacked, Intake intake) {
        this.body = body;
        this.maxUnpacked = maxUnpacked;
        this.intake = intake;
        this.source = Okio.buffer(new Counted());
        intake.bodyBegins();
    }

    @Override
    public @Nullable MediaType contentType() {
        return body.contentType();
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public BufferedSource source() {
        return source;
    }

    private final class Counted extends ForwardingSource {
        private final boolean isGzip = maxUnpacked >= 0;
        private boolean isChecked = !isGzip;
        private long total;
        private boolean isOver;

        Counted() {
            super(body.source());
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            if (isOver) {
                return super.read(sink, byteCount);
            }
            long read = 0;
            intake.readBegins();
            try {
                if (!isChecked) {
                    isChecked = true;
                    GzipHeader.check(body.source());
                }
                read = super.read(sink, byteCount);
            } finally {
                intake.readEnds(read > 0);
            }
            if (read < 0) {
                end(true);
            }
            total += Math.max(read, 0);
            if (isGzip && total - Intake.BOUND > maxUnpacked) { // otherwise gzip data without content has no end
                throw new EndlessResponseException("the gzip data is longer than maxResponseBytes(...)");
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            end(false);
            super.close();
        }

        private void end(boolean isRead) {
            if (!isOver) {
                isOver = true;
                intake.bodyEnds(isRead);
            }
        }
    }
}
