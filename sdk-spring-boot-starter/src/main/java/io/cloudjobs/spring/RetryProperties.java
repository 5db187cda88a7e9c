package io.cloudjobs.spring;

import io.cloudjobs.core.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How calls are repeated.
 *
 * @param maxAttempts How many requests a call makes at most, the first one included. The repeat with another token, after one was
 *     refused, is not counted.
 * @param baseDelay The bound of the first wait.
 * @param throttledBaseDelay The bound of the first wait after HTTP 429.
 * @param maxDelay The longest wait that is not asked for by the service.
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
