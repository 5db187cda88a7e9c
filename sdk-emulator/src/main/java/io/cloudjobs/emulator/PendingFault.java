package io.cloudjobs.emulator;

import org.jspecify.annotations.Nullable;

/**
 * A fault that waits for requests: an element of {@link CloudJobsEmulator#faults}. Later versions can add members, so
 * applications cannot implement this interface.
 */
public sealed interface PendingFault permits FaultQueue.Pending {
    /**
     * Returns the id of the fault, for {@link CloudJobsEmulator#removeFault}.
     *
     * @return the id
     */
    long id();

    /**
     * Returns the fault, and the requests that it applies to.
     *
     * @return the rule
     */
    FaultRule rule();

    /**
     * Returns how many requests still fail.
     *
     * @return the number, or null if it is not limited
     */
    @Nullable Integer requestsLeft();
}
