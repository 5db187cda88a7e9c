package io.cloudjobs.core.internal;

import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The deadline of an operation, whose timeout starts now, and the messages for a missed deadline. */
final class Deadline {
    private final Time time;
    private final Duration timeout;
    private final long started;
    private @Nullable Duration lateToken;

    Deadline(Time time, Duration timeout) {
        this.time = time;
        this.timeout = timeout;
        this.started = time.nanos();
    }

    Duration elapsed() {
        return Duration.ofNanos(time.nanos() - started);
    }

    Duration remaining() {
        return timeout.minus(elapsed());
    }

    boolean isOver() {
        Duration remaining = remaining();
        return remaining.isNegative() || remaining.isZero();
    }

    /** Records the time that the provider took for a token that came after the deadline. */
    void tokenCameLate(Duration took) {
        lateToken = took;
    }

    /** Returns whether a token came after the deadline. */
    boolean hasLateToken() {
        return lateToken != null;
    }

    /**
     * Returns the problem of a wait that exceeds the remaining time.
     *
     * @param clients the client's timeout, which the message names if it is the limit: a composite call has its own
     */
    String problem(Duration wait, Duration clients) {
        String limit = timeout.equals(clients) ? "the client's timeout" : "the timeout";
        return "the service requests a wait of " + wait + ", longer than the rest of " + limit + " of " + timeout
                + ": raise " + limit + "(...), or call again after the wait";
    }

    /** Returns the problem of a missed deadline. */
    String problem() {
        if (timeout.isZero() || timeout.isNegative()) {
            return "the timeout of the operation has expired: raise timeout(...)"; // of a composite call
        }
        String over = "the timeout of " + timeout + " has expired";
        return lateToken == null
                ? over + ": raise timeout(...)"
                : over + ": the token provider took " + lateToken
                        + ", and the client cannot interrupt it; implement token(Duration), or raise timeout(...)";
    }
}
