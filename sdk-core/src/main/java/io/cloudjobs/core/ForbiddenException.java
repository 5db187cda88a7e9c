package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * The token is good, but does not allow this operation: HTTP 403, or the service's own code for it (GES.8020 comes with
 * HTTP 400). Grant the permission that the operation names in its documentation. Where the
 * kind of token decides, that of an application or that of a user, the message says which kind is needed.
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
        this(operation, attempts, mayHaveReachedService, error, null);
    }

    /**
     * Makes an exception that says what would have been needed.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param attempts how many requests were made
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param error what the service said
     * @param needs what the operation needs, for example {@code an application's token with the permission X}
     */
    public ForbiddenException(
            String operation,
            int attempts,
            boolean mayHaveReachedService,
            ErrorResponse error,
            @Nullable String needs) {
        super(operation, attempts, mayHaveReachedService, error, needs == null ? null : operation + " needs " + needs);
    }
}
