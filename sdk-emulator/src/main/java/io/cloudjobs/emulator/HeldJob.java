package io.cloudjobs.emulator;

/**
 * The ids of a print job that a task holds, as {@link PrintEmulator#holdJob()} has made it. It is not to be implemented
 * outside, because ids may be added.
 */
public sealed interface HeldJob permits SeededJob {
    /**
     * The printer that the job was sent to.
     *
     * @return the id of the printer
     */
    String printerId();

    /**
     * The share of that printer, for reading the job as a job of the share.
     *
     * @return the id of the printer share
     */
    String shareId();

    /**
     * The job. Ids of jobs are short numbers and belong to their printer.
     *
     * @return the id of the job
     */
    String jobId();

    /**
     * The definition of the task that holds the job.
     *
     * @return the id of the task definition
     */
    String taskDefinitionId();

    /**
     * The task that holds the job.
     *
     * @return the id of the task
     */
    String taskId();

    /**
     * The one document of the job.
     *
     * @return the id of the document
     */
    String documentId();
}
