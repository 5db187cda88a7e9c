package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * The service refused the call without processing it, because there were too many calls: HTTP 429. The client retried
 * as far as {@link RetryPolicy} and the timeout allowed. {@link ErrorResponse#retryAfter()} returns the wait that the
 * service requests.
 */
public class RateLimitException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception that the clients throw, for tests.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param resource the path of the object, for example {@code /print/printers/c05f/jobs/5182}; null if there is no
     * object
     * @param attempts the number of requests made
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
     * Creates an exception whose message contains advice.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param resource the path of the object, for example {@code /print/printers/c05f/jobs/5182}; null if there is no
     * object
     * @param attempts the number of requests made
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param error the error of the service
     * @param hint the advice in the message, in a few words; null for none
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
