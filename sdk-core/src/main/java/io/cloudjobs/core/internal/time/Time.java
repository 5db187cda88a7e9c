package io.cloudjobs.core.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The one place where time comes from, so that tests own it. */
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
            // The latch is asked for its effect of waking us; why it opened is for the caller to see.
            var unused = ended.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        }
    };

    /** The wall clock, for HTTP dates and token expiry. */
    Instant now();

    /** The monotonic clock, for durations. */
    long nanos();

    /** Waits for {@code duration}, or until {@code ended} opens. */
    void sleep(Duration duration, CountDownLatch ended) throws InterruptedException;
}
