package io.cloudjobs.core.internal.http;

import io.cloudjobs.core.internal.secret.Secrets;
import io.cloudjobs.core.internal.secret.ShownCause;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okio.AsyncTimeout;

/** Something to do after a while, on Okio's thread for timeouts. That thread serves everybody, so nothing may wait there. */
final class Alarm extends AsyncTimeout {
    static final System.Logger LOG = System.getLogger("io.cloudjobs.core");

    private final Runnable ring;

    /**
     * An alarm that is not set.
     *
     * @param ring what to do; it may {@link #set} the alarm again
     */
    Alarm(Runnable ring) {
        this.ring = ring;
    }

    /** Sets it to ring after this time, instead of any time before. */
    void set(Duration after) {
        exit();
        timeout(Math.max(1, after.toNanos()), TimeUnit.NANOSECONDS);
        enter();
    }

    /** An exception would end that thread, and with it all timeouts of the program. */
    @Override
    protected void timedOut() {
        try {
            ring.run();
        } catch (Throwable e) { // of a listener or a socket of the user's
            LOG.log(System.Logger.Level.DEBUG, "a timeout failed", ShownCause.of(e, Secrets.NONE));
        }
    }
}
