package io.cloudjobs.core;

import java.time.Duration;

/**
 * The maximum number of attempts of a call and the waits between them. Immutable. The operation decides whether a retry
 * is safe: the client retries an operation that is not idempotent only if the service has certainly not processed it.
 *
 * <p>Each wait is random between zero and a bound ("full jitter"), or is the bound ({@link #withoutJitter()}). The
 * bound starts at {@link #baseDelay()} ({@link #throttledBaseDelay()} after HTTP 429), doubles with every attempt, and
 * ends at {@link #maxDelay()}. A longer {@code Retry-After} of the service takes precedence.
 */
public final class RetryPolicy {
    private static final RetryPolicy STANDARD =
            new RetryPolicy(3, Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(20), true);

    private final int maxAttempts;
    private final Duration baseDelay;
    private final Duration throttledBaseDelay;
    private final Duration maxDelay;
    private final boolean hasJitter;

    private RetryPolicy(
            int maxAttempts, Duration baseDelay, Duration throttledBaseDelay, Duration maxDelay, boolean hasJitter) {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts must be at least 1, but is " + maxAttempts);
        }
        this.maxAttempts = maxAttempts;
        this.baseDelay = notNegative("baseDelay", baseDelay);
        this.throttledBaseDelay = notNegative("throttledBaseDelay", throttledBaseDelay);
        this.maxDelay = notNegative("maxDelay", maxDelay);
        this.hasJitter = hasJitter;
    }

    /**
     * Returns the default policy of the clients: 3 attempts, with bounds of 200 ms (1 s after HTTP 429), doubling up to
     * 20 s.
     *
     * @return the standard policy
     */
    public static RetryPolicy standard() {
        return STANDARD;
    }

    /**
     * Returns a policy of one attempt and no retry. The client still replaces a refused token once, if the
     * {@link TokenProvider} has another one.
     *
     * @return a policy of one attempt
     */
    public static RetryPolicy none() {
        return STANDARD.withMaxAttempts(1);
    }

    /**
     * Returns a copy with another number of attempts. Some requests do not count: the request with another token after
     * a refused token, a request to an unreachable endpoint if there is another endpoint, and up to 15 requests that an
     * HTTP/2 server refused without processing them.
     *
     * @param maxAttempts the maximum number of attempts of a call, including the first
     * @return the changed policy
     * @throws IllegalArgumentException if it is less than 1
     */
    public RetryPolicy withMaxAttempts(int maxAttempts) {
        return new RetryPolicy(maxAttempts, baseDelay, throttledBaseDelay, maxDelay, hasJitter);
    }

    /**
     * Returns a copy with another bound of the first wait.
     *
     * @param baseDelay the bound of the first wait, zero or more
     * @return the changed policy
     * @throws IllegalArgumentException if it is negative
     */
    public RetryPolicy withBaseDelay(Duration baseDelay) {
        return new RetryPolicy(maxAttempts, baseDelay, throttledBaseDelay, maxDelay, hasJitter);
    }

    /**
     * Returns a copy with another bound of the first wait after HTTP 429.
     *
     * @param throttledBaseDelay the bound of the first wait after HTTP 429, zero or more
     * @return the changed policy
     * @throws IllegalArgumentException if it is negative
     */
    public RetryPolicy withThrottledBaseDelay(Duration throttledBaseDelay) {
        return new RetryPolicy(maxAttempts, baseDelay, throttledBaseDelay, maxDelay, hasJitter);
    }

    /**
     * Returns a copy with another maximum of the client's own waits. It does not shorten a wait that the service
     * requests.
     *
     * @param maxDelay the maximum, zero or more
     * @return the changed policy
     * @throws IllegalArgumentException if it is negative
     */
    public RetryPolicy withMaxDelay(Duration maxDelay) {
        return new RetryPolicy(maxAttempts, baseDelay, throttledBaseDelay, maxDelay, hasJitter);
    }

    /**
     * Returns a copy whose waits equal their bounds instead of being random. Use it only if no other machine calls the
     * endpoint, because many machines would retry at the same time.
     *
     * @return the changed policy
     */
    public RetryPolicy withoutJitter() {
        return new RetryPolicy(maxAttempts, baseDelay, throttledBaseDelay, maxDelay, false);
    }

    /**
     * Returns the maximum number of attempts of a call, see {@link #withMaxAttempts(int)}.
     *
     * @return the number, including the first attempt
     */
    public int maxAttempts() {
        return maxAttempts;
    }

    /**
     * Returns the bound of the first wait.
     *
     * @return the bound
     */
    public Duration baseDelay() {
        return baseDelay;
    }

    /**
     * Returns the bound of the first wait after HTTP 429.
     *
     * @return the bound
     */
    public Duration throttledBaseDelay() {
        return throttledBaseDelay;
    }

    /**
     * Returns the maximum of the client's own waits.
     *
     * @return the maximum
     */
    public Duration maxDelay() {
        return maxDelay;
    }

    /**
     * Returns whether the waits are random.
     *
     * @return true unless {@link #withoutJitter()} created this policy
     */
    public boolean hasJitter() {
        return hasJitter;
    }

    @Override
    public String toString() {
        return "RetryPolicy[maxAttempts=" + maxAttempts + ", baseDelay=" + baseDelay + ", throttledBaseDelay="
                + throttledBaseDelay + ", maxDelay=" + maxDelay + (hasJitter ? "" : ", without jitter") + "]";
    }

    private static Duration notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + value);
        }
        return value;
    }
}
