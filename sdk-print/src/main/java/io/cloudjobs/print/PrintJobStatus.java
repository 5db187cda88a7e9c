package io.cloudjobs.print;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status of a job.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printjobstatus">printJobStatus</a>
 */
public interface PrintJobStatus {
    /**
     * Returns the processing state.
     *
     * @return the state, which may have no constant; {@link PrintJobProcessingState#UNKNOWN} if a row of a list has
     *     none
     */
    PrintJobProcessingState state();

    /**
     * Returns the details of the state.
     *
     * @return an unmodifiable list, often empty
     */
    List<PrintJobStateDetail> details();

    /**
     * Returns a description of the state for people. Do not branch on it.
     *
     * @return the description; null when absent
     */
    @Nullable String description();

    /**
     * Returns whether the printer has acknowledged the job.
     *
     * @return true if it has; false otherwise, and when absent
     */
    boolean isAcquiredByPrinter();
}
