package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import java.util.List;
import java.util.Locale;

/** The states of a job of the emulator, each with its {@code printJobStatus}. */
enum PrintJobState {
    UPLOAD_PENDING("paused", "The job is not a candidate for processing yet.", List.of("uploadPending"), false),
    UPLOADED("paused", "The job is not a candidate for processing yet.", List.of(), false),
    HELD("paused", "The print job is paused while a task is being processed.", List.of(), false),
    PROCESSING("processing", PrintJobState.IN_PROGRESS, List.of("interpreting"), false),
    /** Waits for the device of the printer. */
    PENDING("pending", "The print job is pending processing by the printer.", List.of(), false),
    /** In the device of the printer. */
    PRINTING("processing", PrintJobState.IN_PROGRESS, List.of("interpreting"), true),
    /** In the device of the printer, which cannot go on. */
    STOPPED("stopped", "The print job is stopped because the printer needs attention.", List.of(), true),
    /** Released by its task. Reads show it as completed. The printer can fetch it until the first read. */
    RELEASED("completed", PrintJobState.DONE, List.of("completedSuccessfully"), true),
    PRINTED("completed", PrintJobState.DONE, List.of("completedSuccessfully"), true),
    REDIRECTED("completed", PrintJobState.DONE, List.of("completedSuccessfully"), false),
    CANCELED(
            "canceled", "The print job has been canceled and no further processing will take place.", List.of(), false),
    ABORTED("aborted", "The print job has been aborted and no further processing will take place.", List.of(), false);

    private static final String IN_PROGRESS = "The print job is currently being processed.";
    private static final String DONE =
            "The print job has completed successfully and no further processing will take place.";

    private final String word;
    private final String description;
    private final List<String> details;
    private final boolean acquiredByPrinter;

    PrintJobState(String word, String description, List<String> details, boolean acquiredByPrinter) {
        this.word = word;
        this.description = description;
        this.details = details;
        this.acquiredByPrinter = acquiredByPrinter;
    }

    boolean hasEnded() {
        return compareTo(RELEASED) >= 0;
    }

    /** Returns whether the document is ready for the printer. */
    boolean isFetchable() {
        return this == PROCESSING || this == PENDING || this == RELEASED;
    }

    /** Returns whether the job is on its way through the printer. */
    boolean isAtPrinter() {
        return compareTo(PROCESSING) >= 0 && compareTo(RELEASED) <= 0;
    }

    boolean isAcquiredByPrinter() {
        return acquiredByPrinter;
    }

    /** Returns the name in the state of the emulator. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace("_p", "P");
    }

    /** Returns the service's name for the state. */
    String word() {
        return word;
    }

    ObjectNode status() {
        var status = JsonTrees.object();
        status.put("state", word);
        status.put("description", description);
        status.set("details", JsonTrees.of(details));
        status.put("isAcquiredByPrinter", acquiredByPrinter);
        return status;
    }
}
