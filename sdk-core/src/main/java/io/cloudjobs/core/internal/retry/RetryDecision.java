package io.cloudjobs.core.internal.retry;

import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.core.internal.retry.Outcome.Kind;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What comes after an attempt: the result, the failure, or another attempt, and after how long? Pure: it knows no clock and sends nothing. */
public final class RetryDecision {
    /** After so many refusals it counts like a connection that cannot be made. */
    private static final int MAX_REFUSALS = 15;

    private static final double REFUSAL_DELAY = 10e6;
    private static final double MAX_REFUSAL_DELAY = 200e6;

    private RetryDecision() {}

    /** Whether a service that answers like this may have done what it was asked. */
    public static boolean mayHaveActed(int status, String method) {
        boolean isDoneElsewhere = status == 303 && !method.equals("GET");
        return isDoneElsewhere || status / 100 == 2 || status < 200 || status == 408 || status >= 500;
    }

    /**
     * What comes next.
     *
     * @param before what was done until the attempt ended, and not yet what follows from its outcome
     * @param remaining what the deadline leaves
     */
    public static NextStep after(
            Outcome<?> outcome, Progress before, RetryPolicy policy, Duration remaining, RandomGenerator random) {
        if (outcome.exception() == null) {
            return NextStep.RETURN;
        }
        boolean isIdempotent = before.operation.isIdempotent();
        if (before.mayReplaceToken
                && (isIdempotent || !outcome.isDoubtful())
                && outcome.exception() instanceof UnauthorizedException) {
            return new NextStep(NextStep.Kind.WITH_TOKEN, Duration.ZERO);
        }
        if (outcome.kind() == Kind.UNREACHABLE && before.moves < before.otherEndpoints) {
            return new NextStep(NextStep.Kind.MOVE, Duration.ZERO);
        }
        if (outcome.kind() == Kind.REFUSED) {
            Duration wait = waitAfterRefusal(before.refusals, remaining, random);
            if (wait != null) {
                return new NextStep(NextStep.Kind.RECONNECT, wait);
            }
        }
        boolean isSecondOfOthers = outcome.kind() == Kind.ENDLESS && before.wasEndless;
        Duration wait = waitBeforeRetry(
                policy,
                before.countedAttempts(),
                isSecondOfOthers ? Kind.FINAL : outcome.kind(),
                isIdempotent,
                outcome.retryAfter(),
                remaining,
                random);
        if (wait == null) {
            return NextStep.THROW;
        }
        return new NextStep(
                outcome.kind() == Kind.THROTTLED ? NextStep.Kind.RETRY_THROTTLED : NextStep.Kind.RETRY, wait);
    }

    /**
     * The wait before the next attempt, or null when there must not be one.
     *
     * @param attempt how many attempts have been made
     * @param retryAfter the wait that the service asks for
     * @param remaining what the deadline leaves
     */
    static @Nullable Duration waitBeforeRetry(
            RetryPolicy policy,
            int attempt,
            Kind outcome,
            boolean isIdempotent,
            @Nullable Duration retryAfter,
            Duration remaining,
            RandomGenerator random) {
        if (!isAllowed(policy, attempt, outcome, isIdempotent)) {
            return null;
        }
        Duration wait = backoff(policy, attempt, outcome, random);
        if (retryAfter != null && retryAfter.compareTo(wait) > 0) {
            wait = retryAfter;
        }
        // A wait that reaches the deadline would only end in a timeout: better to say at once what happened.
        return wait.compareTo(remaining) < 0 ? wait : null;
    }

    /** Whether there may be a retry, if only its wait fits into the timeout. */
    public static boolean mayRetry(Progress before, RetryPolicy policy, Kind outcome) {
        return isAllowed(policy, before.countedAttempts(), outcome, before.operation.isIdempotent());
    }

    private static boolean isAllowed(RetryPolicy policy, int attempt, Kind outcome, boolean isIdempotent) {
        boolean allowed = outcome == Kind.UNCLEAR || outcome == Kind.ENDLESS ? isIdempotent : outcome != Kind.FINAL;
        return allowed && attempt < policy.maxAttempts();
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

    private static Duration backoff(RetryPolicy policy, int attempt, Kind outcome, RandomGenerator random) {
        Duration base = outcome == Kind.THROTTLED ? policy.throttledBaseDelay() : policy.baseDelay();
        double bound = Math.min(nanos(base) * Math.pow(2, attempt - 1), nanos(policy.maxDelay()));
        return Duration.ofNanos((long) (policy.hasJitter() ? random.nextDouble() * bound : bound));
    }

    /** Other than {@link Duration#toNanos()}, this has no end: a policy may well say "for ever". */
    private static double nanos(Duration duration) {
        return duration.getSeconds() * 1e9 + duration.getNano();
    }
}
