package io.cloudjobs.core;

import io.cloudjobs.core.internal.secret.Text;
import org.jspecify.annotations.Nullable;

/**
 * Every failed call throws this exception. The subclass tells the kind of failure:
 *
 * <ul>
 *   <li>{@link ApiException}: the service refused the call.
 *   <li>{@link TransportException}: no usable response arrived.
 *   <li>{@link TokenException}: there was no usable token, so no further request was sent.
 *   <li>{@link InvalidResponseException}: the service reported success, but its response cannot be read.
 * </ul>
 *
 * <p>A message is one line of at most 1 KiB and never contains a token, a header, a query or a whole body.
 */
public abstract class SdkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The operation that failed. */
    private final String operation;

    /** What the operation is about. */
    private final @Nullable String resource;

    /** How many requests were made. */
    private final int attempts;

    /** Whether one of them may have been processed. */
    private final boolean mayHaveReachedService;

    /**
     * For the subclasses.
     *
     * @param operation the operation as the service names it, for example {@code printJob.abort}
     * @param resource the path of what it is about, for example {@code /print/printers/c05f/jobs/5182}; null if there is none
     * @param attempts how many requests were made, 0 when none was
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param problem what happened, in a few words; cut when it is too long
     * @param cause the cause
     */
    protected SdkException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            String problem,
            @Nullable Throwable cause) {
        super(
                Text.oneLine(
                        operation
                                + (resource == null ? "" : " of " + Text.cut(resource, Text.MAX_RESOURCE))
                                + " failed: "
                                + problem,
                        Text.MAX_MESSAGE),
                cause);
        this.operation = operation;
        this.resource = resource;
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
     * The path of the object that the call was about, below the endpoint and without a query, for example
     * {@code /print/printers/c05f/jobs/5182} for a {@code printJob.abort}. Ids are percent-encoded as in the request. A list or
     * a creation names the object that holds the list, or the list if there is none. A transfer names the document, not the
     * link to its content. A token request names the path of the token endpoint.
     *
     * @return the path, or null when the call failed before it was clear, for example because a credential cannot be used
     */
    public @Nullable String resource() {
        return resource;
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
     * Whether the service may have acted on a request of this call, although the call failed. That is so if the connection
     * died or timed out after the request was sent, or if the response was 1xx, 408 or 5xx, 303 to anything but a GET, a success
     * that cannot be read, or a success with an error that has no code. If this is {@code false}, the call has changed nothing at
     * the service, and you may call again.
     *
     * @return whether the outcome is unknown
     */
    public boolean mayHaveReachedService() {
        return mayHaveReachedService;
    }
}
