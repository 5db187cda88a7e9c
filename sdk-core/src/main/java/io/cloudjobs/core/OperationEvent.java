package io.cloudjobs.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call with all its attempts and waits. Not for implementation by users: methods are added in minor releases. */
public interface OperationEvent {
    /**
     * Returns the name of the operation.
     *
     * @return the name, for example {@code printJob.abort}
     */
    String operation();

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
     * Returns the number of requests made.
     *
     * @return the number, or 0 if the client sent no request
     */
    int attempts();

    /**
     * Returns the duration of the call, including token requests and waits.
     *
     * @return the duration
     */
    Duration duration();

    /**
     * Returns the failure of the call.
     *
     * @return the failure, or null for a success
     */
    @Nullable SdkException failure();
}
