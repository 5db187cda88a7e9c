package io.cloudjobs.core;

/**
 * The operation does not fit the present state of its object: HTTP 409. Read the object, then decide.
 */
public class ConflictException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception, as the clients do it and as tests may need it.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param attempts how many requests were made
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param error what the service said
     */
    public ConflictException(String operation, int attempts, boolean mayHaveReachedService, ErrorResponse error) {
        super(operation, attempts, mayHaveReachedService, error);
    }
}
