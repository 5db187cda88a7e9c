package io.cloudjobs.core;

/**
 * Is told what the calls of a client do: for request ids, metrics and logs. Called on the thread of the call, so it should be
 * quick. A client can have several listeners, which are told in the order in which they were added. The client logs what a
 * listener throws at {@code DEBUG} and continues with the next one, except for a {@link VirtualMachineError}, which reaches the
 * caller. Must be safe for use by many threads.
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
