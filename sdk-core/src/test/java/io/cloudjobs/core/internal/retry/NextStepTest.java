package io.cloudjobs.core.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.core.internal.retry.Outcome.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The next step for every outcome: of an operation with two endpoints and at most three attempts, with random waits of
 * half their maximum.
 */
class NextStepTest {
    private static final ApiRequest ONCE = new ApiRequest("thing.act", "POST", ResourcePath.ROOT.resolve("/things"));
    private static final ApiRequest REPEATABLE = ONCE.idempotent();

    private static NextStep after(Outcome<String> outcome, Progress before) {
        return RetryDecision.after(
                outcome, before, RetryPolicy.standard(), Duration.ofMinutes(1), () -> Long.MIN_VALUE);
    }

    private static Outcome<String> failure(Kind kind, SdkException exception) {
        return new Outcome<>(kind, null, exception, null, false, null);
    }

    private static Outcome<String> failure(Kind kind, Progress before) {
        return failure(kind, before.transportFailure("it failed", null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # outcome     | repeatable | attempts | moves | refusals | was endless | next            | wait
            THROTTLED     | false      | 1        | 0     | 0        | false       | RETRY_THROTTLED | PT0.5S
            THROTTLED     | true       | 2        | 0     | 0        | false       | RETRY_THROTTLED | PT1S
            THROTTLED     | true       | 3        | 0     | 0        | false       | THROW           |
            UNREACHABLE   | false      | 1        | 0     | 0        | false       | MOVE            | PT0S
            UNREACHABLE   | false      | 2        | 1     | 0        | false       | RETRY           | PT0.1S
            UNREACHABLE   | false      | 3        | 1     | 0        | false       | RETRY           | PT0.2S
            UNREACHABLE   | false      | 4        | 1     | 0        | false       | THROW           |
            NOT_PROCESSED | false      | 1        | 0     | 0        | false       | RETRY           | PT0.1S
            NOT_PROCESSED | false      | 3        | 0     | 0        | false       | THROW           |
            REFUSED       | false      | 1        | 0     | 0        | false       | RECONNECT       | PT0S
            REFUSED       | false      | 2        | 0     | 1        | false       | RECONNECT       | PT0.005S
            REFUSED       | false      | 3        | 0     | 0        | false       | RECONNECT       | PT0S
            REFUSED       | false      | 16       | 0     | 15       | false       | RETRY           | PT0.1S
            REFUSED       | false      | 18       | 0     | 15       | false       | THROW           |
            UNCLEAR       | true       | 1        | 0     | 0        | false       | RETRY           | PT0.1S
            UNCLEAR       | true       | 3        | 1     | 0        | false       | RETRY           | PT0.2S
            UNCLEAR       | true       | 3        | 0     | 0        | false       | THROW           |
            UNCLEAR       | false      | 1        | 0     | 0        | false       | THROW           |
            ENDLESS       | true       | 1        | 0     | 0        | false       | RETRY           | PT0.1S
            ENDLESS       | true       | 2        | 0     | 0        | true        | THROW           |
            ENDLESS       | false      | 1        | 0     | 0        | false       | THROW           |
            FINAL         | true       | 1        | 0     | 0        | false       | THROW           |
            """)
    void whatFollowsAFailure(
            Kind kind,
            boolean isRepeatable,
            int attempts,
            int moves,
            int refusals,
            boolean wasEndless,
            NextStep.Kind next,
            Duration wait) {
        Progress before =
                new Progress(isRepeatable ? REPEATABLE : ONCE, attempts, false, 1, moves, refusals, true, wasEndless);

        assertThat(after(failure(kind, before), before)).isEqualTo(new NextStep(next, wait));
    }

    @Test
    void aSuccessIsReturned() {
        assertThat(after(Outcome.success("done"), Progress.start(ONCE, 1, true)))
                .isEqualTo(NextStep.RETURN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # token may be replaced | repeatable | may not be the service's response | with another token
            true                    | false      | false                             | true
            true                    | true       | false                             | true
            true                    | true       | true                              | true
            true                    | false      | true                              | false
            false                   | true       | false                             | false
            """)
    void aRefusedTokenIsReplaced(boolean mayReplace, boolean isRepeatable, boolean isDoubtful, boolean isReplaced) {
        Progress before =
                Progress.start(isRepeatable ? REPEATABLE : ONCE, 1, mayReplace).withAttempt();
        UnauthorizedException refusal = new UnauthorizedException(
                "thing.act", null, 1, false, ErrorResponse.builder(401).build());

        assertThat(after(new Outcome<>(Kind.FINAL, null, refusal, null, isDoubtful, null), before))
                .isEqualTo(isReplaced ? new NextStep(NextStep.Kind.WITH_TOKEN, Duration.ZERO) : NextStep.THROW);
    }

    @Test
    void aTokenIsReplacedOnce() {
        Progress before = Progress.start(ONCE, 1, true).withAttempt().followedBy(NextStep.Kind.WITH_TOKEN, Kind.FINAL);
        UnauthorizedException refusal = new UnauthorizedException(
                "thing.act", null, 1, false, ErrorResponse.builder(401).build());

        assertThat(after(failure(Kind.FINAL, refusal), before)).isEqualTo(NextStep.THROW);
    }

    /** Without the refusal budget, a refusal counts as a connection failure. */
    @ParameterizedTest
    @EnumSource
    void withoutBudgetThereIsNoRetry(Kind kind) {
        Progress before = Progress.start(REPEATABLE, 1, true).withAttempt();
        Outcome<String> unpaid = failure(kind, before).unpaid();

        assertThat(after(unpaid, before))
                .isEqualTo(
                        kind == Kind.REFUSED
                                ? new NextStep(NextStep.Kind.RETRY, Duration.ofMillis(100))
                                : NextStep.THROW);
    }

    @Test
    void theNextStepIsRemembered() {
        Progress start = Progress.start(ONCE, 2, true).withAttempt();

        assertThat(start.followedBy(NextStep.Kind.MOVE, Kind.UNREACHABLE).moves).isEqualTo(1);
        assertThat(start.followedBy(NextStep.Kind.MOVE, Kind.UNREACHABLE).countedAttempts())
                .isZero();
        assertThat(start.followedBy(NextStep.Kind.RECONNECT, Kind.REFUSED).countedAttempts())
                .isZero();
        assertThat(start.followedBy(NextStep.Kind.RETRY, Kind.UNCLEAR).countedAttempts())
                .isEqualTo(1);
        assertThat(start.followedBy(NextStep.Kind.RETRY, Kind.ENDLESS).wasEndless)
                .isTrue();
    }
}
