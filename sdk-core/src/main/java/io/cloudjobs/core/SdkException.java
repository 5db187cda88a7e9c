package io.cloudjobs.core;

import io.cloudjobs.core.internal.secret.Text;
import org.jspecify.annotations.Nullable;

/**
 * Every failed call throws this exception. The subclass identifies the kind of failure:
 *
 * <ul>
 *   <li>{@link ApiException}: the service refused the call.
 *   <li>{@link TransportException}: no usable response arrived.
 *   <li>{@link TokenException}: the client had no usable token, so it sent no further request.
 *   <li>{@link InvalidResponseException}: the service reported success, but the client cannot read its response.
 * </ul>
 *
 * <p>A message is one line of at most 1 KiB and never contains a token, a header, a query or a whole body.
 */
public abstract class SdkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The operation that failed. */
    private final String operation;

    /** The path of the object. */
    private final @Nullable String resource;

    /** The number of requests made. */
    private final int attempts;

    /** Whether the service may have processed one of them. */
    private final boolean mayHaveReachedService;

    /**
     * Creates the exception, for subclasses.
     *
     * @param operation the operation, for example {@code printJob.abort}
     * @param resource the path of the object, for example {@code /print/printers/c05f/jobs/5182}; null if there is no
     * object
     * @param attempts the number of requests made, or 0
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param problem the problem, in a few words; truncated if too long
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
     * Returns the operation that failed, for example {@code printJob.abort}.
     *
     * @return the name of the operation
     */
    public String operation() {
        return operation;
    }

    /**
     * Returns the path of the object of the call, below the endpoint and without a query, for example
     * {@code /print/printers/c05f/jobs/5182} for a {@code printJob.abort}. Ids are percent-encoded as in the request.
     * For a list or a creation, it is the path of the object that holds the list, or of the list if no object holds it.
     * For a transfer, it is the path of the document, not the link to its content. For a token request, it is the path
     * of the token endpoint.
     *
     * @return the path, or null if the call failed before the client knew it, for example because of an unusable
     * credential
     */
    public @Nullable String resource() {
        return resource;
    }

    /**
     * Returns the number of requests made for this call.
     *
     * @return the number, or 0 if the client sent no request
     */
    public int attempts() {
        return attempts;
    }

    /**
     * Returns whether the service may have acted on a request of this call, although the call failed. This is the case
     * if the connection died or timed out after the request was sent, or if the response was 1xx, 408 or 5xx, 303 in
     * response to a method other than GET, a 2xx that the client cannot read, or a 2xx whose body is an error without a
     * code. If this is {@code false}, the call has changed nothing at the service, and you may call again.
     *
     * @return true if the service may have acted
     */
    public boolean mayHaveReachedService() {
        return mayHaveReachedService;
    }
}
