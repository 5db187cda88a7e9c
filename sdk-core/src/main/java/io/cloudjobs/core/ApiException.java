package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * The service refused the call: with any status other than 2xx (redirects are never followed), or with a 2xx that carries an
 * error code. Frequent reasons have their own subclasses.
 */
public class ApiException extends SdkException {
    private static final long serialVersionUID = 1L;

    /** What the service said. */
    private final ErrorResponse error;

    /**
     * Makes an exception as the clients do, for tests.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param resource the path of the object, for example {@code /print/printers/c05f/jobs/5182}; null if there is none
     * @param attempts how many requests were made
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
     * Makes an exception with a hint for its reader.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param resource the path of the object, for example {@code /print/printers/c05f/jobs/5182}; null if there is none
     * @param attempts how many requests were made
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param error the error of the service
     * @param hint what the reader should do, in a few words; null for nothing
     */
    public ApiException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            ErrorResponse error,
            @Nullable String hint) {
        super(operation, resource, attempts, mayHaveReachedService, error.line(attempts, hint), null);
        this.error = error;
    }

    /**
     * The HTTP status of the response.
     *
     * @return the status, for example 403
     */
    public int statusCode() {
        return error.status();
    }

    /**
     * The error of the service, as far as it can be read.
     *
     * @return the error of the service
     */
    public ErrorResponse error() {
        return error;
    }
}
