package io.cloudjobs.emulator;

/** The states of a graph job. How they are spelt depends on the {@link GesEngine}. */
enum EmulatedGesJobStatus {
    PENDING("pending"),
    RUNNING("running"),
    SUCCESS("success"),
    PARTIALLY_FAILED("partiallyFailed"),
    FAILED("failed"),
    /** No document gives the spelling of this one. */
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
