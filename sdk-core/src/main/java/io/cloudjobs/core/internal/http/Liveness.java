package io.cloudjobs.core.internal.http;

import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import okhttp3.Connection;

/** Tracks whether a connection is alive, by the responses on it. */
final class Liveness {
    /** The entries of connections whose sockets other factories created. */
    private static final Map<Connection, Liveness> OF_OTHERS = Collections.synchronizedMap(new WeakHashMap<>());

    private volatile long answeredAt = Time.SYSTEM.nanos();
    private volatile boolean hasAnswered;
    private volatile boolean isLossPaid;

    static Liveness of(Connection connection) {
        return OF_OTHERS.computeIfAbsent(connection, added -> new Liveness());
    }

    /** Notes that a response to any request has arrived. */
    void answered() {
        answeredAt = Time.SYSTEM.nanos();
        hasAnswered = true;
        isLossPaid = false;
    }

    /** Returns whether no response has arrived for this long. Other received bytes do not count. */
    boolean isUnansweredFor(Duration duration) {
        return Time.SYSTEM.nanos() - answeredAt >= duration.toNanos();
    }

    /**
     * Returns whether another call has already paid for the loss of this connection from the retry budget. The loss of
     * a working connection may affect many calls, but counts as one failure. A connection without any response shows
     * that the service is down.
     */
    synchronized boolean isLossPaid() {
        boolean was = isLossPaid;
        isLossPaid = hasAnswered;
        return was;
    }
}
