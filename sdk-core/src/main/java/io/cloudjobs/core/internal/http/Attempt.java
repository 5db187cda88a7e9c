package io.cloudjobs.core.internal.http;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one attempt: on which connection it is, and whether the service may have acted on its request. That is observed
 * where requests go out ({@link WireInterceptor}), whatever an interceptor of the user has made of ours, and not concluded from
 * the type of an exception. A request counts as sent from the moment in which it is about to go out on a connection, unless it
 * turns out that it did not, or that the service refused it.
 */
public final class Attempt {
    /** What is written at a time is copied first: so much of a body is in memory twice. */
    private static final int SLICE = 16 * 1024;

    private static final byte[] NOTHING = {};

    private final boolean mayBeSentAgain;
    private final boolean isRetry;
    private volatile Runnable onMove = () -> {};

    private volatile long nanos;
    private volatile long maxResponseBytes = Long.MAX_VALUE;
    private volatile @Nullable Wire wire;

    /** What says that the connection had ended while it was idle. */
    private @Nullable IOException stale;

    /** Whether the events of its calls are heard: a {@code callFactory} may listen in our place. */
    private boolean isHeard;

    /** Whether the body has been read, and not to send it on a connection that OkHttp found for it. */
    private boolean isReadElsewhere;

    /** Whether the request is out, and there is no answer. */
    private boolean isOut;

    private boolean isInHandshake;
    private boolean hasGoneOut;
    private boolean isSent;
    private boolean wasSentBefore;
    private boolean isAnswered;
    private boolean isRefused;
    private boolean hasEnded;

    /** The status of the last answer that came, 0 if none did. */
    private int status;

    /**
     * An attempt of which nothing is known.
     *
     * @param mayBeSentAgain whether its request may arrive twice
     * @param isRetry whether an attempt before it failed
     */
    public Attempt(boolean mayBeSentAgain, boolean isRetry) {
        this.mayBeSentAgain = mayBeSentAgain;
        this.isRetry = isRetry;
    }

    /** Whether a connection is looked at carefully before it gets the request: another failure would cost too much. */
    boolean isCareful() {
        return !mayBeSentAgain || isRetry;
    }

    /** Sets how much time it has, in nanoseconds. */
    void hasTime(long nanos) {
        this.nanos = nanos;
    }

    /** How much time it has, in nanoseconds. */
    long nanos() {
        return nanos;
    }

    /** Sets how long its response may be. */
    public void mayReceive(long maxResponseBytes) {
        this.maxResponseBytes = maxResponseBytes;
    }

    /** How long its response may be. */
    long maxResponseBytes() {
        return maxResponseBytes;
    }

    /**
     * Whether the service may have acted on the request. An interceptor that read its body, and then let OkHttp not even look for
     * a connection, may have sent it with a client of its own.
     */
    synchronized boolean isSent() {
        return isSent || isReadElsewhere;
    }

    /**
     * The same, when an answer has this status. It need not be the service's: an interceptor may have made one in place of a failure,
     * or of another answer.
     */
    public synchronized boolean isSent(int answered) {
        return hasGoneOut && (answered == status ? wasSentBefore : isSent());
    }

    /**
     * What was seen of it, as it is now.
     *
     * @param isSent whether the service may have acted on the request
     * @param isDeclined whether the service answered that it did nothing; what failed then failed above the connection
     * @param isInHandshake whether a TLS handshake has begun and not come to its end
     * @param hasGoneOut whether a connection has been had for it
     * @param isRefused whether the server surely did not look at the request, because it does no more of them on this connection
     * @param isEndless whether more came on the connection than the content of responses explains
     * @param mayBeEndlessForOthers whether that may have been the response to another call
     * @param wire the connection that it was on last
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

    /** What was seen of it until now. */
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

    /** The connection that it is on, or was on last. */
    @Nullable Wire wire() {
        return wire;
    }

    /** There are events. */
    synchronized void isHeard() {
        isHeard = true;
    }

    /** OkHttp looks for a connection, so what was read before was not sent, but copied. */
    synchronized void looksForConnection() {
        isReadElsewhere = false;
    }

    /** A TLS handshake begins, or has come to its end. */
    synchronized void handshakes(boolean now) {
        isInHandshake = now;
    }

    /** The connection that it got has ended while it was idle, or has something on it that nobody asked for. */
    synchronized IOException foundStale() {
        isReadElsewhere = false;
        stale = new IOException("the connection has ended while it was idle");
        return stale;
    }

    /** Whether a call failed for that alone: nothing was sent, and another call takes another connection. */
    synchronized boolean isStale(Throwable failure) {
        return failure == stale && !isSent();
    }

    /** The request is about to go out. An interceptor of the user's may try that twice, and on a thread of its own. */
    synchronized void goesOut(Wire wire) throws IOException {
        if (hasEnded) {
            throw new IOException("the call has ended; the request was not sent after that");
        }
        if (isSent && !mayBeSentAgain) {
            throw new IOException("an interceptor tried to send the request again; it was not sent a second time");
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

    /** The first bytes of an answer have come; a 1xx is an answer, too. */
    synchronized void answerBegins() {
        isAnswered = true;
    }

    /**
     * The answer has come, as far as its headers.
     *
     * @param mayHaveActed whether a service that answers like this may have acted
     */
    synchronized void answered(int status, boolean mayHaveActed) {
        isOut = false;
        this.status = status;
        if (!mayHaveActed) {
            isSent = wasSentBefore; // an interceptor may send it again, with another token for example
        }
    }

    /** There will be no answer. */
    synchronized void failed(Throwable e) {
        isOut = false;
        if (neverWritten(e) || isHeard && !isAnswered && isRefusedStream(e)) {
            isRefused = true;
            isSent = wasSentBefore;
        }
    }

    /** It is over: nothing more goes out, whatever thread an interceptor has left behind. */
    synchronized void end() {
        hasEnded = true;
    }

    private synchronized void bodyIsRead() {
        isReadElsewhere |= !isOut;
    }

    /** OkHttp's own word for a connection that was ended before anything of the request was written; not a public type. */
    private static boolean neverWritten(Throwable e) {
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
