package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * What was awaited has not come within the timeout of the wait; the message names the last state. Nothing is wrong with
 * the object, and it may be awaited again. {@link #attempts()} says how often it was read,
 * {@link #mayHaveReachedService()} is false as reading changes nothing, and the cause is what the last reading failed with,
 * if it did.
 */
public class AwaitTimeoutException extends SdkException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception, as the clients do it and as tests may need it.
     *
     * @param operation the operation, for example {@code printJob.await}
     * @param attempts how often the state was read
     * @param problem what happened, in a few words
     * @param cause what the last reading failed with; null when it did not
     */
    public AwaitTimeoutException(String operation, int attempts, String problem, @Nullable Throwable cause) {
        super(operation, attempts, false, problem, cause);
    }
}
