package io.cloudjobs.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a state that another thread reaches. */
public final class Eventually {
    /** The limit: far longer than a busy machine needs. Only a failing test waits so long. */
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private static final long PAUSE = 1_000_000;

    private Eventually() {}

    /** Returns when the state is reached, or at the limit. The next assertion then reports the problem. */
    public static void await(BooleanSupplier state) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!state.getAsBoolean() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE);
        }
    }
}
