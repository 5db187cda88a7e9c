package io.cloudjobs.emulator;

/** The ids of a print job that a task holds, created by {@link PrintEmulator#holdJob()}. Immutable. */
public final class HeldJob {
    private final String printerId;
    private final String shareId;
    private final String jobId;
    private final String taskDefinitionId;
    private final String taskId;
    private final String documentId;

    HeldJob(String printerId, String shareId, String jobId, String taskDefinitionId, String taskId, String documentId) {
        this.printerId = printerId;
        this.shareId = shareId;
        this.jobId = jobId;
        this.taskDefinitionId = taskDefinitionId;
        this.taskId = taskId;
        this.documentId = documentId;
    }

    /**
     * Returns the id of the printer of the job.
     *
     * @return the id of the printer
     */
    public String printerId() {
        return printerId;
    }

    /**
     * Returns the id of the share of that printer, to read the job as a job of the share.
     *
     * @return the id of the printer share
     */
    public String shareId() {
        return shareId;
    }

    /**
     * Returns the id of the job. It is a short number, unique on its printer only.
     *
     * @return the id of the job
     */
    public String jobId() {
        return jobId;
    }

    /**
     * Returns the id of the definition of the task that holds the job.
     *
     * @return the id of the task definition
     */
    public String taskDefinitionId() {
        return taskDefinitionId;
    }

    /**
     * Returns the id of the task that holds the job.
     *
     * @return the id of the task
     */
    public String taskId() {
        return taskId;
    }

    /**
     * Returns the id of the only document of the job.
     *
     * @return the id of the document
     */
    public String documentId() {
        return documentId;
    }

    /** Returns the ids. */
    @Override
    public String toString() {
        return "HeldJob[printerId=" + printerId
                + ", shareId=" + shareId
                + ", jobId=" + jobId
                + ", taskDefinitionId=" + taskDefinitionId
                + ", taskId=" + taskId
                + ", documentId=" + documentId + "]";
    }
}
