package io.cloudjobs.core;

/**
 * The service refused the call, unprocessed, because there were too many: HTTP 429. It was repeated as far as
 * {@link RetryPolicy} and the deadline allowed; {@link ErrorResponse#retryAfter()} says how long the service asks to wait.
 */
public class RateLimitException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception, as the clients do it and as tests may need it.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param attempts how many requests were made
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param error what the service said
     */
    public RateLimitException(String operation, int attempts, boolean mayHaveReachedService, ErrorResponse error) {
        super(operation, attempts, mayHaveReachedService, error);
    }
}
