package io.cloudjobs.core;

/**
 * A listener for the calls of a client, for request ids, metrics and logs. The client calls its listeners in the order
 * in which you added them, on the thread of the call, so a listener should return quickly. If a listener throws, the
 * client logs the exception at {@code DEBUG} and continues with the next listener. Only a {@link VirtualMachineError}
 * reaches the caller. Implementations must be thread-safe.
 */
public interface CallListener {
    /**
     * Handles the end of an attempt, which is one request. The client does not call this method if it made no request.
     *
     * @param event the event
     */
    default void attemptEnded(AttemptEvent event) {}

    /**
     * Handles the end of an operation, which is a call with all its attempts and waits.
     *
     * @param event the event
     */
    default void operationEnded(OperationEvent event) {}
}
