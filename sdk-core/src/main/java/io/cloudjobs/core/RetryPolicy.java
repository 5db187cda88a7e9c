package io.cloudjobs.core;

import java.time.Duration;

/**
 * How often a call is retried, and how long it waits before each retry. Immutable. The operation decides whether a retry is
 * safe: an operation that is not idempotent is retried only if the service surely did not process it.
 *
 * <p>Each wait is drawn at random between zero and a bound ("full jitter"), or is the bound ({@link #withoutJitter()}). The
 * bound starts at {@link #baseDelay()} ({@link #throttledBaseDelay()} after HTTP 429), doubles with every attempt, and ends at
 * {@link #maxDelay()}. A longer {@code Retry-After} of the service wins.
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
            throw new IllegalArgumentException("maxAttempts must be at least 1, the first attempt, not " + maxAttempts);
        }
        this.maxAttempts = maxAttempts;
        this.baseDelay = notNegative("baseDelay", baseDelay);
        this.throttledBaseDelay = notNegative("throttledBaseDelay", throttledBaseDelay);
        this.maxDelay = notNegative("maxDelay", maxDelay);
        this.hasJitter = hasJitter;
    }

    /**
     * The default policy of clients: 3 attempts, 200 ms (1 s after HTTP 429) doubling, at most 20 s.
     *
     * @return the standard policy
     */
    public static RetryPolicy standard() {
        return STANDARD;
    }

    /**
     * One attempt and no retry. A refused token is still replaced once, if the {@link TokenProvider} has another one.
     *
     * @return a policy of one attempt
     */
    public static RetryPolicy none() {
        return STANDARD.withMaxAttempts(1);
    }

    /**
     * The same policy with another number of attempts. Some requests do not count: the one with another token after a refused
     * token, one to an endpoint that cannot be reached when there is another one to ask, and up to 15 that an HTTP/2 server
     * refused without looking at them.
     *
     * @param maxAttempts the maximum number of attempts of a call, including the first
     * @return the changed policy
     * @throws IllegalArgumentException if it is less than 1
     */
    public RetryPolicy withMaxAttempts(int maxAttempts) {
        return new RetryPolicy(maxAttempts, baseDelay, throttledBaseDelay, maxDelay, hasJitter);
    }

    /**
     * The same policy with another first bound of the wait.
     *
     * @param baseDelay the bound of the first wait, zero or more
     * @return the changed policy
     * @throws IllegalArgumentException if it is negative
     */
    public RetryPolicy withBaseDelay(Duration baseDelay) {
        return new RetryPolicy(maxAttempts, baseDelay, throttledBaseDelay, maxDelay, hasJitter);
    }

    /**
     * The same policy with another first bound of the wait after HTTP 429.
     *
     * @param throttledBaseDelay the bound of the first wait after HTTP 429, zero or more
     * @return the changed policy
     * @throws IllegalArgumentException if it is negative
     */
    public RetryPolicy withThrottledBaseDelay(Duration throttledBaseDelay) {
        return new RetryPolicy(maxAttempts, baseDelay, throttledBaseDelay, maxDelay, hasJitter);
    }

    /**
     * The same policy with another upper bound of our own waits. It does not shorten a wait that the service asks for.
     *
     * @param maxDelay the longest wait of our own, zero or more
     * @return the changed policy
     * @throws IllegalArgumentException if it is negative
     */
    public RetryPolicy withMaxDelay(Duration maxDelay) {
        return new RetryPolicy(maxAttempts, baseDelay, throttledBaseDelay, maxDelay, hasJitter);
    }

    /**
     * The same policy with waits that are as long as their bounds, not drawn at random. For an endpoint that only this machine
     * asks: many machines would come back at the same time.
     *
     * @return the changed policy
     */
    public RetryPolicy withoutJitter() {
        return new RetryPolicy(maxAttempts, baseDelay, throttledBaseDelay, maxDelay, false);
    }

    /**
     * How many attempts a call has, see {@link #withMaxAttempts(int)}.
     *
     * @return the number, the first attempt included
     */
    public int maxAttempts() {
        return maxAttempts;
    }

    /**
     * The bound of the first wait.
     *
     * @return the bound
     */
    public Duration baseDelay() {
        return baseDelay;
    }

    /**
     * The bound of the first wait after HTTP 429.
     *
     * @return the bound
     */
    public Duration throttledBaseDelay() {
        return throttledBaseDelay;
    }

    /**
     * The longest wait of our own.
     *
     * @return the bound
     */
    public Duration maxDelay() {
        return maxDelay;
    }

    /**
     * Whether the waits are drawn at random.
     *
     * @return true unless this policy was made by {@link #withoutJitter()}
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
