package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.core.internal.NextStep.Cost;
import io.cloudjobs.core.internal.NextStep.Return;
import io.cloudjobs.core.internal.NextStep.Throw;
import io.cloudjobs.core.internal.NextStep.Wait;
import io.cloudjobs.core.internal.NextStep.WithToken;
import io.cloudjobs.core.internal.Outcome.Failure;
import io.cloudjobs.core.internal.Outcome.Kind;
import io.cloudjobs.core.internal.Outcome.Success;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes next, for every outcome: of an operation with two endpoints, of at most three attempts, in the middle of each wait. */
class NextStepTest {
    private static final ApiRequest ONCE = new ApiRequest("thing.act", "POST", ResourcePath.ROOT.resolve("/things"));
    private static final ApiRequest REPEATABLE = ONCE.repeatable();

    private static NextStep<String> after(Outcome<String> outcome, Progress before) {
        return RetryDecision.after(
                outcome, before, RetryPolicy.standard(), Duration.ofMinutes(1), () -> Long.MIN_VALUE);
    }

    private static Failure<String> failure(Kind kind, SdkException exception) {
        return new Failure<>(kind, exception, null, false, null);
    }

    private static Failure<String> failure(Kind kind, Progress before) {
        return failure(kind, before.transportFailure("it failed", null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # outcome     | repeatable | attempts | moves | refusals | was endless | wait   | what pays
            THROTTLED     | false      | 1        | 0     | 0        | false       | PT0.5S | THROTTLED
            THROTTLED     | true       | 2        | 0     | 0        | false       | PT1S   | THROTTLED
            THROTTLED     | true       | 3        | 0     | 0        | false       |        |
            UNREACHABLE   | false      | 1        | 0     | 0        | false       | PT0S   | NOTHING
            UNREACHABLE   | false      | 2        | 1     | 0        | false       | PT0.1S | RETRY
            UNREACHABLE   | false      | 3        | 1     | 0        | false       | PT0.2S | RETRY
            UNREACHABLE   | false      | 4        | 1     | 0        | false       |        |
            NOT_PROCESSED | false      | 1        | 0     | 0        | false       | PT0.1S | RETRY
            NOT_PROCESSED | false      | 3        | 0     | 0        | false       |        |
            REFUSED       | false      | 1        | 0     | 0        | false       | PT0S   | REFUSAL
            REFUSED       | false      | 2        | 0     | 1        | false       | PT0.005S | REFUSAL
            REFUSED       | false      | 3        | 0     | 0        | false       | PT0S   | REFUSAL
            REFUSED       | false      | 16       | 0     | 15       | false       | PT0.1S | RETRY
            REFUSED       | false      | 18       | 0     | 15       | false       |        |
            UNCLEAR       | true       | 1        | 0     | 0        | false       | PT0.1S | RETRY
            UNCLEAR       | true       | 3        | 1     | 0        | false       | PT0.2S | RETRY
            UNCLEAR       | true       | 3        | 0     | 0        | false       |        |
            UNCLEAR       | false      | 1        | 0     | 0        | false       |        |
            ENDLESS       | true       | 1        | 0     | 0        | false       | PT0.1S | RETRY
            ENDLESS       | true       | 2        | 0     | 0        | true        |        |
            ENDLESS       | false      | 1        | 0     | 0        | false       |        |
            FINAL         | true       | 1        | 0     | 0        | false       |        |
            """)
    void whatFollowsAFailure(
            Kind kind,
            boolean isRepeatable,
            int attempts,
            int moves,
            int refusals,
            boolean wasEndless,
            Duration wait,
            Cost cost) {
        Progress before =
                new Progress(isRepeatable ? REPEATABLE : ONCE, 2, true, attempts, moves, refusals, false, wasEndless);
        Failure<String> failure = failure(kind, before);

        assertThat(after(failure, before))
                .isEqualTo(wait == null ? new Throw<>(failure.exception()) : new Wait<>(wait, cost));
    }

    @Test
    void aSuccessIsReturned() {
        assertThat(after(new Success<>("done"), Progress.start(ONCE, 1, true))).isEqualTo(new Return<>("done"));
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
                "thing.act", 1, false, ErrorResponse.builder(401).build());

        assertThat(after(new Failure<>(Kind.FINAL, refusal, null, isDoubtful, null), before))
                .isEqualTo(isReplaced ? new WithToken<>(refusal) : new Throw<>(refusal));
    }

    @Test
    void aTokenIsReplacedOnce() {
        Progress before = Progress.start(ONCE, 1, true).withAttempt().withTokenReplaced();
        UnauthorizedException refusal = new UnauthorizedException(
                "thing.act", 1, false, ErrorResponse.builder(401).build());

        assertThat(after(failure(Kind.FINAL, refusal), before)).isEqualTo(new Throw<>(refusal));
    }

    /** Without the budget for refusals, one of them is like a connection that cannot be made. */
    @ParameterizedTest
    @EnumSource
    void withoutBudgetThereIsNoRetry(Kind kind) {
        Progress before = Progress.start(REPEATABLE, 1, true).withAttempt();
        Failure<String> unpaid = failure(kind, before).unpaid();

        assertThat(after(unpaid, before))
                .isEqualTo(
                        kind == Kind.REFUSED
                                ? new Wait<>(Duration.ofMillis(100), Cost.RETRY)
                                : new Throw<>(unpaid.exception()));
    }

    @Test
    void whatAStepCostsIsRemembered() {
        Progress start = Progress.start(ONCE, 2, true).withAttempt();

        assertThat(start.retrying(Cost.NOTHING, Kind.UNREACHABLE).mayMove()).isFalse();
        assertThat(start.retrying(Cost.NOTHING, Kind.UNREACHABLE).countedAttempts())
                .isZero();
        assertThat(start.retrying(Cost.REFUSAL, Kind.REFUSED).countedAttempts()).isZero();
        assertThat(start.retrying(Cost.RETRY, Kind.UNCLEAR)).isEqualTo(start);
        assertThat(start.retrying(Cost.RETRY, Kind.ENDLESS).wasEndless()).isTrue();
    }
}
