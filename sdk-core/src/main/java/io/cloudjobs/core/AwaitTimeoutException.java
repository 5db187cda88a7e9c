package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * The object did not reach its end within the timeout of the wait. The message names its last state. Nothing is wrong with the
 * object, and you may wait again. {@link #attempts()} says how often it was read. {@link #mayHaveReachedService()} is false,
 * because reading changes nothing. If the last read failed, its failure is the cause.
 */
public class AwaitTimeoutException extends SdkException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception as the clients do, for tests.
     *
     * @param operation the operation, for example {@code printJob.await}
     * @param resource the path of the object, for example {@code /print/printers/c05f/jobs/5182}; null if there is none
     * @param attempts how often the state was read
     * @param problem what happened, in a few words
     * @param cause the failure of the last read; null if it succeeded
     */
    public AwaitTimeoutException(
            String operation, @Nullable String resource, int attempts, String problem, @Nullable Throwable cause) {
        super(operation, resource, attempts, false, problem, cause);
    }
}
