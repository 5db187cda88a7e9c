package io.cloudjobs.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.testkit.Canary;

/** Whether an exception may stand in a log: short, one line, without a secret. */
final class FitForALog {
    private FitForALog() {}

    static void check(SdkException failure) {
        Canary.check(failure);
        assertThat(failure.getMessage().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(1024);
        checkOneLine(failure.getMessage());
        if (failure instanceof ApiException refusal) {
            Canary.check(String.valueOf(refusal.error().code()));
            Canary.check(String.valueOf(refusal.error().message()));
            Canary.check(String.valueOf(refusal.error().requestId()));
            Canary.check(String.valueOf(refusal.error().body()));
            checkOneLine(refusal.error().toString());
            assertThat(refusal.error().status()).isEqualTo(refusal.statusCode());
            if (refusal.error().body() != null) {
                assertThat(refusal.error().body().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(8 * 1024);
            }
        }
    }

    /** Nothing that breaks a line, turns its direction or moves a cursor. */
    private static void checkOneLine(String text) {
        text.codePoints()
                .filter(c -> switch (Character.getType(c)) {
                    case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                        true;
                    default -> false;
                })
                .findAny()
                .ifPresent(c -> {
                    throw new AssertionError("U+" + Integer.toHexString(c) + " is in the message");
                });
    }
}
