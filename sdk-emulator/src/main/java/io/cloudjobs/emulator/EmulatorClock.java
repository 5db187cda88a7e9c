package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The clock of all services of {@link CloudJobsEmulator}. It follows the clock of this machine until it is advanced or frozen.
 * Safe for use by many threads.
 */
public final class EmulatorClock {
    private final Time source;
    private final Time time = new Time() {
        @Override
        public Instant now() {
            return EmulatorClock.this.now();
        }

        @Override
        public long nanos() {
            return source.nanos();
        }

        @Override
        public void sleep(Duration duration, CountDownLatch ended) throws InterruptedException {
            source.sleep(duration, ended);
        }
    };
    private Duration ahead = Duration.ZERO;
    private @Nullable Instant frozen;

    EmulatorClock(Time source) {
        this.source = source;
    }

    /** Returns the time of the services. */
    Time time() {
        return time;
    }

    /**
     * Returns the current time of the services.
     *
     * @return the current time
     */
    public synchronized Instant now() {
        return frozen == null ? source.now().plus(ahead) : frozen;
    }

    /**
     * Moves the clock forward, frozen or not. All that is due by then happens: jobs go on, subscriptions expire.
     *
     * @param duration how far, zero or longer
     * @throws IllegalArgumentException if {@code duration} is negative
     */
    public synchronized void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration must not be negative, but is " + duration);
        }
        ahead = ahead.plus(duration);
        frozen = frozen == null ? null : frozen.plus(duration);
    }

    /** Stops the clock at its current time, until {@link #unfreeze()}. A frozen clock stays frozen. */
    public synchronized void freeze() {
        frozen = now();
    }

    /** Lets a frozen clock go on from the time at which it stands. */
    public synchronized void unfreeze() {
        if (frozen != null) {
            ahead = Duration.between(source.now(), frozen);
            frozen = null;
        }
    }

    /**
     * Returns whether the clock is frozen.
     *
     * @return whether the clock stands still
     */
    public synchronized boolean isFrozen() {
        return frozen != null;
    }

    /** Follows the clock of this machine again. */
    synchronized void reset() {
        ahead = Duration.ZERO;
        frozen = null;
    }

    /** Returns how far the clock is ahead of the clock of this machine. */
    synchronized Duration ahead() {
        return frozen == null ? ahead : Duration.between(source.now(), frozen);
    }

    /** Sets the clock: frozen at a time, or ahead of the clock of this machine. */
    synchronized void restore(@Nullable Instant stopped, Duration before) {
        frozen = stopped;
        ahead = before;
    }
}
