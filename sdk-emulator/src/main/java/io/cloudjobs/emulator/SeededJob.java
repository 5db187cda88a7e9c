package io.cloudjobs.emulator;

/** The ids of a job that was created without a request. */
record SeededJob(
        String printerId, String shareId, String jobId, String taskDefinitionId, String taskId, String documentId)
        implements HeldJob {
    /** Returns the ids, with the name of the public type. */
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
