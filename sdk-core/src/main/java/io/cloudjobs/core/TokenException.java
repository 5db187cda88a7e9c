package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * The client had no usable token, so it sent no further request. Either the {@link TokenProvider} failed, and its
 * failure is the cause, or its token is empty or has characters that a header cannot carry. The message never shows the
 * token. If the token was for a retry, the suppressed exceptions include the failure of the previous attempt, and
 * {@link #attempts()} returns the number of requests made.
 */
public class TokenException extends SdkException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception that the clients throw, for tests.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param resource the path of the object, for example {@code /print/printers/c05f/jobs/5182}; null if there is no
     * object
     * @param attempts the number of requests made, or 0
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param problem the problem, in a few words
     * @param cause the cause
     */
    public TokenException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            String problem,
            @Nullable Throwable cause) {
        super(operation, resource, attempts, mayHaveReachedService, problem, cause);
    }
}
