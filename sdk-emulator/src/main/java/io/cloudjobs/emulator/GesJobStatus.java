package io.cloudjobs.emulator;

/** The states of a graph job. */
enum GesJobStatus {
    PENDING,
    RUNNING,
    SUCCESS,
    /** No document gives the spelling of this one. */
    CANCELLED;

    boolean hasEnded() {
        return this == SUCCESS || this == CANCELLED;
    }
}
