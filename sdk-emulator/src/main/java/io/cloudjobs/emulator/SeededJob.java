package io.cloudjobs.emulator;

/** The ids of a job that was made without the API. */
record SeededJob(
        String printerId, String shareId, String jobId, String taskDefinitionId, String taskId, String documentId)
        implements HeldJob {}
