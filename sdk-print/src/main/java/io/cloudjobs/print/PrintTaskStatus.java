package io.cloudjobs.print;

import org.jspecify.annotations.Nullable;

/**
 * The status of a task.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printtaskstatus">printTaskStatus</a>
 */
public interface PrintTaskStatus {
    /**
     * Returns the processing state.
     *
     * @return the state, which may have no constant; {@code unknown} if a row of a list has none
     */
    PrintTaskProcessingState state();

    /**
     * Returns a description of the state for people. Do not branch on it. It may differ from the description that was
     * sent.
     *
     * @return the description; null when absent
     */
    @Nullable String description();
}
