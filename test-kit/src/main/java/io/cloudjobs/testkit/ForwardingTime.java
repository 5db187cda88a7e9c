package io.cloudjobs.testkit;

import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Forwards to another clock. Tests override single methods. */
public abstract class ForwardingTime implements Time {
    private final Time time;

    /** Creates a clock that forwards to {@code time}. */
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
