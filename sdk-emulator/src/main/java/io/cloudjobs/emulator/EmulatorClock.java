package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The clock of all services of {@link CloudJobsEmulator}. It follows the clock of this machine until it is advanced or frozen.
 * Safe for use by many threads.
 */
public final class EmulatorClock {
    /** After it, the times that the services add to the current time would need five digits for the year. */
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    /** The longest wait, because the clock of this machine can be set. */
    private static final long LONGEST_WAIT = 1000;

    private final Time source;
    private Duration ahead = Duration.ZERO;
    private long resets;
    private @Nullable Instant frozen;

    EmulatorClock(Time source) {
        this.source = source;
    }

    /** Returns the time of the services. */
    Time time() {
        return this::now;
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
     * Moves the clock forward, frozen or not. All that is due by then happens: jobs go on, subscriptions expire, delayed
     * responses are sent.
     *
     * @param duration how far, zero or longer
     * @throws IllegalArgumentException if {@code duration} is negative, or leads to the year 9999 or later
     */
    public synchronized void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration must not be negative, but is " + duration);
        }
        Instant now = now();
        if (duration.compareTo(Duration.between(now, LAST)) > 0) {
            throw new IllegalArgumentException("duration must not lead to the year 9999 or later, but is " + duration
                    + ", and the clock is at " + now + ": call reset() to set it back");
        }
        ahead = ahead.plus(duration);
        frozen = frozen == null ? null : frozen.plus(duration);
        notifyAll();
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
            notifyAll();
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

    /** Follows the clock of this machine again. Ends all waits. */
    void reset() {
        restore(null, Duration.ZERO);
    }

    /** Returns how often the clock was reset or set, for {@link #await}. */
    synchronized long resets() {
        return resets;
    }

    /** Waits until some time has passed since a start, or until the clock is set after the given resets. */
    synchronized void await(Instant start, Duration duration, long resetsBefore) throws InterruptedException {
        Instant end = duration.compareTo(Duration.between(start, LAST)) > 0 ? LAST : start.plus(duration);
        for (Instant now = now(); now.isBefore(end) && resets == resetsBefore; now = now()) {
            long millis = frozen == null ? Duration.between(now, end).toMillis() + 1 : LONGEST_WAIT;
            wait(Math.min(millis, LONGEST_WAIT));
        }
    }

    /** Returns how far the clock is ahead of the clock of this machine. */
    synchronized Duration ahead() {
        return frozen == null ? ahead : Duration.between(source.now(), frozen);
    }

    /** Sets the clock: frozen at a time, or ahead of the clock of this machine. Ends all waits, whose ends can be years away. */
    synchronized void restore(@Nullable Instant stopped, Duration before) {
        frozen = stopped;
        ahead = before;
        resets++;
        notifyAll();
    }

    /** Returns whether the clock can be set so far ahead. Before the year 1, a time needs a sign. */
    boolean isPossible(Duration before) {
        try {
            Instant time = source.now().plus(before);
            return time.isBefore(LAST) && time.isAfter(Instant.parse("0001-01-01T00:00:00Z"));
        } catch (DateTimeException | ArithmeticException e) {
            return false;
        }
    }

    /** Returns how far the clock of this machine would be behind at this time. */
    Duration ahead(Instant time) {
        return Duration.between(source.now(), time);
    }
}
