package io.cloudjobs.print.worker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of all workers that share a database and a task definition: see {@link PrintTaskWorker#status()}.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 */
public interface PrintTaskWorkerStatus {
    /**
     * Returns the number of entries in a state.
     *
     * @param state the state
     * @return the number of entries
     */
    int count(PrintTaskEntry.State state);

    /**
     * Returns the number of entries that a worker works on at this time.
     *
     * @return the number of entries. {@link #count} counts them, too
     */
    int running();

    /**
     * Returns when the entry that has waited longest for a thread became due.
     *
     * @return the time; null if no entry is late
     */
    @Nullable Instant oldestDueAt();

    /**
     * Returns when the list of tasks was last read completely.
     *
     * @return the time; null if it was not read yet
     */
    @Nullable Instant lastPollAt();

    /**
     * Returns when the subscription ends.
     *
     * @return the time; null if there is no subscription
     */
    @Nullable Instant subscribedUntil();
}
