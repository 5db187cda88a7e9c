package io.cloudjobs.core.internal.http;

import io.cloudjobs.core.internal.secret.CoreLog;
import io.cloudjobs.core.internal.secret.Secrets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okio.AsyncTimeout;

/** Runs a task after a delay, on Okio's timeout thread. That thread serves all timeouts, so a task must not wait. */
final class Alarm extends AsyncTimeout {
    private final Runnable ring;

    /**
     * Creates an alarm that is not set.
     *
     * @param ring the task; it may {@link #set} the alarm again
     */
    Alarm(Runnable ring) {
        this.ring = ring;
    }

    /** Sets the delay, and replaces an earlier one. */
    void set(Duration after) {
        exit();
        timeout(Math.max(1, after.toNanos()), TimeUnit.NANOSECONDS);
        enter();
    }

    /** Runs the task. An exception would end that thread, and with it all timeouts of the program. */
    @Override
    protected void timedOut() {
        try {
            ring.run();
        } catch (Throwable e) { // thrown by a user's listener or socket
            CoreLog.failed("a timeout task failed", e, Secrets.NONE);
        }
    }
}
