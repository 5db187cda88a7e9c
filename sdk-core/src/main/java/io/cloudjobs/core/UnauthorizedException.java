package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * The service does not accept the token: HTTP 401, or the service's own code for it (GES.8007 comes with HTTP 400). The
 * client has called {@code invalidate} of the {@link TokenProvider} and, if the provider then returned a different
 * token, retried once with it. Check the credentials. If the service sent a claims challenge, it is in
 * {@code error().header("WWW-Authenticate")}.
 */
public class UnauthorizedException extends ApiException {
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
    public UnauthorizedException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            ErrorResponse error) {
        this(
                operation,
                resource,
                attempts,
                mayHaveReachedService,
                error,
                "check the credentials and the scope of the token provider");
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
    public UnauthorizedException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            ErrorResponse error,
            @Nullable String hint) {
        super(operation, resource, attempts, mayHaveReachedService, error, hint);
    }
}
