package io.cloudjobs.spring;

import io.cloudjobs.core.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The retries of a call.
 *
 * @param maxAttempts The maximum number of requests of a call, including the first one. A retry with a new token after the
 *     service refused one does not count.
 * @param baseDelay The maximum of the wait before the first retry.
 * @param throttledBaseDelay The maximum of the wait before the first retry after HTTP 429.
 * @param maxDelay The maximum wait, unless the service requests a longer one.
 */
record RetryProperties(
        @Nullable Integer maxAttempts,
        @Nullable Duration baseDelay,
        @Nullable Duration throttledBaseDelay,
        @Nullable Duration maxDelay) {
    RetryPolicy policy() {
        RetryPolicy policy = RetryPolicy.standard();
        policy = maxAttempts == null ? policy : policy.withMaxAttempts(maxAttempts);
        policy = baseDelay == null ? policy : policy.withBaseDelay(baseDelay);
        policy = throttledBaseDelay == null ? policy : policy.withThrottledBaseDelay(throttledBaseDelay);
        return maxDelay == null ? policy : policy.withMaxDelay(maxDelay);
    }
}
