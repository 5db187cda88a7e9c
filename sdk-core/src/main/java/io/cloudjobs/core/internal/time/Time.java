package io.cloudjobs.core.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The only source of time, so that tests can replace it. By default it is the time of this machine. */
public interface Time {
    /** The time of this machine. */
    Time SYSTEM = Instant::now;

    /** Returns the wall-clock time, for HTTP dates and token expiry. */
    Instant now();

    /** Returns the monotonic time, for durations. */
    default long nanos() {
        return System.nanoTime();
    }

    /** Waits for {@code duration}, or until {@code ended} opens. */
    default void sleep(Duration duration, CountDownLatch ended) throws InterruptedException {
        // The latch only wakes this thread. The caller checks why it opened.
        var unused = ended.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }
}
