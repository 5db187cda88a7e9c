package io.cloudjobs.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.testkit.Canary;
import io.cloudjobs.testkit.OneLine;

/**
 * Checks that an exception with its causes and suppressed exceptions is safe to log: a short message, and each text on
 * one line without a secret.
 */
final class FitForALog {
    private FitForALog() {}

    static void check(SdkException failure) {
        Canary.check(failure);
        assertThat(failure.getMessage().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(1024);
        OneLine.check(failure);
        if (failure instanceof ApiException refusal) {
            Canary.check(String.valueOf(refusal.error().code()));
            Canary.check(String.valueOf(refusal.error().message()));
            Canary.check(String.valueOf(refusal.error().requestId()));
            Canary.check(String.valueOf(refusal.error().body()));
            OneLine.check(refusal.error().toString());
            assertThat(refusal.error().status()).isEqualTo(refusal.statusCode());
            if (refusal.error().body() != null) {
                assertThat(refusal.error().body().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(8 * 1024);
            }
        }
    }
}
