package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * No usable token could be had, so no further request was sent: the {@link TokenProvider} failed (its failure is the
 * cause), or what it gave is empty or cannot stand in a header. The token is never shown. When the token was for a repeat,
 * the failure before it is among the suppressed exceptions, and {@link #attempts()} says how many requests were made.
 */
public class TokenException extends SdkException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception, as the clients do it and as tests may need it.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param attempts how many requests were made, 0 when none was
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param problem what happened, in a few words
     * @param cause what it comes from
     */
    public TokenException(
            String operation, int attempts, boolean mayHaveReachedService, String problem, @Nullable Throwable cause) {
        super(operation, attempts, mayHaveReachedService, problem, cause);
    }
}
