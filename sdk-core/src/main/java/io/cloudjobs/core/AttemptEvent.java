package io.cloudjobs.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One request of an operation, with its response. Not for implementation by users: methods are added in minor releases. */
public interface AttemptEvent {
    /**
     * The operation.
     *
     * @return its name, for example {@code printJob.abort}
     */
    String operation();

    /**
     * Which request of the operation this was.
     *
     * @return the number, from 1
     */
    int attempt();

    /**
     * The HTTP method.
     *
     * @return for example {@code POST}
     */
    String method();

    /**
     * The path below the endpoint, with names instead of ids: few values, fit for a metric.
     *
     * @return for example {@code /print/printers/{printerId}/jobs/{jobId}/abort}
     */
    String pathTemplate();

    /**
     * The HTTP status of the response.
     *
     * @return the status, or null when there was no response
     */
    @Nullable Integer statusCode();

    /**
     * The id that the service gave to this request, as it was sent: not fit for a log without an escape. {@code toString()} of the
     * event escapes it.
     *
     * @return the id, or null when there was none
     */
    @Nullable String requestId();

    /**
     * A header of the response, as {@link ErrorResponse#header(String)} has it for errors.
     *
     * @param name the name, in any case, for example {@code x-ms-ags-diagnostic}
     * @return the value; null when there was no response, no such header, or it may carry a secret
     */
    @Nullable String header(String name);

    /**
     * How long the request took, including the reading of its response.
     *
     * @return the time
     */
    Duration duration();

    /**
     * Why the attempt failed.
     *
     * @return the failure, or null when it succeeded
     */
    @Nullable SdkException failure();

    /**
     * Whether and when the attempt is retried.
     *
     * @return the wait before the next attempt, or null when this was the last one
     */
    @Nullable Duration retriedAfter();
}
