package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * The service reported success (2xx), but its response cannot be read: it is no JSON, has another shape, lacks a required
 * member, or is larger than the client allows. The service has probably done what was asked.
 */
public class InvalidResponseException extends SdkException {
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
    public InvalidResponseException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            String problem,
            @Nullable Throwable cause) {
        super(operation, resource, attempts, mayHaveReachedService, problem, cause);
    }
}
