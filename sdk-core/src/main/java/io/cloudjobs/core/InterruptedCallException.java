package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * The thread was interrupted during the call. Its interrupt flag is set, and no further request was made.
 *
 * <p>A wait between two requests ends at once. So does a request on a virtual thread; on a platform thread, where Java
 * cannot interrupt socket I/O, it ends when that I/O returns or the attempt times out.
 */
public final class InterruptedCallException extends TransportException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception as the clients do, for tests.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param resource the path of the object, for example {@code /print/printers/c05f/jobs/5182}; null if there is none
     * @param attempts how many requests were made, 0 when none was
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param problem what happened, in a few words
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
