package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * The service refused the call, with a status other than 2xx (redirects included) or with a 2xx that carries an error
 * code. Frequent reasons have their own subclasses. If {@link #mayHaveReachedService()} is true, the message says that
 * the service may have acted.
 */
public class ApiException extends SdkException {
    private static final long serialVersionUID = 1L;

    /** The error of the service. */
    private final ErrorResponse error;

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
    public ApiException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            ErrorResponse error) {
        this(operation, resource, attempts, mayHaveReachedService, error, null);
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
    public ApiException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            ErrorResponse error,
            @Nullable String hint) {
        super(
                operation,
                resource,
                attempts,
                mayHaveReachedService,
                error.line(
                        (mayHaveReachedService ? "the service may have acted, attempt " : "attempt ") + attempts, hint),
                null);
        this.error = error;
    }

    /**
     * Returns the HTTP status of the response.
     *
     * @return the status, for example 403
     */
    public int statusCode() {
        return error.status();
    }

    /**
     * Returns the error of the service, as far as the client could read it.
     *
     * @return the error of the service
     */
    public ErrorResponse error() {
        return error;
    }
}
