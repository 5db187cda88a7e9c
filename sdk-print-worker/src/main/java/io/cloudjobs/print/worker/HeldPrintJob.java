package io.cloudjobs.print.worker;

import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintTask;

/**
 * A held job, as a {@link PrintTaskHandler} gets it.
 *
 * <p>Not for implementation by users: accessors are added in minor releases. For your tests, use {@link #of}.
 */
public interface HeldPrintJob {
    /**
     * Returns the id of the printer that the job was sent to.
     *
     * @return the id of the printer
     */
    String printerId();

    /**
     * Returns the job, with its documents.
     *
     * @return the job
     */
    PrintJob job();

    /**
     * Returns the task that holds the job.
     *
     * @return the task
     */
    PrintTask task();

    /**
     * Returns the number of this attempt: 1, and one more after each failed attempt. A {@linkplain Decision#hold hold}
     * starts again with 1.
     *
     * @return the number of the attempt
     */
    int attempt();

    /**
     * Creates a held job, for tests of a handler.
     *
     * @param printerId the id of the printer
     * @param job the job, see {@link PrintJob#fromJson}
     * @param task the task, see {@link PrintTask#fromJson}
     * @param attempt the number of the attempt, from 1
     * @return the held job
     * @throws IllegalArgumentException if the id is blank, or the number is less than 1
     */
    static HeldPrintJob of(String printerId, PrintJob job, PrintTask task, int attempt) {
        return new HeldPrintJobRecord(printerId, job, task, attempt);
    }
}
