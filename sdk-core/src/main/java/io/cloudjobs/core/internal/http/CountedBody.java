package io.cloudjobs.core.internal.http;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** A body as it comes, packed, whose reader makes known that content arrives. */
final class CountedBody extends ResponseBody {
    private final ResponseBody body;
    private final long maxUnpacked;
    private final Intake intake;
    private final BufferedSource source;

    /**
     * A body around another one.
     *
     * @param maxUnpacked how long it may be when OkHttp has unpacked it; -1 if it is not packed
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
            if (isGzip && total - Intake.BOUND > maxUnpacked) { // or what unpacks to nothing has no end
                throw new EndlessResponseException("its packed content is longer than the unpacked may be");
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
