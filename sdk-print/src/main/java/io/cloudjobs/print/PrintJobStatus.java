package io.cloudjobs.print;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a job stands.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printjobstatus">printJobStatus</a>
 */
public interface PrintJobStatus {
    /**
     * The state.
     *
     * @return the state, which may have no constant; {@link PrintJobProcessingState#UNKNOWN} if a row of a list has none
     */
    PrintJobProcessingState state();

    /**
     * The details of the state.
     *
     * @return an unmodifiable list, often empty
     */
    List<PrintJobStateDetail> details();

    /**
     * The state in words, for people. Do not branch on it.
     *
     * @return the words; null when absent
     */
    @Nullable String description();

    /**
     * Whether the printer has acknowledged the job.
     *
     * @return true when it has; false otherwise, and when absent
     */
    boolean isAcquiredByPrinter();
}
