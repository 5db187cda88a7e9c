package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The states that a job of the emulator passes through, each as the {@code printJobStatus} that is answered. */
enum PrintJobState {
    PAUSED("The print job is paused while a task is being processed.", List.of(), false),
    COMPLETED(
            "The print job has completed successfully and no further processing will take place.",
            List.of("completedSuccessfully"),
            true),
    ABORTED("The print job has been aborted and no further processing will take place.", List.of(), false);

    private final String description;
    private final List<String> details;
    private final boolean acquiredByPrinter;

    PrintJobState(String description, List<String> details, boolean acquiredByPrinter) {
        this.description = description;
        this.details = details;
        this.acquiredByPrinter = acquiredByPrinter;
    }

    ObjectNode status() {
        var status = Json.object();
        status.put("state", Words.of(this));
        status.put("description", description);
        details.forEach(status.putArray("details")::add);
        status.put("isAcquiredByPrinter", acquiredByPrinter);
        return status;
    }
}
