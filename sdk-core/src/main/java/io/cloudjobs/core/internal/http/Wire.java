package io.cloudjobs.core.internal.http;

import io.cloudjobs.core.internal.retry.Outcome;
import java.time.Duration;
import okhttp3.Connection;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The connection that a request goes out on, down to its socket: whether it is fit for that, and how it is left behind. */
final class Wire implements Outcome.LostConnection {
    /**
     * A connection that was silent for so long is looked at before it gets what must not be sent twice. A server that closed it
     * meanwhile, crossing the request, would leave it open whether the request was processed. The look takes a millisecond.
     */
    private static final Duration PAUSE = Duration.ofMillis(2);

    /** The same for what may be sent again: a look can spare it one retry. */
    private static final Duration LONG_PAUSE = Duration.ofSeconds(1);

    /** A connection on which an answer came so short a time ago is alive. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);

    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final Connection connection;

    /** Null if the socket was made by somebody else, as OkHttp does for a SOCKS proxy: then less is seen. */
    private final @Nullable WireSocket socket;

    private final Liveness liveness;
    private volatile boolean isClosing;

    Wire(Connection connection) {
        this.connection = connection;
        this.socket = WireSocket.below(connection.socket());
        this.liveness = socket == null ? Liveness.of(connection) : socket.liveness();
    }

    /** Whether others use it at the same time: HTTP/2. */
    private boolean isShared() {
        return connection.protocol() != Protocol.HTTP_1_1 && connection.protocol() != Protocol.HTTP_1_0;
    }

    /** The socket, if nobody else uses it at the same time. */
    private @Nullable WireSocket own() {
        return isShared() ? null : socket;
    }

    /**
     * Whether the next request may go out on it: as far as can be seen, it has not ended, and nothing waits on it.
     *
     * @param isCareful whether to look even after a short pause
     */
    boolean isFit(boolean isCareful) {
        WireSocket own = own();
        if (own == null || !own.use()) {
            return true;
        }
        return !own.hasUnreadBytes() && !(own.isSilentFor(isCareful ? PAUSE : LONG_PAUSE) && own.hasEnded());
    }

    /** How many bytes have come, as far as they tell of answers to one request; -1 if that is not known. */
    long received() {
        WireSocket own = own();
        return own == null ? -1 : own.received();
    }

    /** Notes that a request is about to go out on it. */
    void callBegins() {
        if (socket != null) {
            socket.intake().callBegins(isShared());
        }
    }

    /** Notes that a request on it has failed. */
    void callFailed() {
        if (socket != null) {
            socket.intake().callEnds(false);
        }
    }

    /** Whether a call failed on it because more came than the content of responses explains. */
    boolean isEndless() {
        return socket != null && socket.intake().isEndless();
    }

    /** Whether that may have been the response to another call. */
    boolean mayBeEndlessForOthers() {
        return socket != null && socket.intake().mayBeOfOthers();
    }

    /**
     * The response, whose reader makes known on it that content arrives.
     *
     * @param maxBytes how long its content may be, unpacked
     */
    Response counted(Response response, long maxBytes) {
        if (response.body().contentLength() == 0) {
            response = response.newBuilder().removeHeader("Content-Encoding").build(); // there is nothing to unpack
        }
        boolean isGzip = "gzip".equalsIgnoreCase(response.header("Content-Encoding"));
        if (socket == null && !isGzip) {
            return response;
        }
        Intake intake = socket == null ? new Intake() : socket.intake();
        return response.newBuilder()
                .body(new CountedBody(response.body(), isGzip ? maxBytes : -1, intake))
                .build();
    }

    /** Notes that an answer came. */
    void hasAnswered() {
        liveness.answered();
    }

    @Override
    public boolean isLossPaid() {
        return isShared() && liveness.isLossPaid();
    }

    /** For how long nothing has moved, as far as that tells of one request. */
    Duration stillness() {
        WireSocket own = own();
        return own == null ? FOR_EVER : own.stillness();
    }

    /**
     * No answer came in time: if none came to anybody else either, the connection gets no more requests. What is under way on it
     * goes on. That it still sends something says little: a peer may send PINGs for ever and read nothing.
     *
     * @param waited how long the answer was waited for
     */
    void doubt(Duration waited) {
        boolean isShort = waited.compareTo(SIGN_OF_LIFE) < 0;
        if (!isShared() || !liveness.isUnansweredFor(isShort ? waited : SIGN_OF_LIFE)) {
            return; // it ends with its call, or it is alive
        }
        if (socket == null) {
            close();
        } else {
            socket.retire();
        }
    }

    /** Frees a thread that does not return from it: nobody returns while one is stuck in a write. */
    void free() {
        if (socket == null || socket.isStuck()) {
            close();
        }
    }

    /** Ends it, whoever uses it. Returns at once. */
    void close() {
        if (socket != null) {
            socket.close();
        } else if (!isClosing) {
            isClosing = true;
            WireSocket.close(connection.socket(), true);
        }
    }
}
