package io.cloudjobs.spring;

import io.cloudjobs.core.RetryPolicy;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The retries of a call.
 *
 * @param maxAttempts The maximum number of requests of a call, including the first one. A retry with a new token, after
 *     the service refused the old one, does not count.
 * @param baseDelay The maximum wait before the first retry.
 * @param throttledBaseDelay The maximum wait before the first retry after HTTP 429.
 * @param maxDelay The maximum wait, unless the service requests a longer one.
 */
record RetryProperties(
        @Nullable Integer maxAttempts,
        @Nullable Duration baseDelay,
        @Nullable Duration throttledBaseDelay,
        @Nullable Duration maxDelay) {
    /** Returns the policy. The group names the properties in messages about invalid values. */
    RetryPolicy policy(PropertyGroup group) {
        RetryPolicy policy = RetryPolicy.standard();
        policy = with(policy, group, "max-attempts", maxAttempts, policy::withMaxAttempts);
        policy = with(policy, group, "base-delay", baseDelay, policy::withBaseDelay);
        policy = with(policy, group, "throttled-base-delay", throttledBaseDelay, policy::withThrottledBaseDelay);
        return with(policy, group, "max-delay", maxDelay, policy::withMaxDelay);
    }

    private static <T> RetryPolicy with(
            RetryPolicy policy,
            PropertyGroup group,
            String property,
            @Nullable T value,
            Function<T, RetryPolicy> changed) {
        return value == null ? policy : group.convert("retry." + property, value, changed);
    }
}
