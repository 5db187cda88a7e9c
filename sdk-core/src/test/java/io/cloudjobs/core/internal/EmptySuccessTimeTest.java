package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.InvalidResponseException;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client reads the result of an empty success in the remaining time of its operation, regardless of who set the timeout. */
@Timeout(60)
class EmptySuccessTimeTest {
    private static final ResourcePath THING = ResourcePath.ROOT.resolve("/things/{thingId}", "7");
    private static final ApiRequest GET = new ApiRequest("thing.get", "GET", THING).idempotent();
    private static final ApiRequest ACT = new ApiRequest("thing.act", "POST", THING.resolve("/act"));

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final List<Duration> limits = new ArrayList<>();

    record Thing(String id) {}

    /** The operation takes this time, and its reading takes none. */
    private ApiClient client(@Nullable Duration timeout, Duration taken) {
        ClientSettings settings = new ClientSettings();
        settings.endpoint = server.url("/").toString();
        settings.time = time;
        settings.tokenProvider = new TokenProvider() {
            @Override
            public String token() {
                throw new AssertionError("the client says how long it can wait");
            }

            @Override
            public String token(Duration limit) {
                limits.add(limit);
                if (limits.size() == 1) {
                    time.advance(taken);
                }
                return "token";
            }
        };
        if (timeout != null) {
            settings.timeout(timeout);
        }
        return new ApiClient(settings, new TestService());
    }

    private static @Nullable Duration seconds(@Nullable Integer seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    static Stream<Arguments> times() {
        List<Arguments> times = new ArrayList<>();
        for (Integer timeout : new Integer[] {null, 20, 100}) {
            for (Integer limit : new Integer[] {null, 10, 50, 500}) {
                for (Integer usual : new Integer[] {null, 30, 300}) {
                    int own = timeout != null ? timeout : usual != null ? usual : 60;
                    int all = limit == null ? own : Math.min(own, limit);
                    int ofReading = Math.min(all - 9, timeout == null ? 60 : timeout);
                    times.add(Arguments.of(timeout, limit, usual, ofReading));
                }
            }
        }
        return times.stream();
    }

    @ParameterizedTest(name = "timeout {0}, limit {1}, usual {2}: the reading has {3}")
    @MethodSource("times")
    void theReadingHasWhatIsLeftOfTheOperation(
            @Nullable Integer timeout, @Nullable Integer limit, @Nullable Integer usual, int expected) {
        server.enqueue(new MockResponse.Builder().code(204).build());
        server.enqueue(new MockResponse.Builder().body("{\"id\":\"7\"}").build());
        ApiRequest act = usual == null ? ACT : ACT.lasting(Duration.ofSeconds(usual));
        try (ApiClient client = client(seconds(timeout), Duration.ofSeconds(9))) {
            ApiClient view = limit == null ? client : client.within(Duration.ofSeconds(limit));

            Thing thing = view.send(act, Thing.class, reading -> reading.send(GET, Thing.class));

            assertThat(thing.id()).isEqualTo("7");
        }
        assertThat(limits).hasSize(2).last().isEqualTo(Duration.ofSeconds(expected));
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aFailureOfTheReadingSaysWhatToDoBeforeItsReason() {
        server.enqueue(new MockResponse.Builder().code(204).build());
        server.enqueue(new MockResponse.Builder()
                .code(403)
                .body("{\"error\":{\"code\":\"no\",\"message\":\"" + "x".repeat(5_000) + "\"}}")
                .build());
        try (ApiClient client = client(null, Duration.ZERO)) {
            InvalidResponseException failure = catchThrowableOfType(
                    InvalidResponseException.class,
                    () -> client.send(ACT, Thing.class, reading -> reading.send(GET, Thing.class)));

            assertThat(failure)
                    .hasMessageStartingWith(
                            "thing.act of /things/7 failed: the service completed the operation, but its response is empty and the"
                                    + " result could not be read (do not retry; call get()): thing.get of /things/7 failed:"
                                    + " HTTP 403");
            assertThat(failure.mayHaveReachedService()).isTrue();
            assertThat(failure.attempts()).isEqualTo(2);
        }
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT-24H"})
    void aCallWithoutTimeSaysSoAndNamesNoNegativeTime(Duration limit) {
        try (ApiClient client = client(null, Duration.ZERO)) {
            assertThatThrownBy(() -> client.within(limit).send(GET, Thing.class))
                    .isExactlyInstanceOf(TransportException.class)
                    .hasMessage(
                            "thing.get of /things/7 failed: the timeout of the operation has expired: raise timeout(...) (nothing was processed, attempt 0)");
        }
        assertThat(server.getRequestCount()).isZero();
    }
}
