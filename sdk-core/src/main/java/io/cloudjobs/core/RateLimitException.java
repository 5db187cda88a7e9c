package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * The service refused the call, unprocessed, because there were too many: HTTP 429. It was retried as far as
 * {@link RetryPolicy} and the timeout allowed; {@link ErrorResponse#retryAfter()} says how long the service asks to wait.
 */
public class RateLimitException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception as the clients do, for tests.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param resource the path of the object, for example {@code /print/printers/c05f/jobs/5182}; null if there is none
     * @param attempts how many requests were made
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param error the error of the service
     */
    public RateLimitException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            ErrorResponse error) {
        this(operation, resource, attempts, mayHaveReachedService, error, null);
    }

    /**
     * Makes an exception with a hint for its reader.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param resource the path of the object, for example {@code /print/printers/c05f/jobs/5182}; null if there is none
     * @param attempts how many requests were made
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param error the error of the service
     * @param hint what the reader should do, in a few words; null for nothing
     */
    public RateLimitException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            ErrorResponse error,
            @Nullable String hint) {
        super(operation, resource, attempts, mayHaveReachedService, error, hint);
    }
}
