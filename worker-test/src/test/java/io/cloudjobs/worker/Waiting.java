package io.cloudjobs.worker;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a state that other processes reach. */
final class Waiting {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Waiting() {}

    /** Returns whether the state was reached before the limit. */
    static boolean until(Duration limit, BooleanSupplier state) {
        long end = System.nanoTime() + limit.toNanos();
        while (!state.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            pause(PAUSE);
        }
        return true;
    }

    static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
