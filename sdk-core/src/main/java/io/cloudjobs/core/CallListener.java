package io.cloudjobs.core;

/**
 * Told what the calls of a client do: for request ids, metrics and logs. Called on the thread of the call, so it should be
 * quick. The client logs what it throws at {@code DEBUG} and continues, except for a {@link VirtualMachineError}, which reaches
 * the caller. Must be safe for use by many threads.
 */
public interface CallListener {
    /**
     * An attempt, that is one request, has ended. Not called when no request was made.
     *
     * @param event what happened
     */
    default void attemptEnded(AttemptEvent event) {}

    /**
     * An operation, that is a call with all its attempts and waits, has ended.
     *
     * @param event what happened
     */
    default void operationEnded(OperationEvent event) {}
}
