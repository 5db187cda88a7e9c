package io.cloudjobs.core.internal;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one attempt: on which connection it is, and whether the service may have seen its request. That is observed
 * where requests go out ({@link WireInterceptor}), whatever an interceptor of the user has made of ours, and not concluded from
 * the type of an exception. A request counts as sent from the moment in which it is about to go out on a connection, unless it
 * turns out that it did not, or that the server did not look at it.
 */
final class Attempt {
    /** What is written at a time is copied first: so much of a body is in memory twice. */
    private static final int SLICE = 16 * 1024;

    private static final byte[] NOTHING = {};

    private final boolean mayBeSentAgain;
    private volatile Runnable onMove = () -> {};

    private volatile long nanos;
    private volatile @Nullable Wire wire;

    /** Whether the connection had ended while it was idle. */
    private volatile boolean isStale;

    /** Whether OkHttp looks for a connection, or has one. */
    private volatile boolean isWithOkHttp;

    /** Whether the body has been read; that need not have been for sending it. */
    private volatile boolean isBodyRead;

    /** Whether the request is out, and there is no answer. */
    private volatile boolean isOut;

    private volatile boolean isSent;
    private volatile boolean wasSentBefore;
    private volatile boolean isAnswered;
    private volatile boolean isRefused;

    Attempt(boolean mayBeSentAgain) {
        this.mayBeSentAgain = mayBeSentAgain;
    }

    boolean mayBeSentAgain() {
        return mayBeSentAgain;
    }

    /** Sets how much time it has, in nanoseconds. */
    void hasTime(long nanos) {
        this.nanos = nanos;
    }

    /** How much time it has, in nanoseconds. */
    long nanos() {
        return nanos;
    }

    /**
     * Whether the service may have seen the request. An interceptor that read its body, and then let OkHttp not even look for a
     * connection, may have sent it with a client of its own.
     */
    boolean isSent() {
        return isSent || isBodyRead && !isWithOkHttp;
    }

    /** Whether the server surely did not look at the request, because it does no more of them on this connection. */
    boolean isRefused() {
        return isRefused;
    }

    /** Whether the request is out, and there is no answer. */
    boolean isOut() {
        return isOut;
    }

    /** The connection that it is on, or was on last. */
    @Nullable Wire wire() {
        return wire;
    }

    /** OkHttp looks for a connection, so it is OkHttp that sends the request, if anybody does. */
    void looksForConnection() {
        isWithOkHttp = true;
    }

    /** The connection that it got has ended while it was idle, or has something on it that nobody asked for. */
    void foundStale() {
        isStale = true;
    }

    /** Whether the last call found that: nothing was sent, and another call takes another connection. Asked once for each call. */
    boolean wasStale() {
        boolean was = isStale;
        isStale = false;
        return was;
    }

    /** The request is about to go out. An interceptor of the user's may try that twice. */
    void goesOut(Wire wire) throws IOException {
        if (isSent && !mayBeSentAgain) {
            throw new IOException("an interceptor tried to send the request again; it was not sent a second time");
        }
        this.wire = wire;
        isStale = false;
        isWithOkHttp = true;
        isRefused = false;
        isAnswered = false;
        wasSentBefore = isSent;
        isSent = true;
        isOut = true;
    }

    /** The first bytes of an answer have come; a 1xx is an answer, too. */
    void answerBegins() {
        isAnswered = true;
    }

    /** The answer has come, as far as its headers. */
    void answered(int status) {
        isOut = false;
        if (status == 401 || status == 429) {
            isSent = wasSentBefore; // it was not processed: an interceptor may send it again, with another token for
            // example
        }
    }

    /** There will be no answer. */
    void failed(Exception e) {
        isOut = false;
        if (neverWritten(e) || !isAnswered && isRefusedStream(e)) {
            isRefused = true;
            isSent = wasSentBefore;
        }
    }

    /** OkHttp's own word for a connection that was ended before anything of the request was written; not a public type. */
    private static boolean neverWritten(Exception e) {
        return e.getClass().getSimpleName().equals("ConnectionShutdownException");
    }

    /**
     * HTTP/2's word for "I have not looked at it", which a failure to write may hide; OkHttp's exception for it is not public, its
     * text is all there is.
     */
    private static boolean isRefusedStream(Throwable e) {
        if ("stream was reset: REFUSED_STREAM".equals(e.getMessage())) {
            return true;
        }
        for (Throwable hidden : e.getSuppressed()) {
            if (isRefusedStream(hidden)) {
                return true;
            }
        }
        return false;
    }

    /** Sets who wants to hear that bytes move. */
    void onMove(Runnable listener) {
        onMove = listener;
    }

    /** Bytes of its body or of its answer have moved. */
    void moved() {
        onMove.run();
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
                isBodyRead = true;
                for (int i = 0; i < bytes.length; i += SLICE) {
                    sink.write(bytes, i, Math.min(SLICE, bytes.length - i));
                    moved();
                }
            }
        };
    }
}
