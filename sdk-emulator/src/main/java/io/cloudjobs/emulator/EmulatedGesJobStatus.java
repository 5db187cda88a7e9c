package io.cloudjobs.emulator;

/** The statuses of a graph job. Their spelling depends on the {@link GesEngine}. */
enum EmulatedGesJobStatus {
    PENDING("pending"),
    RUNNING("running"),
    SUCCESS("success"),
    PARTIALLY_FAILED("partiallyFailed"),
    FAILED("failed"),
    /** The spelling of this status is not documented. */
    CANCELLED("cancelled");

    private final String word;

    EmulatedGesJobStatus(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    boolean hasEnded() {
        return compareTo(SUCCESS) >= 0;
    }

    boolean hasFailed() {
        return this == PARTIALLY_FAILED || this == FAILED;
    }
}
