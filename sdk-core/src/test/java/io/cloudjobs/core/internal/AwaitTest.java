package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.AwaitOptions;
import io.cloudjobs.core.AwaitTimeoutException;
import io.cloudjobs.core.Cancellation;
import io.cloudjobs.core.CancelledCallException;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.RateLimitException;
import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.testkit.ForwardingTime;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The times of its reads, the waits between them, and the ends of the wait. */
@Timeout(60)
class AwaitTest {
    private static final Consumer<AwaitOptions<String>> DEFAULTS = options -> {};

    private final ManualTime time = new ManualTime();
    private final ClientSettings settings = new ClientSettings();
    private final List<Supplier<String>> answers = new ArrayList<>();
    private final List<String> polls = new ArrayList<>();
    private int reads;
    private ApiClient client;

    AwaitTest() {
        settings.endpoint = "https://things.example";
        settings.tokenProvider = TokenProvider.of("token");
        settings.time = time;
        settings.random = () -> 0; // so that jitter shortens no wait
    }

    @AfterEach
    void close() {
        if (client != null) {
            client.close();
        }
        assertThat(Thread.interrupted()).isFalse();
    }

    /** Returns one result after the other, and the last one forever. */
    private String read() {
        return answers.get(Math.min(reads++, answers.size() - 1)).get();
    }

    private void states(String... states) {
        for (String state : states) {
            answers.add(() -> state);
        }
    }

    private void fails(RuntimeException failure) {
        answers.add(() -> {
            throw failure;
        });
    }

