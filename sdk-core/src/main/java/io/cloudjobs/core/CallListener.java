package io.cloudjobs.core;

/**
 * A listener for the calls of a client, for request ids, metrics and logs. The client calls its listeners in the order
 * in which you added them, on the thread of the call, so a listener should return quickly. If a listener throws, the
 * client logs the exception at {@code DEBUG} and continues with the next listener. Only a {@link VirtualMachineError}
 * reaches the caller. Implementations must be thread-safe.
 */
public interface CallListener {
    /**
     * Handles the start of an operation, on the thread that makes all its attempts. Returns the listener for the other
     * events of this operation. By default, this is the same listener; return another one to keep a state for each
     * operation. The client calls {@link #operationEnded} of the result even if a call ends with an {@link Error}.
     *
     * @param event the event
     * @return the listener for this operation. If this method throws or returns null, this listener gets the events
     */
    default CallListener operationStarted(OperationStart event) {
        return this;
    }

    /**
     * Handles the start of an attempt, which is one request. It can add a header to this request.
     *
     * @param event the event
     */
    default void attemptStarted(AttemptStart event) {}

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
