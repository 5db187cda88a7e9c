package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * No usable response arrived: the connection failed or died, its certificate is not trusted, the call timed out or was
 * cancelled, or the client was closed during the call. {@link #mayHaveReachedService()} returns whether the service may have acted. If
 * so, read the object before you call again.
 */
public class TransportException extends SdkException {
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
    public TransportException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            String problem,
            @Nullable Throwable cause) {
        super(operation, resource, attempts, mayHaveReachedService, problem, cause);
    }
}
