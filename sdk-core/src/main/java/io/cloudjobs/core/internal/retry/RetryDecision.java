package io.cloudjobs.core.internal.retry;

import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.core.internal.retry.Outcome.Kind;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows an attempt: the result, the failure, or another attempt after a wait. A pure function: it reads
 * no clock and sends no request.
 */
public final class RetryDecision {
    /** After this many refusals, a refusal counts as a connection failure. */
    private static final int MAX_REFUSALS = 15;

    private static final double REFUSAL_DELAY = 10e6;
    private static final double MAX_REFUSAL_DELAY = 200e6;

    private RetryDecision() {}

    /** Returns whether a service that responds with this status may have performed the operation. */
    public static boolean mayHaveActed(int status, String method) {
        boolean isDoneElsewhere = status == 303 && !method.equals("GET");
        return isDoneElsewhere || status / 100 == 2 || status < 200 || status == 408 || status >= 500;
    }

    /**
     * Decides the next step.
     *
     * @param before the progress at the end of the attempt, without the effects of its outcome
     * @param remaining the time until the deadline
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
     * Returns the wait before the next attempt; null if there must be none.
     *
     * @param attempt the number of attempts so far
     * @param retryAfter the wait that the service requests
     * @param remaining the time until the deadline
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
        // A wait beyond the deadline would only end in a timeout. Report the failure now instead.
        return wait.compareTo(remaining) < 0 ? wait : null;
    }

    /** Returns whether a retry is allowed if its wait fits into the timeout. */
    public static boolean mayRetry(Progress before, RetryPolicy policy, Kind outcome) {
        return isAllowed(policy, before.countedAttempts(), outcome, before.operation.isIdempotent());
    }

    private static boolean isAllowed(RetryPolicy policy, int attempt, Kind outcome, boolean isIdempotent) {
        boolean allowed = outcome == Kind.UNCLEAR || outcome == Kind.ENDLESS ? isIdempotent : outcome != Kind.FINAL;
        return allowed && attempt < policy.maxAttempts();
    }

    /**
     * Returns the wait before the client sends a refused request on another connection; null after too many refusals,
     * or if no time is left. Refusals by busy servers are normal: they limit the streams and the requests of a
     * connection. The first of these waits is zero.
     *
     * @param refusals the number of earlier refusals of this operation
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

    /**
     * Returns nanoseconds. Unlike {@link Duration#toNanos()} this does not overflow, because a policy may use very long
     * delays.
     */
    private static double nanos(Duration duration) {
        return duration.getSeconds() * 1e9 + duration.getNano();
    }
}
