package io.cloudjobs.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exceptions created with public constructors only, as in users' tests. */
class SdkExceptionTest {
    private static final String OPERATION = "printJob.abort";
    private static final String RESOURCE = "/print/printers/c05f/jobs/5182";
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
                new ApiException(OPERATION, RESOURCE, 2, true, ERROR),
                new UnauthorizedException(OPERATION, RESOURCE, 2, true, ERROR),
                new ForbiddenException(OPERATION, RESOURCE, 2, true, ERROR),
                new NotFoundException(OPERATION, RESOURCE, 2, true, ERROR),
                new ConflictException(OPERATION, RESOURCE, 2, true, ERROR),
                new RateLimitException(OPERATION, RESOURCE, 2, true, ERROR));
    }

    static Stream<SdkException> failures() {
        return Stream.of(
                new TransportException(OPERATION, RESOURCE, 2, true, "no answer", CAUSE),
                new InterruptedCallException(OPERATION, RESOURCE, 2, true, "no answer", CAUSE),
                new TokenException(OPERATION, RESOURCE, 2, true, "no answer", CAUSE),
                new InvalidResponseException(OPERATION, RESOURCE, 2, true, "no answer", CAUSE));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatTheServiceSaidIsInItsException(ApiException refusal) {
        assertThat(refusal)
                .hasMessageStartingWith(
                        "printJob.abort of /print/printers/c05f/jobs/5182 failed: HTTP 403 Forbidden, UnknownError: No scope."
                                + " (request id 8c1f, the service may have acted, attempt 2)")
                .hasNoCause();
        assertThat(refusal.error()).isSameAs(ERROR);
        assertThat(refusal.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatFailedIsInItsException(SdkException failure) {
        assertThat(failure)
                .hasMessage("printJob.abort of /print/printers/c05f/jobs/5182 failed: no answer")
                .hasCause(CAUSE);
    }

    @ParameterizedTest
    @MethodSource({"refusals", "failures"})
    void everyExceptionTellsOfItsCallAndSurvivesSerialization(SdkException original) throws Exception {
        SdkException copy = (SdkException) Serialized.copyOf(original);

        assertThat(copy).hasSameClassAs(original).hasMessage(original.getMessage());
        for (SdkException failure : new SdkException[] {original, copy}) {
            assertThat(failure.operation()).isEqualTo(OPERATION);
            assertThat(failure.resource()).isEqualTo(RESOURCE);
            assertThat(failure.attempts()).isEqualTo(2);
            assertThat(failure.mayHaveReachedService()).isTrue();
        }
        if (original instanceof ApiException refusal) {
            assertThat(((ApiException) copy).error()).isEqualTo(refusal.error());
        }
    }

    @Test
    void aHintFollowsWhatTheServiceSaid() {
        ApiException refusal = new ApiException("gesJob.cancel", null, 2, true, ERROR, "read the job") {
            private static final long serialVersionUID = 1L;
        };

        assertThat(refusal)
                .hasMessageEndingWith("(request id 8c1f, the service may have acted, attempt 2); read the job");
    }

    @Test
    void aRefusalWithoutAnEffectDoesNotSayThatTheServiceMayHaveActed() {
        ApiException refusal = new ApiException(OPERATION, RESOURCE, 1, false, ERROR);

        assertThat(refusal).hasMessageEndingWith("UnknownError: No scope. (request id 8c1f, attempt 1)");
    }

    @Test
    void aProblemFromElsewhereIsOneLineOfAtMostOneKibibyte() {
        SdkException failure = new TransportException(
                "printJob.abort", null, 1, false, "no\r\nanswer\u202E " + "x".repeat(100_000), null);

        assertThat(failure.getMessage())
                .startsWith("printJob.abort failed: no  answer  xxx")
                .endsWith("x…")
                .hasSizeLessThanOrEqualTo(1_024);
    }

    @Test
    void aLongResourceLeavesRoomForTheProblem() {
        String resource = "/print/printers/" + "c".repeat(5_000);
        SdkException failure = new TransportException(OPERATION, resource, 1, false, "no answer", null);

        assertThat(failure.resource()).isEqualTo(resource);
        assertThat(failure.getMessage())
                .startsWith("printJob.abort of /print/printers/cccc")
                .endsWith("c… failed: no answer")
                .hasSizeLessThan(300);
    }

    @Test
    void aTimeoutAndAnInterruptAreTransportFailures() {
        assertThat(new InterruptedCallException(OPERATION, RESOURCE, 0, false, "the thread was interrupted", null))
                .isInstanceOf(TransportException.class)
                .hasMessage("printJob.abort of /print/printers/c05f/jobs/5182 failed: the thread was interrupted")
                .hasNoCause();
    }

    @Test
    void theEndOfAWaitChangesNothing() throws Exception {
        AwaitTimeoutException original = new AwaitTimeoutException("printJob.await", null, 12, "still paused", CAUSE);
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
