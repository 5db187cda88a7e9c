package io.cloudjobs.emulator.internal;

/** A query that cannot be read, or that the operation does not offer. The message is for the response, status 400. */
public final class ODataRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    ODataRefusal(String message) {
        // A response, not a failure, so it needs no stack trace.
        super(message, null, false, false);
    }

    /** Returns the text of the response. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
