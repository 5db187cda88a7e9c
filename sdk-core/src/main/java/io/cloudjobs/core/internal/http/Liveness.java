package io.cloudjobs.core.internal.http;

import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import okhttp3.Connection;

/** Whether a connection is alive, as far as the answers on it tell. */
final class Liveness {
    /** Of connections whose sockets others have made. */
    private static final Map<Connection, Liveness> OF_OTHERS = Collections.synchronizedMap(new WeakHashMap<>());

    private volatile long answeredAt = Time.SYSTEM.nanos();
    private volatile boolean hasAnswered;
    private volatile boolean isLossPaid;

    static Liveness of(Connection connection) {
        return OF_OTHERS.computeIfAbsent(connection, added -> new Liveness());
    }

    /** Notes that an answer came, to whatever request. */
    void answered() {
        answeredAt = Time.SYSTEM.nanos();
        hasAnswered = true;
        isLossPaid = false;
    }

    /** Whether no answer has come for so long. Anything else that comes does not count. */
    boolean isUnansweredFor(Duration duration) {
        return Time.SYSTEM.nanos() - answeredAt >= duration.toNanos();
    }

    /**
     * Whether another call has paid for the loss of this connection. A connection that was alive can take many calls with it, and
     * that is one failure. One that never answered says that the service is down.
     */
    synchronized boolean isLossPaid() {
        boolean was = isLossPaid;
        isLossPaid = hasAnswered;
        return was;
    }
}
