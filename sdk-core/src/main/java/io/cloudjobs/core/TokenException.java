package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * There was no usable token, so no further request was sent. Either the {@link TokenProvider} failed, and its failure is the
 * cause, or its token is empty or unfit for a header. The message never shows the token. If the token was for a retry, the
 * failure before it is among the suppressed exceptions, and {@link #attempts()} says how many requests were made.
 */
public class TokenException extends SdkException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception as the clients do, for tests.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param resource the path of the object, for example {@code /print/printers/c05f/jobs/5182}; null if there is none
     * @param attempts how many requests were made, 0 when none was
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param problem what happened, in a few words
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
