package io.cloudjobs.emulator;

import java.util.Optional;

/** The states of a task, each with the service's own description of it. */
enum PrintTaskState {
    PENDING("The task is pending."),
    PROCESSING("The task is being processed."),
    COMPLETED("Task execution is completed."),
    ABORTED("Task execution is aborted.");

    private final String description;

    PrintTaskState(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    /** Empty for what is not a state, {@code unknownFutureValue} among it: that one is never to be sent. */
    static Optional<PrintTaskState> of(String word) {
        for (PrintTaskState state : values()) {
            if (Words.of(state).equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    /** Which update of a task is legal is not documented: a state may be repeated, and processing may end. */
    boolean maySucceed(PrintTaskState current) {
        return this == current || (current == PROCESSING && (this == COMPLETED || this == ABORTED));
    }
}
