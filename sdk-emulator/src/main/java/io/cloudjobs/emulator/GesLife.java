package io.cloudjobs.emulator;

import java.time.Duration;

/** The time that a submitted job is pending, and the time that it is running after that. */
record GesLife(Duration pending, Duration running) {
    /** Long enough for a program to see both states, too short to slow a test down. */
    static final GesLife SHORT = new GesLife(Duration.ofMillis(100), Duration.ofMillis(200));

    GesLife {
        check("pending", pending);
        check("running", running);
    }

    static void check(String name, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + duration);
        }
    }
}
