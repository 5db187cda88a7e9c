package io.cloudjobs.core;

/**
 * The service does not accept the token: HTTP 401, or the service's own code for it (GES.8007 comes with HTTP 400). The
 * {@link TokenProvider} has been told that its token was refused, and a different token, if it had one, was tried once.
 * Check the credentials. A claims challenge, if the service sent one, is in {@code error().header("WWW-Authenticate")}.
 */
public class UnauthorizedException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception, as the clients do it and as tests may need it.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param attempts how many requests were made
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param error what the service said
     */
    public UnauthorizedException(String operation, int attempts, boolean mayHaveReachedService, ErrorResponse error) {
        super(operation, attempts, mayHaveReachedService, error);
    }
}
