package io.cloudjobs.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
    private static final RetryPolicy STANDARD = RetryPolicy.standard();
    private static final Duration NEGATIVE = Duration.ofNanos(-1);

    @Test
    void theStandardIsThatOfTheDesign() {
        assertThat(STANDARD)
                .hasToString("RetryPolicy[maxAttempts=3, baseDelay=PT0.2S, throttledBaseDelay=PT1S, maxDelay=PT20S]");
        assertThat(STANDARD.maxAttempts()).isEqualTo(3);
        assertThat(STANDARD.baseDelay()).isEqualTo(Duration.ofMillis(200));
        assertThat(STANDARD.throttledBaseDelay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(STANDARD.maxDelay()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void noneIsOneAttempt() {
        assertThat(RetryPolicy.none())
                .hasToString("RetryPolicy[maxAttempts=1, baseDelay=PT0.2S, throttledBaseDelay=PT1S, maxDelay=PT20S]");
    }

    @Test
    void everyChangeIsANewPolicyThatKeepsTheRest() {
        RetryPolicy changed = STANDARD.withMaxAttempts(5)
                .withBaseDelay(Duration.ofMillis(1))
                .withThrottledBaseDelay(Duration.ofMillis(2))
                .withMaxDelay(Duration.ofMillis(3));

        assertThat(changed)
                .hasToString(
                        "RetryPolicy[maxAttempts=5, baseDelay=PT0.001S, throttledBaseDelay=PT0.002S, maxDelay=PT0.003S]");
        assertThat(STANDARD).hasToString(RetryPolicy.standard().toString());
    }

    @Test
    void withoutJitterAllElseStays() {
        assertThat(STANDARD.hasJitter()).isTrue();
        assertThat(STANDARD.withoutJitter().withMaxAttempts(2))
                .returns(false, RetryPolicy::hasJitter)
                .hasToString("RetryPolicy[maxAttempts=2, baseDelay=PT0.2S, throttledBaseDelay=PT1S, maxDelay=PT20S,"
                        + " without jitter]");
    }

    @Test
    void aDelayMayBeZero() {
        assertThat(STANDARD.withBaseDelay(Duration.ZERO)
                        .withThrottledBaseDelay(Duration.ZERO)
                        .withMaxDelay(Duration.ZERO))
                .hasToString("RetryPolicy[maxAttempts=3, baseDelay=PT0S, throttledBaseDelay=PT0S, maxDelay=PT0S]");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void lessThanOneAttemptIsRefused(int maxAttempts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.withMaxAttempts(maxAttempts))
                .withMessage("maxAttempts must be at least 1, but is " + maxAttempts);
    }

    @Test
    void aNegativeDelayIsRefusedByItsName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.withBaseDelay(NEGATIVE))
                .withMessage("baseDelay must not be negative, but is PT-0.000000001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.withThrottledBaseDelay(NEGATIVE))
                .withMessage("throttledBaseDelay must not be negative, but is PT-0.000000001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.withMaxDelay(NEGATIVE))
                .withMessage("maxDelay must not be negative, but is PT-0.000000001S");
    }
}
