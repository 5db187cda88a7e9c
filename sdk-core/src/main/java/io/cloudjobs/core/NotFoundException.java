package io.cloudjobs.core;

/**
 * There is no such thing at the service: HTTP 404, or the service's own code for it. Check the ids and the endpoint.
 */
public class NotFoundException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception, as the clients do it and as tests may need it.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param attempts how many requests were made
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param error what the service said
     */
    public NotFoundException(String operation, int attempts, boolean mayHaveReachedService, ErrorResponse error) {
        super(operation, attempts, mayHaveReachedService, error);
    }
}
