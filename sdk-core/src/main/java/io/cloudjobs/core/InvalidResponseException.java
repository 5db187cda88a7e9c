package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * The service said yes (2xx), in words that cannot be read: no JSON, not the agreed shape, a required member missing, or
 * larger than the client allows. The service may well have done what was asked.
 */
public class InvalidResponseException extends SdkException {
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
    public InvalidResponseException(
            String operation, int attempts, boolean mayHaveReachedService, String problem, @Nullable Throwable cause) {
        super(operation, attempts, mayHaveReachedService, problem, cause);
    }
}
