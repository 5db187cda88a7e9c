package io.cloudjobs.core.internal.http;

import io.cloudjobs.core.internal.secret.Secrets;
import io.cloudjobs.core.internal.secret.ShownCause;
import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * Ends an attempt when its time is over. A cancelled call normally returns at once. One that does not is stuck in a write, or in
 * the queue of those who want to write: then the connection is closed below it. Okio's thread for timeouts does the work, so
 * nothing here may wait or throw.
 */
public final class Watch {
    /** How often a call that was cancelled and has not returned is looked at. */
    private static final Duration GRACE = Duration.ofMillis(300);

    /** What is longer cannot be told from this. */
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

    /** Why there was no time left. */
    public enum Reason {
        /** The attempt has used up its time. */
        LIMIT,
        /** Nothing has moved for too long. */
        STALL
    }

    /**
     * A watch that begins to run.
     *
     * @param limit the time of the attempt
     * @param stall the time in which something must move; null for no such limit
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

    /** The call that is made now; when it is too late for it, it fails at once. */
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
     * Ends the attempt before its time is over.
     *
     * @param isAlone whether nobody else needs its connection
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

    /** The call has returned. Says why it was too late for it, if it was. */
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
            // Something may have moved where only the socket sees it. Until there is one, the time for connecting
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
        } catch (Throwable e) { // of an event listener of the user's
            Alarm.LOG.log(System.Logger.Level.DEBUG, "an event listener failed", ShownCause.of(e, Secrets.NONE));
        }
    }

    private void lookAgain() {
        alarm.clearDeadline();
        alarm.set(GRACE);
    }
}
