package io.cloudjobs.core.internal;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Knows of one attempt whether its request may have left this machine. That is seen, not guessed from the type of an
 * exception: OkHttp asks for the body only when a connection stands and the headers are on their way. A request without a
 * body counts as sent when it has got a connection.
 */
final class Attempt {
    /** What is written at a time is copied first: so much of a body is in memory twice. */
    private static final int SLICE = 64 * 1024;

    private static final byte[] NOTHING = {};

    private final boolean mayBeSentAgain;
    private volatile boolean connected;
    private volatile boolean sent;

    Attempt(boolean mayBeSentAgain) {
        this.mayBeSentAgain = mayBeSentAgain;
    }

    boolean sent() {
        return sent;
    }

    /** Called when the request is on a connection. An interceptor of the user's may try to get it there twice. */
    void connected(Request request) throws IOException {
        if (connected && !mayBeSentAgain) {
            throw new IOException("an operation that must not be done twice was about to be sent again");
        }
        connected = true;
        if (request.body() == null) {
            sent = true;
        }
    }

    /** The content, or nothing, as a body that OkHttp must not send again by itself. */
    RequestBody body(@Nullable Content content) {
        byte[] bytes = content == null ? NOTHING : content.bytes();
        return new RequestBody() {
            @Override
            public @Nullable MediaType contentType() {
                return content == null ? null : content.type();
            }

            @Override
            public long contentLength() {
                return bytes.length;
            }

            @Override
            public boolean isOneShot() {
                return true;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                sent = true;
                for (int i = 0; i < bytes.length; i += SLICE) {
                    sink.write(bytes, i, Math.min(SLICE, bytes.length - i));
                }
            }
        };
    }
}
