package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * The thread was interrupted during the call. Its interrupt flag is set, and the client made no further request.
 *
 * <p>An interrupt ends a wait between two requests immediately, and also a request on a virtual thread. Java cannot
 * interrupt socket I/O on a platform thread: there, the request ends when the I/O returns or the attempt times out. A
 * {@link Cancellation} ends it immediately.
 */
public final class InterruptedCallException extends TransportException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception that the clients throw, for tests.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param resource the path of the object, for example {@code /print/printers/c05f/jobs/5182}; null if there is no
     * object
     * @param attempts the number of requests made, or 0
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param problem the problem, in a few words
     * @param cause the cause
     */
    public InterruptedCallException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            String problem,
            @Nullable Throwable cause) {
        super(operation, resource, attempts, mayHaveReachedService, problem, cause);
    }
}
