package io.cloudjobs.core.internal;

import io.cloudjobs.core.CancelledCallException;
import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.SdkException;
import org.jspecify.annotations.Nullable;

/** The failure of a call of several requests that its user has stopped at one of them, with a cancel or an interrupt. */
public final class Stopped {
    private Stopped() {}

    /**
     * Returns the failure of the whole call; null if the user has not stopped it.
     *
     * @param end the failure of the request
     */
    public static @Nullable SdkException of(
            RuntimeException end,
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            String problem) {
        if (end instanceof CancelledCallException) {
            return new CancelledCallException(operation, resource, attempts, mayHaveReachedService, problem, end);
        }
        return end instanceof InterruptedCallException
                ? new InterruptedCallException(operation, resource, attempts, mayHaveReachedService, problem, end)
                : null;
    }

    /**
     * Adds the failure of the reading to the failure of the call whose outcome it should read. If the outcome is in doubt
     * and the user has stopped the reading, throws the failure of the whole call instead.
     */
    public static void reading(SdkException failure, RuntimeException reading) {
        if (failure.mayHaveReachedService() && reading instanceof SdkException end) {
            String problem = "the service may have acted, and the outcome was not read: " + end.getMessage();
            SdkException stopped = of(
                    end, failure.operation(), failure.resource(), failure.attempts() + end.attempts(), true, problem);
            if (stopped != null) {
                stopped.addSuppressed(failure);
                throw stopped;
            }
        }
        failure.addSuppressed(reading);
    }
}
