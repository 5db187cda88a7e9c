package io.cloudjobs.core.internal.http;

import io.cloudjobs.core.internal.retry.Outcome;
import java.time.Duration;
import okhttp3.Connection;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a request, down to its socket. It decides whether the connection is usable for the request, and
 * whether it is closed after a failure.
 */
final class Wire implements Outcome.LostConnection {
    /**
     * After this silence a connection is checked before it sends a non-idempotent request. If the server closed it at
     * the moment of the request, the outcome would be unknown. The check takes a millisecond.
     */
    private static final Duration PAUSE = Duration.ofMillis(2);

    /** The same for idempotent requests. For them, the check only saves a retry. */
    private static final Duration LONG_PAUSE = Duration.ofSeconds(1);

    /** A connection that received a response within this time is alive. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);

    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final Connection connection;

    /**
     * Null if another factory created the socket, as OkHttp does for a SOCKS proxy: then the client can observe less.
     */
    private final @Nullable WireSocket socket;

    private final Liveness liveness;
    private volatile boolean isClosing;

    Wire(Connection connection) {
        this.connection = connection;
        this.socket = WireSocket.below(connection.socket());
        this.liveness = socket == null ? Liveness.of(connection) : socket.liveness();
    }

    /** Returns whether several calls may use the connection at the same time: HTTP/2. */
    private boolean isShared() {
        return connection.protocol() != Protocol.HTTP_1_1 && connection.protocol() != Protocol.HTTP_1_0;
    }

    /** Returns the socket if no other call uses it at the same time. */
    private @Nullable WireSocket own() {
        return isShared() ? null : socket;
    }

    /**
     * Returns whether the next request may use the connection: it seems open, and seems to have no unread bytes.
     *
     * @param isCareful whether to check even after a short silence
     */
    boolean isFit(boolean isCareful) {
        WireSocket own = own();
        if (own == null || !own.use()) {
            return true;
        }
        return !own.hasUnreadBytes() && !(own.isSilentFor(isCareful ? PAUSE : LONG_PAUSE) && own.hasEnded());
    }

    /** Returns the number of received bytes if they belong to a single request; -1 if that is unknown. */
    long received() {
        WireSocket own = own();
        return own == null ? -1 : own.received();
    }

    /** Notes that a request is about to be sent on the connection. */
    void callBegins() {
        if (socket != null) {
            socket.intake().callBegins(isShared());
        }
    }

    /** Notes that a request on the connection has failed. */
    void callFailed() {
        if (socket != null) {
            socket.intake().callEnds(false);
        }
    }

    /** Returns whether a call failed because more data arrived than the content of responses explains. */
    boolean isEndless() {
        return socket != null && socket.intake().isEndless();
    }

    /** Returns whether that data may have been the response to another call. */
    boolean mayBeEndlessForOthers() {
        return socket != null && socket.intake().mayBeOfOthers();
    }

    /**
     * Returns the response with a body that reports arriving content to the connection.
     *
     * @param maxBytes the maximum length of the uncompressed content
     */
    Response counted(Response response, long maxBytes) {
        if (response.body().contentLength() == 0) {
            response = response.newBuilder().removeHeader("Content-Encoding").build(); // there is nothing to decompress
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

    /** Notes that a response has arrived. */
    void hasAnswered() {
        liveness.answered();
    }

    @Override
    public boolean isLossPaid() {
        return isShared() && liveness.isLossPaid();
    }

    /**
     * Returns the time since a byte was sent or received; {@link #FOR_EVER} if that is unknown for a single call.
     */
    Duration stillness() {
        WireSocket own = own();
        return own == null ? FOR_EVER : own.stillness();
    }

    /**
     * Handles a response that did not arrive in time. If no other call received a response either, the connection gets
     * no more requests, and calls on it continue. Other received bytes do not count, because a peer may send PINGs
     * forever and read nothing.
     *
     * @param waited the time that the call waited for the response
     */
    void doubt(Duration waited) {
        boolean isShort = waited.compareTo(SIGN_OF_LIFE) < 0;
        if (!isShared() || !liveness.isUnansweredFor(isShort ? waited : SIGN_OF_LIFE)) {
            return; // it is alive, or it is closed with its call
        }
        if (socket == null) {
            close();
        } else {
            socket.retire();
        }
    }

    /** Closes the connection if a thread is stuck in a write, so that the calls on it return. */
    void free() {
        if (socket == null || socket.isStuck()) {
            close();
        }
    }

    /** Closes the connection, even if calls use it. Returns immediately. */
    void close() {
        if (socket != null) {
            socket.close();
        } else if (!isClosing) {
            isClosing = true;
            SocketClosing.close(connection.socket(), true);
        }
    }
}
