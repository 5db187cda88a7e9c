package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * The service said no: any status other than 2xx (redirects are never followed), or a 2xx that carries an error code.
 * The frequent reasons have their own subclasses.
 */
public class ApiException extends SdkException {
    private static final long serialVersionUID = 1L;

    /** What the service said. */
    private final ErrorResponse error;

    /**
     * Makes an exception, as the clients do it and as tests may need it.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param attempts how many requests were made
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param error what the service said
     */
    public ApiException(String operation, int attempts, boolean mayHaveReachedService, ErrorResponse error) {
        this(operation, attempts, mayHaveReachedService, error, null);
    }

    /**
     * Makes an exception with a hint for its reader, for subclasses.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param attempts how many requests were made
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param error what the service said
     * @param hint what the reader should know or do, in a few words
     */
    protected ApiException(
            String operation, int attempts, boolean mayHaveReachedService, ErrorResponse error, @Nullable String hint) {
        super(operation, attempts, mayHaveReachedService, error.line(attempts, hint), null);
        this.error = error;
    }

    /**
     * The HTTP status of the answer.
     *
     * @return the status, for example 403
     */
    public int statusCode() {
        return error.status();
    }

    /**
     * What the service said, as far as it could be read.
     *
     * @return the error of the service
     */
    public ErrorResponse error() {
        return error;
    }
}
