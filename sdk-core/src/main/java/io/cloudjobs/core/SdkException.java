package io.cloudjobs.core;

import io.cloudjobs.core.internal.secret.Text;
import org.jspecify.annotations.Nullable;

/**
 * What every failed call throws. The subclass says what kind of failure it was:
 *
 * <ul>
 *   <li>{@link ApiException}: the service said no.
 *   <li>{@link TransportException}: there was no usable answer.
 *   <li>{@link TokenException}: there was no usable token, so no further request was sent.
 *   <li>{@link InvalidResponseException}: the service said yes, in words that cannot be read.
 * </ul>
 *
 * <p>Messages are one line of at most 1 KiB and never carry a token, a header, a query or a whole body.
 */
public abstract class SdkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The operation that failed. */
    private final String operation;

    /** How many requests were made. */
    private final int attempts;

    /** Whether one of them may have been processed. */
    private final boolean mayHaveReachedService;

    /**
     * For the subclasses.
     *
     * @param operation the operation as the service names it, for example {@code printJob.abort}
     * @param attempts how many requests were made, 0 when none was
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param problem what happened, in a few words; cut when it is too long
     * @param cause what it comes from
     */
    protected SdkException(
            String operation, int attempts, boolean mayHaveReachedService, String problem, @Nullable Throwable cause) {
        super(Text.oneLine(operation + " failed: " + problem, Text.MAX_MESSAGE), cause);
        this.operation = operation;
        this.attempts = attempts;
        this.mayHaveReachedService = mayHaveReachedService;
    }

    /**
     * The operation that failed, for example {@code printJob.abort}.
     *
     * @return the name of the operation
     */
    public String operation() {
        return operation;
    }

    /**
     * How many requests were made for this call.
     *
     * @return the number of requests, 0 when nothing was sent
     */
    public int attempts() {
        return attempts;
    }

    /**
     * Whether the service may have acted on one of the requests of this call, although the call failed: the connection
     * died or timed out after the request was sent, the response was 1xx, 408 or 5xx, 303 to anything but a GET, a success
     * that could not be read, or a success with an error that has no code. When this is {@code false}, nothing has changed at the
     * service and the call may be made again.
     *
     * @return whether the outcome is unclear
     */
    public boolean mayHaveReachedService() {
        return mayHaveReachedService;
    }
}
