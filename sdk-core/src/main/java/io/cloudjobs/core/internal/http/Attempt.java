package io.cloudjobs.core.internal.http;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * The state of one attempt: its connection, and whether the service may have acted on its request. The {@link
 * WireInterceptor} observes this where requests are sent, after any changes by the user's interceptors. It is not
 * derived from the type of an exception. A request counts as sent from the moment before it is written to a connection,
 * unless it turns out that it was not written, or that the service refused it.
 */
public final class Attempt {
    /** The size of one write. OkHttp copies each write, so this much of a body is in memory twice. */
    private static final int SLICE = 16 * 1024;

    private static final byte[] NOTHING = {};

    private final boolean mayBeSentAgain;
    private final boolean isRetry;
    private volatile Runnable onMove = () -> {};

    private volatile long nanos;
    private volatile long maxResponseBytes = Long.MAX_VALUE;
    private volatile @Nullable Wire wire;

    /** The exception for a connection that was closed while idle. */
    private @Nullable IOException stale;

    /** Whether the events of its calls arrive here: a {@code callFactory} may replace our event listener. */
    private boolean isHeard;

    /** Whether the body was read before OkHttp found a connection for it. */
    private boolean isReadElsewhere;

    /** Whether the request was sent and the response has not arrived. */
    private boolean isOut;

    private boolean isInHandshake;
    private boolean hasGoneOut;
    private boolean isSent;
    private boolean wasSentBefore;
    private boolean isAnswered;
    private boolean isRefused;
    private boolean hasEnded;

    /** The status of the last response; 0 if there was none. */
    private int status;

    /**
     * Creates an attempt.
     *
     * @param mayBeSentAgain whether its request may arrive twice
     * @param isRetry whether an earlier attempt failed
     */
    public Attempt(boolean mayBeSentAgain, boolean isRetry) {
        this.mayBeSentAgain = mayBeSentAgain;
        this.isRetry = isRetry;
    }

    /**
     * Returns whether a connection is checked carefully before it sends the request, because another failure would be
     * expensive.
     */
    boolean isCareful() {
        return !mayBeSentAgain || isRetry;
    }

    /** Sets the timeout in nanoseconds. */
    void hasTime(long nanos) {
        this.nanos = nanos;
    }

    /** Returns the timeout in nanoseconds. */
    long nanos() {
        return nanos;
    }

    /** Sets the maximum length of the response. */
    public void mayReceive(long maxResponseBytes) {
        this.maxResponseBytes = maxResponseBytes;
    }

    /** Returns the maximum length of the response. */
    long maxResponseBytes() {
        return maxResponseBytes;
    }

    /**
     * Returns whether the service may have acted on the request. If an interceptor reads the body and then OkHttp does
     * not even look for a connection, the interceptor may have sent it with another client.
     */
    synchronized boolean isSent() {
        return isSent || isReadElsewhere;
    }

    /**
     * Returns whether the service may have acted, for a response with this status. The response may not come from the
     * service: an interceptor may have created it instead of a failure or another response.
     */
    public synchronized boolean isSent(int answered) {
        return hasGoneOut && (answered == status ? wasSentBefore : isSent());
    }

    /**
     * The observations on an attempt at one moment.
     *
     * @param isSent whether the service may have acted on the request
     * @param isDeclined whether the status of the response says that the service did nothing; then the failure happened
     *     above the connection
     * @param isInHandshake whether a TLS handshake has begun and not ended
     * @param hasGoneOut whether the attempt had a connection
     * @param isRefused whether the server certainly did not process the request, because it accepts no more requests on
     *     this connection
     * @param isEndless whether more data arrived on the connection than the content of responses explains
     * @param mayBeEndlessForOthers whether that may have been the response to another call
     * @param wire the last connection of the attempt
     */
    public record Seen(
            boolean isSent,
            boolean isDeclined,
            boolean isInHandshake,
            boolean hasGoneOut,
            boolean isRefused,
            boolean isEndless,
            boolean mayBeEndlessForOthers,
            @Nullable Wire wire) {}

