package io.cloudjobs.core.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.internal.retry.Outcome.Kind;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryDecisionTest {
    private static final RetryPolicy STANDARD = RetryPolicy.standard();
    private static final RetryPolicy PATIENT = STANDARD.withMaxAttempts(Integer.MAX_VALUE);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # how the attempt ended | declared as repeatable | repeated
            THROTTLED               | true                   | true
            THROTTLED               | false                  | true
            NOT_PROCESSED           | true                   | true
            NOT_PROCESSED           | false                  | true
            REFUSED                 | true                   | true
            REFUSED                 | false                  | true
            UNCLEAR                 | true                   | true
            UNCLEAR                 | false                  | false
            FINAL                   | true                   | false
            FINAL                   | false                  | false
            """)
    void whatIsRepeated(Kind outcome, boolean isIdempotent, boolean repeated) {
        Duration wait = RetryDecision.waitBeforeRetry(
                STANDARD, 1, outcome, isIdempotent, Duration.ofSeconds(3), MINUTE, giving(0.5));

        assertThat(wait).isEqualTo(repeated ? Duration.ofSeconds(3) : null);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, false", "2, 1, true", "2, 2, false", "3, 1, true", "3, 2, true", "3, 3, false", "3, 4, false"})
    void maxAttemptsCountsTheFirstOne(int maxAttempts, int made, boolean repeated) {
        for (Kind outcome : new Kind[] {Kind.THROTTLED, Kind.NOT_PROCESSED, Kind.UNCLEAR}) {
            Duration wait = RetryDecision.waitBeforeRetry(
                    STANDARD.withMaxAttempts(maxAttempts), made, outcome, true, null, MINUTE, giving(0.5));

            assertThat(wait != null).as("%s", outcome).isEqualTo(repeated);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # attempts made | bound      | bound after 429
            1               | PT0.2S     | PT1S
            2               | PT0.4S     | PT2S
            3               | PT0.8S     | PT4S
            4               | PT1.6S     | PT8S
            5               | PT3.2S     | PT16S
            6               | PT6.4S     | PT20S
            7               | PT12.8S    | PT20S
            8               | PT20S      | PT20S
            64              | PT20S      | PT20S
            5000            | PT20S      | PT20S
            2147483646      | PT20S      | PT20S
            """)
    void theWaitIsDrawnBelowABoundThatDoubles(int made, Duration bound, Duration throttledBound) {
        assertJitter(made, Kind.UNCLEAR, bound);
        assertJitter(made, Kind.NOT_PROCESSED, bound);
        assertJitter(made, Kind.THROTTLED, throttledBound);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # refusals before | bound of the wait
            0                 | PT0S
            1                 | PT0.01S
            2                 | PT0.02S
            5                 | PT0.16S
            6                 | PT0.2S
            14                | PT0.2S
            """)
    void aRefusedRequestGoesOutAgainSoon(int refusals, Duration bound) {
        assertThat(RetryDecision.waitAfterRefusal(refusals, MINUTE, giving(0.0)))
                .isZero();
        assertThat(RetryDecision.waitAfterRefusal(refusals, MINUTE, giving(0.5)))
                .isEqualTo(bound.dividedBy(2));
    }

    @Test
    void afterFifteenRefusalsOrWithoutTimeItDoesNot() {
        assertThat(RetryDecision.waitAfterRefusal(15, MINUTE, giving(0.5))).isNull();
        assertThat(RetryDecision.waitAfterRefusal(0, Duration.ZERO, giving(0.5)))
                .isNull();
        assertThat(RetryDecision.waitAfterRefusal(6, Duration.ofMillis(100), giving(0.5)))
                .isNull();
        assertThat(RetryDecision.waitAfterRefusal(6, Duration.ofMillis(101), giving(0.5)))
                .isEqualTo(Duration.ofMillis(100));
    }

    private static void assertJitter(int made, Kind outcome, Duration bound) {
        assertThat(backoff(PATIENT, made, outcome, 0.0)).isZero();
        assertThat(backoff(PATIENT, made, outcome, 0.25)).isEqualTo(bound.dividedBy(4));
        assertThat(backoff(PATIENT, made, outcome, 0.5)).isEqualTo(bound.dividedBy(2));
        assertThat(backoff(PATIENT, made, outcome, Math.nextDown(1.0))).isBetween(bound.minusNanos(1), bound);
        assertThat(backoff(PATIENT.withoutJitter(), made, outcome, 0.0)).isEqualTo(bound);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # Retry-After | drawn by us    | the wait
                          | PT10S          | PT10S
            PT0S          | PT10S          | PT10S
            PT9.999S      | PT10S          | PT10S
            PT10S         | PT10S          | PT10S
            PT10.001S     | PT10S          | PT10.001S
            PT59S         | PT10S          | PT59S
            PT0S          | PT0S           | PT0S
            PT0.001S      | PT0S           | PT0.001S
            """)
    void retryAfterWinsWhenItIsLonger(@Nullable Duration retryAfter, Duration drawn, Duration wait) {
        RetryPolicy policy = PATIENT.withThrottledBaseDelay(Duration.ofSeconds(20));
        double random = drawn.toNanos() / 20e9;

        assertThat(RetryDecision.waitBeforeRetry(policy, 1, Kind.THROTTLED, false, retryAfter, MINUTE, giving(random)))
                .isEqualTo(wait);
    }

    @Test
    void retryAfterMayBeLongerThanOurLongestWait() {
        Duration wait = RetryDecision.waitBeforeRetry(
                STANDARD, 1, Kind.UNCLEAR, true, Duration.ofSeconds(45), MINUTE, giving(0.5));

        assertThat(wait).isEqualTo(Duration.ofSeconds(45));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # Retry-After | the deadline leaves | the wait
            PT4S          | PT1S                |
            PT4S          | PT3.999999999S      |
            PT4S          | PT4S                |
            PT4S          | PT4.000000001S      | PT4S
            PT876000H     | PT60S               |
            # without a header: 0.1 s of our own
                          | PT0.099999999S      |
                          | PT0.1S              |
                          | PT0.100000001S      | PT0.1S
                          | PT0S                |
                          | PT-1S               |
            """)
    void aWaitThatDoesNotFitTheDeadlineIsNotBegun(
            @Nullable Duration retryAfter, Duration remaining, @Nullable Duration wait) {
        assertThat(RetryDecision.waitBeforeRetry(STANDARD, 1, Kind.UNCLEAR, true, retryAfter, remaining, giving(0.5)))
                .isEqualTo(wait);
    }

    @Test
    void noWaitDoesNotFitAnEmptyDeadline() {
        assertThat(RetryDecision.waitBeforeRetry(STANDARD, 1, Kind.UNCLEAR, true, null, Duration.ZERO, giving(0.0)))
                .isNull();
    }

    @ParameterizedTest
    @EnumSource
    void policiesWithoutAWaitDoNotWait(Kind outcome) {
        RetryPolicy policy = PATIENT.withBaseDelay(Duration.ZERO).withThrottledBaseDelay(Duration.ZERO);

        Duration wait = RetryDecision.waitBeforeRetry(policy, 5000, outcome, true, null, MINUTE, giving(0.999));

        assertThat(wait).isEqualTo(outcome == Kind.FINAL ? null : Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void aDelayLongerThanNanosecondsCanCountIsStillADelay(int made) {
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
        RetryPolicy policy = PATIENT.withBaseDelay(longest);

        assertThat(backoff(policy, made, Kind.UNCLEAR, 0.5)).isEqualTo(Duration.ofSeconds(10));
        assertThat(RetryDecision.waitBeforeRetry(
                        policy.withMaxDelay(longest), made, Kind.UNCLEAR, true, null, MINUTE, giving(0.5)))
                .isNull();
    }

    private static @Nullable Duration backoff(RetryPolicy policy, int made, Kind outcome, double random) {
        return RetryDecision.waitBeforeRetry(policy, made, outcome, true, null, MINUTE, giving(random));
    }

    /** Always returns the same number, from 0 to just below 1. */
    private static RandomGenerator giving(double number) {
        return new RandomGenerator() {
            @Override
            public double nextDouble() {
                return number;
            }

            @Override
            public long nextLong() {
                throw new AssertionError("only nextDouble is expected");
            }
        };
    }
}
