package io.cloudjobs.core;

/**
 * The token is good, but does not allow this operation: HTTP 403, or the service's own code for it (GES.8020 comes with
 * HTTP 400). Grant the permission that the operation names in its documentation.
 */
public class ForbiddenException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception, as the clients do it and as tests may need it.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param attempts how many requests were made
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param error what the service said
     */
    public ForbiddenException(String operation, int attempts, boolean mayHaveReachedService, ErrorResponse error) {
        super(operation, attempts, mayHaveReachedService, error);
    }
}
