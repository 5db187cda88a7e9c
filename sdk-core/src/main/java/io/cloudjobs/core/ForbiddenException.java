package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * The token is valid, but does not allow this operation: HTTP 403, or the service's own code for it (GES.8020 comes with
 * HTTP 400). Grant the permission that the documentation of the operation names. If the operation needs an application token or
 * a user token, the message says which.
 */
public class ForbiddenException extends ApiException {
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
    public ForbiddenException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            ErrorResponse error) {
        this(operation, resource, attempts, mayHaveReachedService, error, null);
    }

    /**
     * Creates an exception whose message names the required permission.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param resource the path of the object, for example {@code /print/printers/c05f/jobs/5182}; null if there is no
     * object
     * @param attempts the number of requests made
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param error the error of the service
     * @param needs the requirement of the operation, for example {@code an application token with the permission X}
     */
    public ForbiddenException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            ErrorResponse error,
            @Nullable String needs) {
        super(
                operation,
                resource,
                attempts,
                mayHaveReachedService,
                error,
                needs == null ? null : operation + " needs " + needs);
    }
}
