package io.cloudjobs.core.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okio.AsyncTimeout;

/** Something to do after a while, on Okio's thread for timeouts. That thread serves everybody, so nothing may wait there. */
abstract class Alarm extends AsyncTimeout {
    static final System.Logger LOG = System.getLogger("io.cloudjobs.core");

    /** What to do. It may be {@link #set} again. */
    abstract void ring();

    /** Sets it to ring after this time, instead of any time before. */
    final void set(Duration after) {
        exit();
        timeout(Math.max(1, after.toNanos()), TimeUnit.NANOSECONDS);
        enter();
    }

    /** An exception would end that thread, and with it all timeouts of the program. */
    @Override
    protected final void timedOut() {
        try {
            ring();
        } catch (Throwable e) { // of a listener or a socket of the user's
            LOG.log(System.Logger.Level.DEBUG, "a timeout failed", ShownCause.of(e, Secrets.NONE));
        }
    }
}