    private String await(Consumer<? super AwaitOptions<String>> options) {
        client = new ApiClient(settings, new TestService());
        Await<String> wait =
                new Await<>(client, "thing.await", "/things/7", this::read, "over"::equals, state -> state);
        return wait.end(options);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    @Test
    void whatHasEndedIsGivenAtOnce() {
        states("over");

        assertThat(await(options -> options.onPoll(polls::add))).isEqualTo("over");

        assertThat(reads).isEqualTo(1);
        assertThat(polls).containsExactly("over");
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void theWaitsGrowByHalfUpToFifteenSeconds() {
        states("a", "b", "c", "d", "e", "f", "g", "h", "i", "over");

        assertThat(await(options -> options.onPoll(polls::add))).isEqualTo("over");

        assertThat(polls).containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i", "over");
        assertThat(time.sleeps())
                .containsExactly(
                        seconds(1),
                        seconds(1.5),
                        seconds(2.25),
                        seconds(3.375),
                        seconds(5.0625),
                        seconds(7.59375),
                        seconds(11.390625),
                        seconds(15),
                        seconds(15));
    }

    @Test
    void jitterTakesUpToAQuarterOffAWaitButNotOffTheNextOnes() {
        settings.random = () -> -1L; // then nextDouble() returns its maximum, just below 1
        states("a", "b", "c", "over");

        await(DEFAULTS);

        assertThat(time.sleeps())
                .zipSatisfy(
                        List.of(seconds(0.75), seconds(1.125), seconds(1.6875)),
                        (wait, expected) -> assertThat(wait).isCloseTo(expected, Duration.ofNanos(10)));
    }

    @Test
    void theLastReadIsAtTheDeadline() {
        states("queued", "running");

        AwaitTimeoutException failure = catchThrowableOfType(
                AwaitTimeoutException.class, () -> await(options -> options.timeout(Duration.ofSeconds(3))));

        assertThat(failure)
                .hasMessage(
                        "thing.await of /things/7 failed: the timeout of PT3S has expired, the last state is running (reads: 4): raise timeout(...)")
                .hasNoCause();
        assertThat(failure.operation()).isEqualTo("thing.await");
        assertThat(failure.attempts()).isEqualTo(4);
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(reads).isEqualTo(4);
        assertThat(time.sleeps()).containsExactly(seconds(1), seconds(1.5), seconds(0.5));
    }

    @Test
    void whatEndsAtTheDeadlineHasEnded() {
        states("queued", "queued", "over");

        assertThat(await(options -> options.timeout(Duration.ofSeconds(2)))).isEqualTo("over");

        assertThat(time.sleeps()).containsExactly(seconds(1), seconds(1));
    }

    @Test
    void tenMinutesUnlessItIsSet() {
        states("queued");

        assertThatThrownBy(() -> await(DEFAULTS)).isInstanceOf(AwaitTimeoutException.class);

        assertThat(time.sleeps().stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void noReadBeginsAfterOneThatOutlivedTheDeadline() {
        answers.add(() -> {
            time.advance(Duration.ofSeconds(40));
            return "queued";
        });

        assertThatThrownBy(() -> await(options -> options.timeout(Duration.ofSeconds(30))))
                .isExactlyInstanceOf(AwaitTimeoutException.class);

        assertThat(reads).isEqualTo(1);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void aReadThatOutlivesTheDeadlineCounts() {
        answers.add(() -> {
            time.advance(Duration.ofSeconds(40));
            return "over";
        });

        assertThat(await(options -> options.timeout(Duration.ofSeconds(30)))).isEqualTo("over");
    }

    @Test
    void aTimeoutMayBeAsGoodAsNone() {
        states("queued", "over");

        assertThat(await(options -> options.timeout(Duration.ofSeconds(Long.MAX_VALUE))))
                .isEqualTo("over");
    }

    private static ApiException refusal(int status) {
        return new ApiException(
                "thing.get", null, 3, true, ErrorResponse.builder(status).build());
    }

    private static RateLimitException throttled(Duration retryAfter) {
        ErrorResponse.Builder error = ErrorResponse.builder(429);
        return new RateLimitException(
                "thing.get", null, 3, false, (retryAfter == null ? error : error.retryAfter(retryAfter)).build());
    }

    static Stream<Arguments> passing() {
        return Stream.concat(
                Stream.of(408, 500, 502, 503, 504).map(status -> argumentSet("HTTP " + status, refusal(status))),
                Stream.of(
                        argumentSet("HTTP 429", throttled(null)),
                        argumentSet(
                                "no answer", new TransportException("thing.get", null, 3, true, "no answer", null))));
    }

    static Stream<Arguments> lasting() {
        ErrorResponse error = ErrorResponse.builder(400).build();
        return Stream.of(
                argumentSet("HTTP 400", refusal(400)),
                argumentSet("unauthorized", new UnauthorizedException("thing.get", null, 1, false, error)),
                argumentSet("forbidden", new ForbiddenException("thing.get", null, 1, false, error)),
                argumentSet("gone", new NotFoundException("thing.get", null, 1, false, error)),
                argumentSet("no token", new TokenException("thing.get", null, 0, false, "no token", null)),
                argumentSet("unreadable", new InvalidResponseException("thing.get", null, 1, true, "[]", null)),
                argumentSet(
                        "interrupted", new InterruptedCallException("thing.get", null, 1, true, "interrupted", null)),
                argumentSet("cancelled", new CancelledCallException("thing.get", null, 1, true, "cancelled", null)),
                argumentSet("closed client", new IllegalStateException("the client is closed")));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void onceSomethingWasReadTheWaitOutlastsWhatMayPass(RuntimeException failure) {
        states("queued");
        fails(failure);
        fails(failure);
        states("running", "over");

        assertThat(await(options -> options.onPoll(polls::add))).isEqualTo("over");

        assertThat(polls).containsExactly("queued", "running", "over");
        assertThat(time.sleeps()).containsExactly(seconds(1), seconds(1.5), seconds(2.25), seconds(3.375));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void whatWillNotPassEndsTheWait(RuntimeException failure) {
        states("queued");
        fails(failure);

        assertThatThrownBy(() -> await(DEFAULTS)).isSameAs(failure);

        assertThat(reads).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource({"passing", "lasting"})
    void aFirstReadThatFailsEndsTheWait(RuntimeException failure) {
        fails(failure);

        assertThatThrownBy(() -> await(DEFAULTS)).isSameAs(failure);

        assertThat(reads).isEqualTo(1);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void aTimeoutDuringAnOutageNamesTheStateBeforeIt() {
        RuntimeException failure = refusal(503);
        states("queued");
        fails(failure);

        assertThatThrownBy(() -> await(options -> options.timeout(Duration.ofSeconds(2))))
                .isExactlyInstanceOf(AwaitTimeoutException.class)
                .hasMessageContaining("the last state is queued")
                .hasCause(failure);
    }

    @Test
    void aCauseIsForgottenWhenItHasPassed() {
        states("queued");
        fails(refusal(503));
        states("queued");

        assertThatThrownBy(() -> await(options -> options.timeout(Duration.ofSeconds(5))))
                .isExactlyInstanceOf(AwaitTimeoutException.class)
                .hasNoCause();
    }

    @Test
    void theWaitThatTheServiceAsksForIsKept() {
        states("queued");
        fails(throttled(Duration.ofSeconds(90)));
        fails(throttled(Duration.ofMillis(10)));
        states("over");

        assertThat(await(DEFAULTS)).isEqualTo("over");

        assertThat(time.sleeps()).containsExactly(seconds(1), seconds(90), seconds(2.25));
    }

    @Test
    void aWaitThatTheServiceAsksForBeyondTheDeadlineEndsItAtOnce() {
        RuntimeException failure = throttled(Duration.ofMinutes(11));
        states("queued");
        fails(failure);

        assertThatThrownBy(() -> await(DEFAULTS)).isSameAs(failure);

        assertThat(time.sleeps()).containsExactly(seconds(1));
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() {
        states("queued");

        InterruptedCallException failure = catchThrowableOfType(
                InterruptedCallException.class,
                () -> await(options ->
                        options.onPoll(state -> Thread.currentThread().interrupt())));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).hasMessage("thing.await of /things/7 failed: the thread was interrupted");
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void aCancelEndsTheWaitInItsMiddle() {
        states("queued");
        Cancellation cancellation = Cancellation.create();
        settings.cancellation(cancellation);
        settings.time = new ForwardingTime(time) {
            @Override
            public void sleep(Duration duration, CountDownLatch ended) throws InterruptedException {
                cancellation.cancel();
                ended.await(); // forever, unless cancel() opens it
            }
        };

        CancelledCallException failure =
                catchThrowableOfType(CancelledCallException.class, () -> await(options -> options.onPoll(polls::add)));

        assertThat(failure).hasMessage("thing.await of /things/7 failed: the call was cancelled during the wait");
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(polls).containsExactly("queued");
        assertThat(client.isClosed()).isFalse();
    }

    @Test
    void aCancelDuringTheLastReadDoesNotHideItsResult() {
        Cancellation cancellation = Cancellation.create();
        settings.cancellation(cancellation);
        answers.add(() -> {
            cancellation.cancel();
            return "over";
        });

        assertThat(await(DEFAULTS)).isEqualTo("over");
    }

    @Test
    void closingTheClientEndsTheWaitInItsMiddle() {
        states("queued");
        settings.time = new ForwardingTime(time) {
            @Override
            public void sleep(Duration duration, CountDownLatch ended) throws InterruptedException {
                client.close();
                ended.await(); // forever, unless close() opens it
            }
        };

        TransportException failure = catchThrowableOfType(TransportException.class, () -> await(DEFAULTS));

        assertThat(failure)
                .isExactlyInstanceOf(TransportException.class)
                .hasMessage("thing.await of /things/7 failed: the client was closed during the wait");
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void aCallThatTheCloseHasCutShortEndsTheWait() {
        RuntimeException cut = new TransportException("thing.get", null, 1, true, "closed during the call", null);
        states("queued");
        answers.add(() -> {
            client.close();
            throw cut;
        });

        assertThatThrownBy(() -> await(DEFAULTS))
                .hasMessage("thing.await of /things/7 failed: the client was closed during the wait")
                .hasCause(cut);
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void whatTheCallbackThrowsEndsTheWaitAsItIs() {
        RuntimeException thrown = refusal(503); // even if it looks temporary
        states("queued", "running", "over");

        assertThatThrownBy(() -> await(options -> options.onPoll(state -> {
                    polls.add(state);
                    if (state.equals("running")) {
                        throw thrown;
                    }
                })))
                .isSameAs(thrown);

        assertThat(polls).containsExactly("queued", "running");
        assertThat(reads).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void aTimeoutIsMoreThanZero(Duration timeout) {
        assertThatThrownBy(() -> await(options -> options.timeout(timeout)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout must be more than zero, but is " + timeout);
        assertThat(reads).isZero();
    }

    @Test
    void nothingIsNull() {
        assertThatThrownBy(() -> await(options -> options.timeout(null))).hasMessage("timeout");
        assertThatThrownBy(() -> await(options -> options.onPoll(null))).hasMessage("onPoll");
        assertThatThrownBy(() -> await(null)).isInstanceOf(NullPointerException.class);
        assertThat(reads).isZero();
    }
}
