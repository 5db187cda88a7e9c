package io.cloudjobs.emulator;

/**
 * The ids of a print job that a task holds, created by {@link PrintEmulator#holdJob()}. Later versions can add ids, so
 * applications cannot implement this interface.
 */
public sealed interface HeldJob permits SeededJob {
    /**
     * Returns the id of the printer of the job.
     *
     * @return the id of the printer
     */
    String printerId();

    /**
     * Returns the id of the share of that printer, to read the job as a job of the share.
     *
     * @return the id of the printer share
     */
    String shareId();

    /**
     * Returns the id of the job. It is a short number, unique on its printer only.
     *
     * @return the id of the job
     */
    String jobId();

    /**
     * Returns the id of the definition of the task that holds the job.
     *
     * @return the id of the task definition
     */
    String taskDefinitionId();

    /**
     * Returns the id of the task that holds the job.
     *
     * @return the id of the task
     */
    String taskId();

    /**
     * Returns the id of the only document of the job.
     *
     * @return the id of the document
     */
    String documentId();
}