    /** Returns the observations until now. */
    public Seen seen() {
        Wire last = wire;
        boolean isEndless = last != null && last.isEndless();
        boolean mayBeOfOthers = last != null && last.mayBeEndlessForOthers();
        synchronized (this) {
            boolean sent = isSent();
            return new Seen(
                    sent,
                    status != 0 && !sent,
                    isInHandshake,
                    hasGoneOut,
                    isRefused,
                    sent && isEndless,
                    mayBeOfOthers,
                    last);
        }
    }

    /** Returns the current or last connection. */
    @Nullable Wire wire() {
        return wire;
    }

    /** Notes that events arrive. */
    synchronized void isHeard() {
        isHeard = true;
    }

    /** Notes that OkHttp looks for a connection: an earlier read of the body copied it and did not send it. */
    synchronized void looksForConnection() {
        isReadElsewhere = false;
    }

    /** Notes that a TLS handshake has begun or ended. */
    synchronized void handshakes(boolean now) {
        isInHandshake = now;
    }

    /** Notes that the connection was closed while idle or has unread bytes. Returns the exception to throw. */
    synchronized IOException foundStale() {
        isReadElsewhere = false;
        stale = new IOException("the connection was closed while idle");
        return stale;
    }

    /**
     * Returns whether a call failed only for this reason: no request was sent, and another call uses another
     * connection.
     */
    synchronized boolean isStale(Throwable failure) {
        return failure == stale && !isSent();
    }

    /**
     * Notes that the request is about to be sent. A user's interceptor may try that twice, also on another thread.
     */
    synchronized void goesOut(Wire wire) throws IOException {
        if (hasEnded) {
            throw new IOException("the request was not sent: the call has already ended");
        }
        if (isSent && !mayBeSentAgain) {
            throw new IOException("an interceptor tried to resend a request that is not idempotent; it was not resent");
        }
        this.wire = wire;
        isReadElsewhere = false;
        isRefused = false;
        isAnswered = false;
        wasSentBefore = isSent;
        hasGoneOut = true;
        isSent = true;
        isOut = true;
        status = 0;
    }

    /** Notes that the first bytes of a response have arrived, also of a 1xx. */
    synchronized void answerBegins() {
        isAnswered = true;
    }

    /**
     * Notes that the headers of the response have arrived.
     *
     * @param mayHaveActed whether a service that responds with this status may have acted
     */
    synchronized void answered(int status, boolean mayHaveActed) {
        isOut = false;
        this.status = status;
        if (!mayHaveActed) {
            isSent = wasSentBefore; // an interceptor may resend it, for example with another token
        }
    }

    /** Notes that no response will arrive. */
    synchronized void failed(Throwable e) {
        isOut = false;
        if (neverWritten(e) || isHeard && !isAnswered && isRefusedStream(e)) {
            isRefused = true;
            isSent = wasSentBefore;
        }
    }

    /** Ends the attempt: it sends no more requests, even if a thread of an interceptor still runs. */
    synchronized void end() {
        hasEnded = true;
    }

    private synchronized void bodyIsRead() {
        isReadElsewhere |= !isOut;
    }

    /**
     * Returns whether this is OkHttp's exception for a connection that was closed before any byte of the request was
     * written. Its type is not public.
     */
    private static boolean neverWritten(Throwable e) {
        return e.getClass().getSimpleName().equals("ConnectionShutdownException");
    }

    /**
     * Returns whether the server reset the stream with {@code REFUSED_STREAM}: it did not process the request. A write
     * failure may hide this exception. OkHttp's type is not public, so only the text identifies it.
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

    /** Sets the listener for progress. */
    void onMove(Runnable listener) {
        onMove = listener;
    }

    /** Notes progress: bytes of the request or of the response have moved. */
    void moved() {
        onMove.run();
    }

    /** Returns a request body with the content, or an empty one. OkHttp itself must not resend it. */
    public RequestBody body(@Nullable Content content) {
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
                bodyIsRead();
                for (int i = 0; i < bytes.length; i += SLICE) {
                    sink.write(bytes, i, Math.min(SLICE, bytes.length - i));
                    moved();
                }
            }
        };
    }
}
