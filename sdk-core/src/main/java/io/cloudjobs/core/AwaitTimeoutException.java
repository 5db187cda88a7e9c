package io.cloudjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * The object did not reach a final state within the timeout of the wait. The message names its last state. The object
 * may still reach a final state, so you may wait again. {@link #attempts()} returns the number of reads.
 * {@link #mayHaveReachedService()} is false, because reading changes nothing. If the last read failed, its failure is
 * the cause.
 */
public class AwaitTimeoutException extends SdkException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception that the clients throw, for tests.
     *
     * @param operation the operation, for example {@code printJob.await}
     * @param resource the path of the object, for example {@code /print/printers/c05f/jobs/5182}; null if there is no
     * object
     * @param attempts the number of reads
     * @param problem the problem, in a few words
     * @param cause the failure of the last read, or null if it succeeded
     */
    public AwaitTimeoutException(
            String operation, @Nullable String resource, int attempts, String problem, @Nullable Throwable cause) {
        super(operation, resource, attempts, false, problem, cause);
    }
}
