package io.cloudjobs.emulator;

import io.cloudjobs.emulator.internal.http.LowerCase;
import java.util.Optional;

/** The states of a task, each with the service's description of it. */
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

    /**
     * Returns the state, or empty for any other text. This includes {@code unknownFutureValue}, because a client must
     * never send it.
     */
    static Optional<PrintTaskState> of(String word) {
        for (PrintTaskState state : values()) {
            if (LowerCase.of(state).equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns whether this state may follow the current state. The service does not document the transitions. In the
     * emulator, a state can stay the same, and processing can end.
     */
    boolean maySucceed(PrintTaskState current) {
        return this == current || (current == PROCESSING && (this == COMPLETED || this == ABORTED));
    }
}
