package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;

/** Lets the tests set the clock of the emulator. */
public final class Emulators {
    private Emulators() {}

    public static CloudJobsEmulator start(Time time) {
        return CloudJobsEmulator.start(time);
    }
}
