package io.cloudjobs.core.internal.time;

import io.cloudjobs.core.Cancellation;

/** Counts the calls that a cancellation still knows. */
public final class Registrations {
    private Registrations() {}

    /** Returns the number of calls. */
    public static int of(Cancellation cancellation) {
        return ((Signal) cancellation).actions.size();
    }
}
