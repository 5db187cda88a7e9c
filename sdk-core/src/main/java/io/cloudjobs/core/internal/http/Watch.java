package io.cloudjobs.core.internal.http;

import io.cloudjobs.core.internal.secret.CoreLog;
import io.cloudjobs.core.internal.secret.Secrets;
import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * Ends an attempt at its timeout. A cancelled call normally returns immediately. Otherwise it is stuck in a write or
 * waits for one, and the watch closes the connection. The code runs on Okio's timeout thread, so it must not wait or
 * throw.
 */
public final class Watch {
    /** The interval of checks on a cancelled call that has not returned. */
    private static final Duration GRACE = Duration.ofMillis(100);

    /** The longest timeout. Longer ones make no difference. */
    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    private final Alarm alarm = new Alarm(this::ring);
    private final Attempt attempt;
    private final Duration limit;
    private final Duration stall;
    private final long end;
    private @Nullable Call call;
    private boolean cancelled;
    private boolean ended;
    private @Nullable Reason reason;

    /** The limit that was exceeded. */
    public enum Reason {
        /** The timeout of the attempt. */
        LIMIT,
        /** The longest time without progress. */
        STALL
    }

    /**
     * Creates a watch and starts it.
     *
     * @param limit the timeout of the attempt
     * @param stall the longest time without any progress; null for no limit
     */
    Watch(Attempt attempt, Duration limit, @Nullable Duration stall) {
        this.attempt = attempt;
        this.limit = limit.compareTo(FOR_EVER) < 0 ? limit : FOR_EVER;
        long nanos = Math.max(1, this.limit.toNanos());
        this.end = Time.SYSTEM.nanos() + nanos;
        this.stall = stall == null ? FOR_EVER : stall;
        attempt.hasTime(nanos);
        alarm.deadlineNanoTime(end);
        if (stall == null) {
            alarm.enter();
        } else {
            attempt.onMove(this::moved);
            alarm.set(stall);
        }
    }

    /** Sets the call to watch. If the time is already over, cancels it. */
    synchronized void watch(Call call) {
        this.call = call;
        if (cancelled) {
            call.cancel();
        }
    }

    private synchronized void moved() {
        if (!cancelled && !ended) {
            alarm.set(stall);
        }
    }

    /**
     * Cancels the attempt before its timeout.
     *
     * @param isAlone whether no other user needs its connection
     */
    synchronized void cancelNow(boolean isAlone) {
        if (!cancelled && !ended) {
            cancelAndLookAgain();
            Wire wire = attempt.wire();
            if (isAlone && wire != null) {
                wire.close();
            }
        }
    }

    /** Ends the watch after the call has returned. Returns the exceeded limit, or null if there is none. */
    synchronized @Nullable Reason end() {
        if (!ended) {
            ended = true;
            alarm.exit();
        }
        return reason;
    }

    private boolean isOver() {
        return Time.SYSTEM.nanos() - end >= 0;
    }

    private synchronized void ring() {
        if (ended) {
            return;
        }
        Wire wire = attempt.wire();
        if (cancelled) {
            if (wire != null) {
                wire.free();
            }
            lookAgain();
        } else if (isOver()) {
            over(Reason.LIMIT);
            cancelAndLookAgain();
        } else {
            // Only the socket sees all progress. Without a socket, the call is still connecting, and that time
            // counts.
            Duration left = wire == null ? stall : stall.minus(wire.stillness());
            if (left.isNegative() || left.isZero()) {
                over(Reason.STALL);
                cancelAndLookAgain();
            } else {
                alarm.set(left);
            }
        }
    }

    private void over(Reason why) {
        reason = why;
        Wire wire = attempt.wire();
        if (wire != null) {
            wire.doubt(why == Reason.STALL ? stall : limit);
        }
    }

    private void cancelAndLookAgain() {
        cancelled = true;
        lookAgain();
        try {
            if (call != null) {
                call.cancel();
            }
        } catch (Throwable e) { // thrown by a user's event listener
            CoreLog.failed("an event listener failed", e, Secrets.NONE);
        }
    }

    private void lookAgain() {
        alarm.clearDeadline();
        alarm.set(GRACE);
    }
}
