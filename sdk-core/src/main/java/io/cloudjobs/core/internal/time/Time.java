package io.cloudjobs.core.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The only source of time, so that tests can replace it. */
public interface Time {
    /** The time of this machine. */
    Time SYSTEM = new Time() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration, CountDownLatch ended) throws InterruptedException {
            // The latch only wakes this thread. The caller checks why it opened.
            var unused = ended.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        }
    };

    /** Returns the wall-clock time, for HTTP dates and token expiry. */
    Instant now();

    /** Returns the monotonic time, for durations. */
    long nanos();

    /** Waits for {@code duration}, or until {@code ended} opens. */
    void sleep(Duration duration, CountDownLatch ended) throws InterruptedException;
}
