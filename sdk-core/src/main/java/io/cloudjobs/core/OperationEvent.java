package io.cloudjobs.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call with all its attempts and waits. Not for implementation by users: methods are added in minor releases. */
public interface OperationEvent {
    /**
     * The operation.
     *
     * @return its name, for example {@code printJob.abort}
     */
    String operation();

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
     * How many requests were made.
     *
     * @return the number, 0 when nothing was sent
     */
    int attempts();

    /**
     * How long the call took, tokens and waits included.
     *
     * @return the time
     */
    Duration duration();

    /**
     * What the call threw.
     *
     * @return the failure, or null when it succeeded
     */
    @Nullable SdkException failure();
}
