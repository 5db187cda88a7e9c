package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.testkit.ManualTime;
import io.cloudjobs.testkit.RawServer.Answer;
import io.cloudjobs.testkit.RawServer.Then;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The actual waits for a {@code Retry-After}, from the bytes on the connection to the clock. The random source returns
 * its maximum, so the backoff is 1 s and then 2 s after 429, and 0.2 s and then 0.4 s after 503. An unusable value
 * results in these waits, never in shorter ones. The time is 12:00:00 on 22 November 2026.
 */
@Timeout(60)
class RetryAfterWaitsTest {
    private static final String OWN_AFTER_429 = "1 2";
    private static final String OWN_AFTER_503 = "0.2 0.4";

    static Stream<Arguments> headers() {
        return Stream.of(
                // no usable number
                unusable("-1"),
                unusable("-0.5"),
                unusable("1e9"),
                unusable("NaN"),
                unusable("Infinity"),
                unusable("-Infinity"),
                unusable("+5"),
                unusable("0x10"),
                unusable("5s"),
                unusable("soon"),
                unusable(""),
                unusable(" "),
                unusable(","),
                unusable("\u0085"),
                unusable("<html>"),
                unusable("9".repeat(10_240)),
                unusable("5," + " ".repeat(10_240) + "6"),
                unusable("x".repeat(10_240)),
                // past dates in all three formats, and invalid dates
                unusable("Sun, 22 Nov 2026 11:59:59 GMT"),
                unusable("Sunday, 22-Nov-26 11:59:59 GMT"),
                unusable("Sun Nov 22 11:59:59 2026"),
                unusable("Sun, 06 Nov 1994 08:49:37 GMT"),
                unusable("Sun, 32 Nov 2026 12:00:30 GMT"),
                unusable("2026-11-22T12:00:30Z"),
                // usable, but not longer than the backoff
                waits("0", OWN_AFTER_429, OWN_AFTER_503),
                waits("0.1", OWN_AFTER_429, OWN_AFTER_503),
                waits("0.3", OWN_AFTER_429, "0.3 0.4"),
                waits("0.5", OWN_AFTER_429, "0.5 0.5"),
                waits("1.5", "1.5 2", "1.5 1.5"),
                waits("Sun, 22 Nov 2026 12:00:00 GMT", OWN_AFTER_429, OWN_AFTER_503),
                // usable: it determines the wait
                waits("2.128"),
                waits("7"),
                waits("  7  ", "7 7", "7 7"),
                waits("31,120", "120 120", "120 120"),
                waits("5, soon", "5 5", "5 5"),
                // the date comes nearer during the first wait: the second one is the backoff
                waits("Sun, 22 Nov 2026 12:00:30 GMT", "30 2", "30 0.4"),
                waits("Sunday, 22-Nov-26 12:00:30 GMT", "30 2", "30 0.4"),
                waits("Sun Nov 22 12:00:30 2026", "30 2", "30 0.4"),
                // beyond the timeout of 10 minutes: the client does not wait
                neverFits("600", Duration.ofSeconds(600)),
                neverFits("3600", Duration.ofHours(1)),
                neverFits("99999999999999999999", Duration.ofDays(36_500)),
                neverFits("Sun, 22 Nov 2026 13:00:00 GMT", Duration.ofHours(1)),
                neverFits("Fri, 31 Dec 9999 23:59:59 GMT", Duration.ofDays(36_500)),
                // two headers: the longer wait
                waits(List.of("5", "10"), "10 10", "10 10"),
                waits(List.of("10", "5"), "10 10", "10 10"),
                waits(List.of("-1", "5"), "5 5", "5 5"),
                waits(List.of("soon", ""), OWN_AFTER_429, OWN_AFTER_503),
                waits(List.of("5", "Sun, 22 Nov 2026 12:00:30 GMT"), "30 5", "30 5"));
    }

    private static Arguments unusable(String header) {
        return waits(header, OWN_AFTER_429, OWN_AFTER_503);
    }

    private static Arguments waits(String seconds) {
        return waits(seconds, seconds + " " + seconds, seconds + " " + seconds);
    }

    private static Arguments waits(String header, String after429, String after503) {
        return waits(List.of(header), after429, after503);
    }

    private static Arguments waits(List<String> headers, String after429, String after503) {
        return row(headers, after429, after503, null);
    }

    private static Arguments neverFits(String header, Duration retryAfter) {
        return row(List.of(header), "", "", retryAfter);
    }

    private static Arguments row(List<String> headers, String after429, String after503, Duration retryAfter) {
        String name = "Retry-After: " + String.join(" and ", headers);
        return argumentSet(
                name.length() > 60 ? name.substring(0, 60) + "..." : name, headers, after429, after503, retryAfter);
    }

    @ParameterizedTest
    @MethodSource("headers")
    void theWaitsAfter429AreTheLongerOfTheServicesAndOurs(
            List<String> headers, String after429, String after503, Duration retryAfter) throws IOException {
        for (Operation operation : Operation.values()) {
            assertWaits(operation, 429, headers, after429, retryAfter);
        }
    }

    @ParameterizedTest
    @MethodSource("headers")
    void theWaitsAfter503AreTheLongerOfTheServicesAndOurs(
            List<String> headers, String after429, String after503, Duration retryAfter) throws IOException {
        assertWaits(Operation.GET, 503, headers, after503, retryAfter);
        assertWaits(Operation.CANCEL, 503, headers, after503, retryAfter);
        // No header of the service makes the client retry a non-idempotent request.
        assertWaits(Operation.ABORT, 503, headers, "", retryAfter);
    }

    private static void assertWaits(
            Operation operation, int status, List<String> headers, String seconds, Duration retryAfter)
            throws IOException {
        StringBuilder answer = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
        headers.forEach(header -> answer.append("Retry-After: ").append(header).append("\r\n"));
        answer.append("Content-Length: 0\r\n\r\n");
        try (RawFaultServer server = new RawFaultServer(op -> Answer.of(answer.toString(), Then.KEEP), "http")) {
            FaultCase fault = new FaultCase(server);
            fault.settings.timeout = Duration.ofMinutes(10);
            fault.settings.random = () -> -1L; // then nextDouble() returns its maximum, just below 1
            server.fails(operation);

            SdkException failure = fault.failureOf(operation);

            List<Duration> waits = ((ManualTime) fault.settings.time).sleeps();
            assertThat(waits.stream().map(RetryAfterWaitsTest::rounded))
                    .as(operation.title)
                    .isEqualTo(expected(seconds));
            assertThat(server.requestCount()).as(operation.title).isEqualTo(waits.size() + 1);
            assertThat(failure).isInstanceOfSatisfying(ApiException.class, refused -> {
                assertThat(refused.statusCode()).isEqualTo(status);
                assertThat(refused.attempts()).isEqualTo(waits.size() + 1);
                if (retryAfter != null) {
                    assertThat(refused.error().retryAfter()).isEqualTo(retryAfter);
                }
            });
            fault.assertNothingInUse();
            fault.close();
        }
    }

    private static List<Duration> expected(String seconds) {
        return Arrays.stream(seconds.split(" "))
                .filter(second -> !second.isEmpty())
                .map(second -> Duration.parse("PT" + second + "S"))
                .toList();
    }

    /** Rounds to the microsecond, because the random factor is slightly less than 1. */
    private static Duration rounded(Duration wait) {
        return Duration.ofNanos(Math.round(wait.toNanos() / 1e3) * 1000);
    }
}
