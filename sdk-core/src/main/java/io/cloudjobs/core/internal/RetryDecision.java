package io.cloudjobs.core.internal;

import io.cloudjobs.core.RetryPolicy;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * May a call be repeated, and after how long? Pure: it knows no clock and sends nothing. The refused token is not here: its
 * repeat depends on the token and not on the policy.
 */
final class RetryDecision {
    /** After so many refusals it counts like a connection that cannot be made. */
    private static final int MAX_REFUSALS = 15;

    private static final double REFUSAL_DELAY = 10e6;
    private static final double MAX_REFUSAL_DELAY = 200e6;

    private RetryDecision() {}

    /** How an attempt ended, as far as it matters for a repeat. */
    enum Outcome {
        /** The service refused it, unprocessed, because there were too many. */
        THROTTLED,
        /** It surely was not processed: there was no connection. */
        NOT_PROCESSED,
        /** It surely was not processed: the server does no more on this connection, or refused the stream. */
        REFUSED,
        /** It may have been processed; another attempt may go well: the connection died, or a status that passes. */
        UNCLEAR,
        /** Another attempt would end the same way. */
        FINAL
    }

    /**
     * The wait before the next attempt, or null when there must not be one.
     *
     * @param attempt how many attempts have been made
     * @param retryAfter the wait that the service asks for
     * @param remaining what the deadline leaves
     */
    static @Nullable Duration waitBeforeRepeat(
            RetryPolicy policy,
            int attempt,
            Outcome outcome,
            boolean mayBeRepeated,
            @Nullable Duration retryAfter,
            Duration remaining,
            RandomGenerator random) {
        boolean allowed = switch (outcome) {
            case THROTTLED, NOT_PROCESSED, REFUSED -> true;
            case UNCLEAR -> mayBeRepeated;
            case FINAL -> false;
        };
        if (!allowed || attempt >= policy.maxAttempts()) {
            return null;
        }
        Duration wait = backoff(policy, attempt, outcome, random);
        if (retryAfter != null && retryAfter.compareTo(wait) > 0) {
            wait = retryAfter;
        }
        // A wait that reaches the deadline would only end in a timeout: better to say at once what happened.
        return wait.compareTo(remaining) < 0 ? wait : null;
    }

    /**
     * The wait before a request goes out again that a server refused on one connection and may accept on another; null after too
     * many refusals, or when there is no time left. Busy servers refuse as a matter of course: they limit the streams of a
     * connection, and the requests. The first retry waits for nothing.
     *
     * @param refusals how often this operation was refused before
     */
    static @Nullable Duration waitAfterRefusal(int refusals, Duration remaining, RandomGenerator random) {
        if (refusals >= MAX_REFUSALS) {
            return null;
        }
        double bound = refusals == 0 ? 0 : Math.min(REFUSAL_DELAY * Math.pow(2, refusals - 1), MAX_REFUSAL_DELAY);
        Duration wait = Duration.ofNanos((long) (random.nextDouble() * bound));
        return wait.compareTo(remaining) < 0 ? wait : null;
    }

    private static Duration backoff(RetryPolicy policy, int attempt, Outcome outcome, RandomGenerator random) {
        Duration base = outcome == Outcome.THROTTLED ? policy.throttledBaseDelay() : policy.baseDelay();
        double bound = Math.min(nanos(base) * Math.pow(2, attempt - 1), nanos(policy.maxDelay()));
        return Duration.ofNanos((long) (random.nextDouble() * bound));
    }

    /** Other than {@link Duration#toNanos()}, this has no end: a policy may well say "for ever". */
    private static double nanos(Duration duration) {
        return duration.getSeconds() * 1e9 + duration.getNano();
    }
}
