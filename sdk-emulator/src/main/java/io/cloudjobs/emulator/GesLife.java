package io.cloudjobs.emulator;

import java.time.Duration;

/** How long a job that was submitted by a request is pending, then running. */
record GesLife(Duration pending, Duration running) {
    /** Long enough to be seen, too short to be waited for. */
    static final GesLife SHORT = new GesLife(Duration.ofMillis(100), Duration.ofMillis(200));

    GesLife {
        check(pending);
        check(running);
    }

    static void check(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a duration is negative: " + duration);
        }
    }
}
