package io.cloudjobs.testkit;

import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Forwards to another clock. A test overrides what it changes. */
public abstract class ForwardingTime implements Time {
    private final Time time;

    /** Forwards to {@code time}. */
    protected ForwardingTime(Time time) {
        this.time = time;
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public long nanos() {
        return time.nanos();
    }

    @Override
    public void sleep(Duration duration, CountDownLatch ended) throws InterruptedException {
        time.sleep(duration, ended);
    }
}
