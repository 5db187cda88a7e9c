package io.cloudjobs.core.internal;

import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time that an operation has, from now on, and what to say when it is over. */
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

    /** Notes how long the provider took for a token that came when the time was over. */
    void tokenCameLate(Duration took) {
        lateToken = took;
    }

    /** Whether a token came when the time was over. */
    boolean hasLateToken() {
        return lateToken != null;
    }

    /** What is wrong when a wait does not fit. */
    String problem(Duration wait) {
        return "the service asks to wait " + wait + ", longer than what is left of the timeout of " + timeout
                + ": raise timeout(...), or call again after the wait";
    }

    /** What is wrong when it is over. */
    String problem() {
        if (timeout.isZero() || timeout.isNegative()) {
            return "the timeout of the whole operation is over"; // a composite call has used it
        }
        String over = "the timeout of " + timeout + " is over";
        return lateToken == null
                ? over
                : over + ": the token provider took " + lateToken
                        + ", and the client cannot interrupt it; limit its requests to what token(Duration) is given, or raise"
                        + " the client's timeout";
    }
}
