package io.cloudjobs.print;

import org.jspecify.annotations.Nullable;

/**
 * Where a task stands.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printtaskstatus">printTaskStatus</a>
 */
public interface PrintTaskStatus {
    /**
     * The state.
     *
     * @return the state, which may have no constant; {@code unknown} if a row of a list has none
     */
    PrintTaskProcessingState state();

    /**
     * The state in words, for people. Do not branch on it. They may differ from those that were sent.
     *
     * @return the words; null when absent
     */
    @Nullable String description();
}
