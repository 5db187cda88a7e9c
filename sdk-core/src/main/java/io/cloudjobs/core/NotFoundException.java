package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * The object does not exist at the service: HTTP 404, or the service's own code for it. Check the ids and the endpoint.
 */
public class NotFoundException extends ApiException {
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
    public NotFoundException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            ErrorResponse error) {
        super(operation, resource, attempts, mayHaveReachedService, error);
    }
}
