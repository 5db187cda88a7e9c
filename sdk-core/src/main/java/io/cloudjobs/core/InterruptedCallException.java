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
     * Makes an exception, as the clients do it and as tests may need it.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param attempts how many requests were made, 0 when none was
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param problem what happened, in a few words
     * @param cause what it comes from
     */
    public InterruptedCallException(
            String operation, int attempts, boolean mayHaveReachedService, String problem, @Nullable Throwable cause) {
        super(operation, attempts, mayHaveReachedService, problem, cause);
    }
}
