package io.cloudjobs.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does. */
public final class Eventually {
    /** Far longer than a busy machine needs. Only a test that fails waits so long. */
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private static final long PAUSE = 1_000_000;

    private Eventually() {}

    /** Returns when the state is reached, or at the limit: the assertion after it says what is wrong. */
    public static void await(BooleanSupplier state) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!state.getAsBoolean() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE);
        }
    }
}
