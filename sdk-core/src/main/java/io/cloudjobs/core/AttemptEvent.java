package io.cloudjobs.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One request of an operation, with its response. Not for implementation by users: methods are added in minor releases. */
public interface AttemptEvent {
    /**
     * Returns the name of the operation.
     *
     * @return the name, for example {@code printJob.abort}
     */
    String operation();

    /**
     * Returns the number of this request within the operation.
     *
     * @return the number, starting at 1
     */
    int attempt();

    /**
     * Returns the HTTP method.
     *
     * @return the method, for example {@code POST}
     */
    String method();

    /**
     * Returns the path below the endpoint, with names instead of ids. It has few values, so a metric can use it as a
     * tag.
     *
     * @return the template, for example {@code /print/printers/{printerId}/jobs/{jobId}/abort}
     */
    String pathTemplate();

    /**
     * Returns the URL of the request without secrets, for logs and traces. It has the ids of the resources, so do not use
     * it as a tag. In a link to the next page, {@code REDACTED} replaces the query. In a link with its own key, such as
     * the link of an upload, it replaces the path and the query.
     *
     * @return the URL, for example {@code https://graph.microsoft.com/v1.0/print/printers/c05f3726/jobs/5182}
     */
    String url();

    /**
     * Returns the HTTP status of the response.
     *
     * @return the status, or null if there was no response
     */
    @Nullable Integer statusCode();

    /**
     * Returns the id that the service assigned to this request, unescaped. Escape it before you log it;
     * {@code toString()} of the event does so.
     *
     * @return the id, or null if there was none
     */
    @Nullable String requestId();

    /**
     * Returns a header of the response, with the limits of {@link ErrorResponse#header(String)}.
     *
     * @param name the name, in any case, for example {@code x-ms-ags-diagnostic}
     * @return the value; null if there was no response or no such header, or if the header may carry a secret
     */
    @Nullable String header(String name);

    /**
     * Returns the duration of the request, including the reading of its response.
     *
     * @return the duration
     */
    Duration duration();

    /**
     * Returns the failure of the attempt.
     *
     * @return the failure, or null for a success
     */
    @Nullable SdkException failure();

    /**
     * Returns the wait before the retry.
     *
     * @return the wait, or null if the client does not retry
     */
    @Nullable Duration retriedAfter();
}
