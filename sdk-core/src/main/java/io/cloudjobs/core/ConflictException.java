package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * The state of the object does not allow the operation: HTTP 409. Read the object, then decide.
 */
public class ConflictException extends ApiException {
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
    public ConflictException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            ErrorResponse error) {
        super(operation, resource, attempts, mayHaveReachedService, error);
    }
}
