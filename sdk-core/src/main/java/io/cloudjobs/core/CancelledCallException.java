package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Cancellation} of the call was cancelled, or the future of an asynchronous call was ended from outside. The
 * client made no further request.
 */
public final class CancelledCallException extends TransportException {
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
    public CancelledCallException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            String problem,
            @Nullable Throwable cause) {
        super(operation, resource, attempts, mayHaveReachedService, problem, cause);
    }
}
