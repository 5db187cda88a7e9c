package io.cloudjobs.core.internal;

import java.io.IOException;
import java.time.Duration;
import okhttp3.Connection;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** The connection that a request goes out on, down to its socket: whether it is fit for that, and how it is left behind. */
final class Wire {
    /**
     * A connection that was silent for so long is looked at before it gets what must not be sent twice. A server that closed it
     * meanwhile, crossing the request, would leave it open whether the request was processed. The look takes a millisecond.
     */
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** The same for what may be sent again: all that a look can spare it is one retry. */
    private static final Duration LONG_PAUSE = Duration.ofSeconds(1);

    /** A connection on which an answer came so short a time ago is alive. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);

    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final Connection connection;

    /** Null if the socket was made by somebody else, as OkHttp does for a SOCKS proxy: then less is seen. */
    private final @Nullable WireSocket socket;

    private volatile boolean isClosing;

    Wire(Connection connection) {
        this.connection = connection;
        this.socket = WireSocket.below(connection.socket());
    }

    /** Whether others use it at the same time: HTTP/2. */
    private boolean isShared() {
        return connection.protocol() != Protocol.HTTP_1_1 && connection.protocol() != Protocol.HTTP_1_0;
    }

    /** The socket, if nobody else uses it at the same time. */
    private @Nullable WireSocket own() {
        return isShared() ? null : socket;
    }

    /** Whether the next request may go out on it: as far as can be seen, it has not ended, and nothing waits on it. */
    boolean isFit(boolean mayBeSentAgain) {
        WireSocket own = own();
        if (own == null || !own.use()) {
            return true;
        }
        return !own.hasUnreadBytes() && !(own.isSilentFor(mayBeSentAgain ? LONG_PAUSE : PAUSE) && own.hasEnded());
    }

    /** How many bytes have come, as far as they tell of answers to one request; -1 if that is not known. */
    long received() {
        WireSocket own = own();
        return own == null ? -1 : own.received();
    }

    /** Notes that an answer came. */
    void hasAnswered() {
        if (socket != null) {
            socket.hasAnswered();
        }
    }

    /** For how long nothing has moved, as far as that tells of one request. */
    Duration stillness() {
        WireSocket own = own();
        return own == null ? FOR_EVER : own.stillness();
    }

    /**
     * No answer came in time: if none came to anybody else either, the connection gets no more requests. What is under way on it
     * goes on. That it still sends something says little: a peer may send PINGs for ever and read nothing.
     */
    void doubt() {
        if (!isShared()) {
            return; // it ends with its call
        }
        if (socket == null) {
            close();
        } else if (socket.isUnansweredFor(SIGN_OF_LIFE)) {
            socket.retire();
        }
    }

    /**
     * Frees a thread that does not return from it.
     *
     * @param isCertain whether that thread surely is in the connection, or in the queue of those who want to write
     */
    void free(boolean isCertain) {
        if (isCertain || socket == null || socket.isStuck()) {
            close();
        }
    }

    /** Ends it, whoever uses it. Returns at once. */
    void close() {
        if (socket != null) {
            socket.closeQuietly();
            return;
        }
        if (isClosing) {
            return;
        }
        isClosing = true;
        // A socket that is not ours may wait for the thread that is stuck in it: so another thread closes it.
        Thread closer = new Thread(this::closeWithoutFarewell, "CloudJobs closes a connection");
        closer.setDaemon(true);
        closer.start();
    }

    private void closeWithoutFarewell() {
        try {
            connection.socket().setSoLinger(true, 0);
            connection.socket().close();
        } catch (IOException e) {
            // It has done what it can.
        }
    }
}
