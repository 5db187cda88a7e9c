package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * There was no usable answer: the connection could not be made, its certificate is not trusted, it died, the time was over,
 * or the client was closed during the call. {@link #mayHaveReachedService()} tells whether the service may have acted; if
 * so, read the object to find out before the call is made again.
 */
public class TransportException extends SdkException {
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
    public TransportException(
            String operation, int attempts, boolean mayHaveReachedService, String problem, @Nullable Throwable cause) {
        super(operation, attempts, mayHaveReachedService, problem, cause);
    }
}
