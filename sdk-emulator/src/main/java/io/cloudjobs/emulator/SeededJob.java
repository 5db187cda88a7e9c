package io.cloudjobs.emulator;

/** The ids of a job that was created without a request. */
record SeededJob(
        String printerId, String shareId, String jobId, String taskDefinitionId, String taskId, String documentId)
        implements HeldJob {}
