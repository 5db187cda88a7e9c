package io.cloudjobs.testkit;

import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until a test or a wait moves it. Waits take no real time and are recorded. */
public final class ManualTime implements Time {
    private final Instant start;
    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> sleeps = new CopyOnWriteArrayList<>();

    /** Starts at a fixed time. */
    public ManualTime() {
        this(Instant.parse("2026-11-22T12:00:00Z"));
    }

    /** Starts at {@code start}. */
    public ManualTime(Instant start) {
        this.start = start;
    }

    /** Moves the clock forward. */
    public void advance(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    /** Returns the waits so far. */
    public List<Duration> sleeps() {
        return sleeps;
    }

    @Override
    public Instant now() {
        return start.plusNanos(nanos.get());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public void sleep(Duration duration, CountDownLatch ended) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        sleeps.add(duration);
        advance(duration);
    }
}
