package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** A clock that stands still. */
record FixedTime(Instant now) implements Time {
    @Override
    public long nanos() {
        return 0;
    }

    @Override
    public void sleep(Duration duration, CountDownLatch ended) {
        throw new UnsupportedOperationException();
    }
}
