package io.cloudjobs.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Made with public constructors only, as users do it in their tests. */
class SdkExceptionTest {
    private static final String OPERATION = "printJob.abort";
    private static final ErrorResponse ERROR = ErrorResponse.builder(403)
            .code("UnknownError")
            .message("No scope.")
            .requestId("8c1f")
            .retryAfter(Duration.ofSeconds(2))
            .body("{}")
            .build();
    private static final IOException CAUSE = new IOException("Connection reset");

    static Stream<ApiException> refusals() {
        return Stream.of(
                new ApiException(OPERATION, 2, true, ERROR),
                new UnauthorizedException(OPERATION, 2, true, ERROR),
                new ForbiddenException(OPERATION, 2, true, ERROR),
                new NotFoundException(OPERATION, 2, true, ERROR),
                new ConflictException(OPERATION, 2, true, ERROR),
                new RateLimitException(OPERATION, 2, true, ERROR));
    }

    static Stream<SdkException> failures() {
        return Stream.of(
                new TransportException(OPERATION, 2, true, "no answer", CAUSE),
                new InterruptedCallException(OPERATION, 2, true, "no answer", CAUSE),
                new TokenException(OPERATION, 2, true, "no answer", CAUSE),
                new InvalidResponseException(OPERATION, 2, true, "no answer", CAUSE));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatTheServiceSaidIsInItsException(ApiException refusal) {
        assertThat(refusal)
                .hasMessage("printJob.abort failed: HTTP 403 Forbidden, UnknownError: No scope."
                        + " (request id 8c1f, attempt 2)")
                .hasNoCause();
        assertThat(refusal.error()).isSameAs(ERROR);
        assertThat(refusal.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatFailedIsInItsException(SdkException failure) {
        assertThat(failure).hasMessage("printJob.abort failed: no answer").hasCause(CAUSE);
    }

    @ParameterizedTest
    @MethodSource({"refusals", "failures"})
    void everyExceptionTellsOfItsCallAndSurvivesSerialization(SdkException original) throws Exception {
        SdkException copy = (SdkException) Serialized.copyOf(original);

        assertThat(copy).hasSameClassAs(original).hasMessage(original.getMessage());
        for (SdkException failure : new SdkException[] {original, copy}) {
            assertThat(failure.operation()).isEqualTo(OPERATION);
            assertThat(failure.attempts()).isEqualTo(2);
            assertThat(failure.mayHaveReachedService()).isTrue();
        }
        if (original instanceof ApiException refusal) {
            assertThat(((ApiException) copy).error()).isEqualTo(refusal.error());
        }
    }

    @Test
    void aHintFollowsWhatTheServiceSaid() {
        ApiException refusal = new ApiException("gesJob.cancel", 2, true, ERROR, "read the job") {
            private static final long serialVersionUID = 1L;
        };

        assertThat(refusal).hasMessageEndingWith("(request id 8c1f, attempt 2); read the job");
    }

    @Test
    void aProblemFromElsewhereIsOneLineOfAtMostOneKibibyte() {
        SdkException failure =
                new TransportException("printJob.abort", 1, false, "no\r\nanswer\u202E " + "x".repeat(100_000), null);

        assertThat(failure.getMessage())
                .startsWith("printJob.abort failed: no  answer  xxx")
                .endsWith("x…")
                .hasSizeLessThanOrEqualTo(1_024);
    }

    @Test
    void aTimeoutAndAnInterruptAreTransportFailures() {
        assertThat(new InterruptedCallException(OPERATION, 0, false, "the thread was interrupted", null))
                .isInstanceOf(TransportException.class)
                .hasMessage("printJob.abort failed: the thread was interrupted")
                .hasNoCause();
    }

    @Test
    void theEndOfAWaitChangesNothing() throws Exception {
        AwaitTimeoutException original = new AwaitTimeoutException("printJob.await", 12, "still paused", CAUSE);
        AwaitTimeoutException copy = (AwaitTimeoutException) Serialized.copyOf(original);

        for (AwaitTimeoutException failure : new AwaitTimeoutException[] {original, copy}) {
            assertThat(failure)
                    .hasMessage("printJob.await failed: still paused")
                    .hasRootCauseMessage("Connection reset");
            assertThat(failure.operation()).isEqualTo("printJob.await");
            assertThat(failure.attempts()).isEqualTo(12);
            assertThat(failure.mayHaveReachedService()).isFalse();
        }
    }
}
