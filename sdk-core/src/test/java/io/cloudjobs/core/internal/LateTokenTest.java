package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A token provider that takes longer than the call: the client sends no more requests, and the exception names the
 * provider.
 */
@Timeout(60)
class LateTokenTest {
    private static final ResourcePath THING = ResourcePath.ROOT.resolve("/things/{thingId}", "7");
    private static final ApiRequest ACT = new ApiRequest("thing.act", "POST", THING.resolve("/act"));
    private static final ApiRequest REPEATABLE = ACT.idempotent();

    private static final String LATE =
            "thing.act of /things/7 failed: the timeout of PT1M has expired: the token provider took PT1M1S, and the"
                    + " client cannot interrupt it; implement token(Duration), or raise timeout(...)";

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final List<Duration> limits = new ArrayList<>();

    /** A provider that takes these times, one per call, and returns a new token each time. */
    private TokenProvider taking(Duration... times) {
        return new TokenProvider() {
            @Override
            public String token() {
                throw new AssertionError("the client says how long it can wait");
            }

            @Override
            public String token(Duration limit) {
                limits.add(limit);
                time.advance(times[limits.size() - 1]);
                return "token-" + limits.size();
            }
        };
    }

    private ApiClient client(TokenProvider tokens, int... statuses) {
        for (int status : statuses) {
            server.enqueue(new MockResponse.Builder().code(status).build());
        }
        ClientSettings settings = new ClientSettings();
        settings.endpoint = server.url("/").toString();
        settings.time = time;
        settings.random = () -> 0;
        settings.tokenProvider = tokens;
        return new ApiClient(settings, new TestService());
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void nothingIsSentWithATokenThatComesTooLate() {
        try (ApiClient client = client(taking(seconds(61)))) {
            SdkException failure = catchThrowableOfType(TransportException.class, () -> client.send(ACT));

            assertThat(failure).hasMessageStartingWith(LATE + " (nothing was processed, attempt 0)");
            assertThat(failure.attempts()).isZero();
            assertThat(failure.mayHaveReachedService()).isFalse();
        }
        assertThat(limits).containsExactly(seconds(60));
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aTokenThatComesInTimeIsSent() {
        try (ApiClient client = client(taking(seconds(59)), 204)) {
            client.send(ACT);
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    static Stream<Arguments> beforeTheSecondToken() {
        return Stream.of(
                argumentSet("a token for a retry", 503), argumentSet("a token in place of a rejected one", 401));
    }

    /** The call fails with the reason for the second attempt, and mentions the lost time. */
    @ParameterizedTest
    @MethodSource("beforeTheSecondToken")
    void aLateTokenForASecondAttemptIsToldBesideTheFirst(int status) {
        try (ApiClient client = client(taking(seconds(1), seconds(61)), status)) {
            ApiException failure = catchThrowableOfType(ApiException.class, () -> client.send(REPEATABLE));

            assertThat(failure.statusCode()).isEqualTo(status);
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .satisfies(late -> assertThat(late)
                            .isExactlyInstanceOf(TransportException.class)
                            .hasMessageStartingWith(LATE));
        }
        assertThat(limits).hasSize(2);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aProviderThatFailsLateHasFailed() {
        TokenProvider failing = () -> {
            time.advance(seconds(61));
            throw new IllegalStateException("down");
        };
        try (ApiClient client = client(failing)) {
            assertThat(catchThrowableOfType(TokenException.class, () -> client.send(ACT)))
                    .hasMessageContaining("the token provider failed with IllegalStateException");
        }
        assertThat(server.getRequestCount()).isZero();
    }
}
