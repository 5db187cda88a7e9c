package io.cloudjobs.core.internal;

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
    private final boolean isGzip;
    private final Intake intake;
    private final BufferedSource source;

    /**
     * A body around another one.
     *
     * @param isGzip whether OkHttp will unpack it
     */
    CountedBody(ResponseBody body, boolean isGzip, Intake intake) {
        this.body = body;
        this.isGzip = isGzip;
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
        private boolean isChecked = !isGzip;
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
