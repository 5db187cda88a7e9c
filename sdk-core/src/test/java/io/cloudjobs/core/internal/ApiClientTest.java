package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cloudjobs.core.AccessToken;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CachingTokenProvider;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.ConflictException;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.RateLimitException;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.ForwardingTime;
import io.cloudjobs.testkit.ManualTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The retry loop: its requests, their number, the waits between them, and the outcome. */
@Timeout(60)
class ApiClientTest {
    private static final String TOKEN = "token-that-nobody-may-see";
    private static final ResourcePath THING = ResourcePath.ROOT.resolve("/things/{thingId}", "7");
    private static final ApiRequest GET = new ApiRequest("thing.get", "GET", THING).idempotent();
    private static final ApiRequest ACT = new ApiRequest("thing.act", "POST", THING.resolve("/act"));

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final OkHttpClient http = new OkHttpClient();
    private final ClientSettings settings = new ClientSettings();
    private final List<AttemptEvent> attempts = new ArrayList<>();
    private final List<OperationEvent> operations = new ArrayList<>();

    record Thing(String id) {
        Thing {
            Json.required("id", id);
        }
    }

    private ApiClient client() {
        settings.endpoint = server.url("/base").toString();
        settings.httpClient = http;
        settings.time = time;
        settings.random =
                () -> -1L; // then nextDouble() returns its maximum, just below 1: every wait has its maximum length
        if (settings.tokenProvider == null) {
            settings.tokenProvider = TokenProvider.of(TOKEN);
        }
        settings.listeners = List.of(new CallListener() {
            @Override
            public void attemptEnded(AttemptEvent event) {
                attempts.add(event);
            }

            @Override
            public void operationEnded(OperationEvent event) {
                operations.add(event);
            }
        });
        return new ApiClient(settings, new TestService());
    }

    private void answers(int... statuses) {
        for (int status : statuses) {
            server.enqueue(status == 200 ? json(200, "{\"id\":\"7\"}") : empty(status));
        }
    }

    private static MockResponse empty(int status) {
        return new MockResponse.Builder().code(status).build();
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .setHeader("request-id", "r-" + status)
                .body(body)
                .build();
    }

    @Test
    void aTokenThatCannotBeSentIsNotKept() {
        Deque<String> given = new ArrayDeque<>(List.of("tok en", "t-2"));
        settings.tokenProvider = new CachingTokenProvider(
                () -> new AccessToken(given.remove(), Instant.now().plusSeconds(3600)));
        answers(200);

        assertThat(failureOf(GET)).isExactlyInstanceOf(TokenException.class);
        assertThat(failureOf(GET)).isNull();

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    private SdkException failureOf(ApiRequest operation) {
        ApiClient client = client();
        return catchThrowableOfType(SdkException.class, () -> send(client, operation));
    }

    private static void send(ApiClient client, ApiRequest operation) {
        if (operation.isIdempotent()) {
            client.send(operation, Thing.class);
        } else {
            client.send(operation);
        }
    }

    private void assertWaits(Duration... bounds) {
        assertThat(time.sleeps()).hasSize(bounds.length);
        for (int i = 0; i < bounds.length; i++) {
            assertThat(time.sleeps().get(i)).isBetween(bounds[i].minusMillis(1), bounds[i]);
        }
    }

    @AfterEach
    void noConnectionIsInUse() {
        ConnectionsInUse.assertNone(http);
    }

    @Test
    void aRequestHasTheHeadersOfTheServiceAndNothingToRepeatItBy() throws Exception {
        answers(200);
        settings.userAgent = "my-app/1.0";

        Thing thing = client().send(GET.query("$expand", "a,b c&d"), Thing.class);

        assertThat(thing.id()).isEqualTo("7");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("GET /base/things/7?$expand=a,b%20c%26d HTTP/1.1");
        assertThat(request.getHeaders().newBuilder().removeAll("Host").build())
                .extracting(header -> header.getFirst() + ": " + header.getSecond())
                .containsExactlyInAnyOrder(
                        "Accept: application/json",
                        "User-Agent: " + UserAgent.of("my-app/1.0", "sdk-test"),
                        "Described: yes",
                        "Authorization: Bearer " + TOKEN,
                        "Connection: Keep-Alive",
                        "Accept-Encoding: gzip");
        assertThat(request.getBodySize()).isZero();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aPostThatMayBeRepeatedHasABodyIfOnlyAnEmptyOne() throws Exception {
        answers(503, 204);

        client().send(ACT.idempotent());

        for (int i = 0; i < 2; i++) {
            RecordedRequest request = server.takeRequest();
            assertThat(request.getMethod()).isEqualTo("POST");
            assertThat(request.getHeaders().get("Content-Length")).isEqualTo("0");
            assertThat(request.getHeaders().get("Content-Type")).isNull();
        }
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void anOperationThatMustNotBeDoneTwiceHasABodyIfOnlyAnEmptyOne() throws Exception {
        answers(204, 204);
        ApiClient client = client();

        client.send(ACT);
        client.send(ACT.body(Map.of("reason", "é")));

        RecordedRequest empty = server.takeRequest();
        assertThat(empty.getHeaders().get("Content-Length")).isEqualTo("0");
        assertThat(empty.getHeaders().get("Content-Type")).isNull();
        RecordedRequest full = server.takeRequest();
        assertThat(full.getRequestLine()).isEqualTo("POST /base/things/7/act HTTP/1.1");
        assertThat(full.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(full.getBody().utf8()).isEqualTo("{\"reason\":\"é\"}");
    }

    static Stream<Arguments> retryTable() {
        Duration[] none = {};
        Duration[] normal = {ms(200), ms(400)};
        Duration[] throttled = {ms(1000), ms(2000)};
        return Stream.of(
                arguments(429, GET, 3, throttled, RateLimitException.class, false),
                arguments(429, ACT, 3, throttled, RateLimitException.class, false),
                arguments(408, GET, 3, normal, ApiException.class, true),
                arguments(408, ACT, 1, none, ApiException.class, true),
                arguments(500, GET, 3, normal, ApiException.class, true),
                arguments(500, ACT, 1, none, ApiException.class, true),
                arguments(502, GET, 3, normal, ApiException.class, true),
                arguments(502, ACT, 1, none, ApiException.class, true),
                arguments(503, GET, 3, normal, ApiException.class, true),
                arguments(503, ACT, 1, none, ApiException.class, true),
                arguments(504, GET, 3, normal, ApiException.class, true),
                arguments(504, ACT, 1, none, ApiException.class, true),
                arguments(501, GET, 1, none, ApiException.class, true),
                arguments(501, ACT, 1, none, ApiException.class, true),
                arguments(400, GET, 1, none, ApiException.class, false),
                arguments(401, GET, 1, none, UnauthorizedException.class, false),
                arguments(401, ACT, 1, none, UnauthorizedException.class, false),
                arguments(403, GET, 1, none, ForbiddenException.class, false),
                arguments(404, ACT, 1, none, NotFoundException.class, false),
                arguments(409, GET, 1, none, ConflictException.class, false),
                arguments(409, ACT, 1, none, ConflictException.class, false),
                arguments(304, GET, 1, none, ApiException.class, false),
                arguments(307, ACT, 1, none, ApiException.class, false),
                arguments(204, GET, 1, none, InvalidResponseException.class, true));
    }

    @ParameterizedTest(name = "{0} to {1}: {2} requests")
    @MethodSource("retryTable")
    void aStatusIsRepeatedAsTheTableSays(
            int status, ApiRequest operation, int requests, Duration[] waits, Class<?> type, boolean mayHaveReached)
            throws Exception {
        answers(status, status, status, status);

        SdkException failure = failureOf(operation);

        assertThat(failure).isExactlyInstanceOf(type);
        assertThat(failure.attempts()).isEqualTo(requests);
        assertThat(failure.mayHaveReachedService()).isEqualTo(mayHaveReached);
        assertThat(failure.operation()).isEqualTo(operation.operation());
        assertThat(server.getRequestCount()).isEqualTo(requests);
        assertWaits(waits);
        RecordedRequest first = server.takeRequest();
        for (int i = 1; i < requests; i++) {
            assertThat(server.takeRequest().getHeaders()).isEqualTo(first.getHeaders());
        }
    }

    static Stream<Arguments> deadConnections() {
        return Stream.of(
                arguments("FIN after the request", new SocketEffect.CloseSocket(true, true, true)),
                arguments("half-close after the request", new SocketEffect.CloseSocket(false, false, true)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deadConnections")
    void aConnectionThatDiesUnderAGetIsRepeatedAndUnderAPostIsNot(String name, SocketEffect effect) {
        for (boolean reused : new boolean[] {false, true}) {
            ApiClient client = client();
            int before = server.getRequestCount();
            if (reused) {
                answers(200);
                client.send(GET, Thing.class);
                before++;
            }
            for (int i = 0; i < 3; i++) {
                server.enqueue(
                        new MockResponse.Builder().onResponseStart(effect).build());
            }

            TransportException get =
                    catchThrowableOfType(TransportException.class, () -> client.send(GET, Thing.class));
            assertThat(get.attempts()).isEqualTo(3);
            assertThat(get.mayHaveReachedService()).isTrue();
            assertThat(server.getRequestCount() - before).isEqualTo(3);

            answers(200);
            client.send(GET, Thing.class);
            server.enqueue(new MockResponse.Builder().onResponseStart(effect).build());
            TransportException act = catchThrowableOfType(TransportException.class, () -> client.send(ACT));
            assertThat(act.attempts()).isEqualTo(1);
            assertThat(act.mayHaveReachedService()).isTrue();
            assertThat(act).hasMessageContaining("the service may have acted");
            assertThat(server.getRequestCount() - before).isEqualTo(5);
        }
    }

    @Test
    void aPostIsRepeatedWhenNoConnectionCouldBeMade() {
        client();
        settings.endpoint = "http://127.0.0.1:1"; // no process uses this port
        ApiClient client = new ApiClient(settings, new TestService());

        TransportException failure = catchThrowableOfType(TransportException.class, () -> client.send(ACT));

        assertThat(failure.attempts()).isEqualTo(3);
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(failure).hasMessageContaining("nothing was processed");
        assertWaits(ms(200), ms(400));
    }

    @Test
    void aSuccessAfterARepeatIsASuccess() {
        answers(503, 429, 200);

        assertThat(client().send(GET, Thing.class).id()).isEqualTo("7");

        assertThat(server.getRequestCount()).isEqualTo(3);
        assertWaits(ms(200), ms(2000));
    }

    @ParameterizedTest
    @CsvSource({"503, 7", "429, 7", "503, 2.5", "429, 2.5"})
    void aLongerWaitOfTheServiceWins(int status, String seconds) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("Retry-After", seconds)
                .build());
        answers(200);

        client().send(GET, Thing.class);

        assertThat(time.sleeps()).containsExactly(ms((long) (Double.parseDouble(seconds) * 1000)));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aWaitThatTheDeadlineDoesNotLeaveFailsAtOnce(int status) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("Retry-After", "61")
                .build());

        ApiException failure = (ApiException) failureOf(GET);

        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure.error().retryAfter()).isEqualTo(Duration.ofSeconds(61));
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(time.sleeps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "99999999999999999999"})
    void okHttpDoesNotSeeTheRetryAfterOfA503(String retryAfter) {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .setHeader("Retry-After", retryAfter)
                .build());

        SdkException failure = failureOf(ACT);

        assertThat(failure).isExactlyInstanceOf(ApiException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void theDeadlineCoversAllAttempts() {
        settings.timeout = Duration.ofSeconds(5);
        settings.retryPolicy = RetryPolicy.standard().withMaxAttempts(100).withBaseDelay(ms(1000));
        for (int i = 0; i < 10; i++) {
            answers(503);
        }

        SdkException failure = failureOf(GET);

        // 1 s and 2 s fit, another 4 s would not.
        assertWaits(ms(1000), ms(2000));
        assertThat(failure.attempts()).isEqualTo(3);
    }

    @Test
    void anAnswerThatNeverComesEndsWithItsAttempt() {
        answers(200); // the first call of a process takes longer, because it loads classes
        assertThat(failureOf(GET)).isNull();
        settings.attemptTimeout = ms(1000);
        settings.retryPolicy = RetryPolicy.standard().withMaxAttempts(2);
        for (int i = 0; i < 3; i++) {
            server.enqueue(new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build());
        }

        SdkException get = failureOf(GET);
        assertThat(get).isExactlyInstanceOf(TransportException.class).hasMessageContaining("no response within PT1S");
        assertThat(get.attempts()).isEqualTo(2);

        SdkException act = failureOf(ACT);
        assertThat(act.attempts()).isEqualTo(1);
        assertThat(act.mayHaveReachedService()).isTrue();
    }

    @Test
    void aTokenProviderThatTakesTooLongCostsTheCall() {
        settings.timeout = Duration.ofSeconds(5);
        settings.tokenProvider = () -> {
            time.advance(Duration.ofSeconds(6));
            return TOKEN;
        };

        SdkException failure = failureOf(GET);

        assertThat(failure).isExactlyInstanceOf(TransportException.class).hasMessageContaining("PT5S");
        assertThat(failure.attempts()).isZero();
        assertThat(server.getRequestCount()).isZero();
    }

    /** Returns the tokens one after another, the last one forever, and records the rejected ones. */
    private static class Tokens implements TokenProvider {
        final Queue<String> tokens = new ArrayDeque<>();
        final List<String> refused = new ArrayList<>();

        Tokens(String... tokens) {
            this.tokens.addAll(List.of(tokens));
        }

        @Override
        public String token() {
            return tokens.size() > 1 ? tokens.remove() : tokens.element();
        }

        @Override
        public void invalidate(String token) {
            refused.add(token);
        }
    }

    @Test
    void aRefusedTokenIsReplacedOnceAtNoWaitAndBeyondMaxAttempts() throws Exception {
        Tokens tokens = new Tokens("old", "new");
        settings.tokenProvider = tokens;
        settings.retryPolicy = RetryPolicy.none();
        answers(401, 204);

        client().send(ACT);

        assertThat(tokens.refused).containsExactly("old");
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer old");
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer new");
        assertThat(time.sleeps()).isEmpty();
        assertThat(attempts).extracting(AttemptEvent::retriedAfter).containsExactly(Duration.ZERO, null);
    }

    /**
     * The provider receives the claims of the challenge. A provider without support for claims receives the rejection
     * as usual.
     */
    @Test
    void aClaimsChallengeGoesToTheProviderBeforeTheRepeatAndIsInTheException() throws Exception {
        String challenge = "Bearer error=\"insufficient_claims\", claims=\"eyJhIjoxfQ==\"";
        List<String> asked = new ArrayList<>();
        Tokens tokens = new Tokens("old", "new") {
            @Override
            public void invalidate(String token, String claims) {
                asked.add(token + " " + claims + " after " + server.getRequestCount());
                super.invalidate(token, claims);
            }
        };
        settings.tokenProvider = tokens;
        for (int i = 0; i < 2; i++) {
            server.enqueue(new MockResponse.Builder()
                    .code(401)
                    .addHeader("WWW-Authenticate", "Negotiate")
                    .addHeader("WWW-Authenticate", challenge)
                    .addHeader("Set-Cookie", "canary")
                    .build());
        }

        SdkException failure = failureOf(ACT);

        assertThat(asked).containsExactly("old {\"a\":1} after 1");
        assertThat(tokens.refused).containsExactly("old");
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer old");
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer new");
        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(failure).isExactlyInstanceOf(UnauthorizedException.class);
        ErrorResponse error = ((UnauthorizedException) failure).error();
        assertThat(error.header("www-authenticate")).isEqualTo("Negotiate, " + challenge);
        assertThat(error.header("Set-Cookie")).isNull();
        assertThat(error.header("Authorization")).isNull();
        assertThat(attempts)
                .extracting(event -> event.header("WWW-Authenticate"))
                .containsOnly("Negotiate, " + challenge);
        assertThat(attempts.toString()).doesNotContain("canary", "eyJ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer realm=\"\"", "Bearer claims=\"%%%\"", "Bearer claims=\"e30\""})
    void aChallengeWithoutClaimsIsARefusalLikeAnyOther(String challenge) {
        Tokens tokens = new Tokens("old", "new") {
            @Override
            public void invalidate(String token, String claims) {
                super.invalidate(token + " " + claims);
            }
        };
        settings.tokenProvider = tokens;
        server.enqueue(
                empty(401).newBuilder().setHeader("WWW-Authenticate", challenge).build());
        answers(204);

        client().send(ACT);

        assertThat(tokens.refused).containsExactly(challenge.contains("e30") ? "old {}" : "old");
    }

    @Test
    void theHeadersOfASuccessAreInItsEvent() {
        answers(200);

        assertThat(failureOf(GET)).isNull();

        assertThat(attempts).extracting(event -> event.header("Request-ID")).containsExactly("r-200");
        assertThat(attempts).extracting(event -> event.header("Authorization")).containsOnlyNulls();
    }

    @Test
    void aSecondRefusalIsFinal() {
        Tokens tokens = new Tokens("first", "second", "third");
        settings.tokenProvider = tokens;
        answers(401, 401);

        SdkException failure = failureOf(GET);

        assertThat(failure).isExactlyInstanceOf(UnauthorizedException.class);
        assertThat(failure.attempts()).isEqualTo(2);
        assertThat(tokens.refused).containsExactly("first");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void theFailureToGetAnotherTokenIsAddedToTheRefusal() {
        Queue<String> one = new ArrayDeque<>(List.of("only"));
        settings.tokenProvider = one::remove;
        answers(401);

        SdkException failure = failureOf(GET);

        assertThat(failure).isExactlyInstanceOf(UnauthorizedException.class);
        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(TokenException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void withoutATokenForTheRepeatTheFailureBeforeItIsNotForgotten() {
        Queue<String> one = new ArrayDeque<>(List.of("only"));
        settings.tokenProvider = one::remove;
        answers(503);

        SdkException failure = failureOf(GET);

        assertThat(failure).isExactlyInstanceOf(TokenException.class);
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(ApiException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    static Stream<Arguments> uselessProviders() {
        return Stream.of(
                arguments((TokenProvider) () -> null, "returned null"),
                arguments((TokenProvider) () -> " ", "returned an empty token"),
                arguments((TokenProvider) () -> TOKEN + "\n", "line break"),
                arguments((TokenProvider) () -> TOKEN + "\u00e9", "non-ASCII"),
                arguments(
                        (TokenProvider) () -> {
                            throw new IllegalStateException("no " + TOKEN);
                        },
                        "failed with IllegalStateException"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("uselessProviders")
    void withoutAUsableTokenNothingIsSent(TokenProvider provider, String problem) {
        settings.tokenProvider = provider;

        SdkException failure = failureOf(ACT);

        assertThat(failure).isExactlyInstanceOf(TokenException.class).hasMessageContaining(problem);
        assertThat(failure.getMessage()).doesNotContain(TOKEN);
        assertThat(failure.attempts()).isZero();
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(server.getRequestCount()).isZero();
        assertThat(operations)
                .singleElement()
                .extracting(OperationEvent::failure)
                .isSameAs(failure);
        assertThat(attempts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aWaitThatDoesNotFitIsSaidWithTheTimeout(int status) {
        server.enqueue(
                empty(status).newBuilder().setHeader("Retry-After", "120").build());
        ApiClient api = client();

        assertThat(catchThrowableOfType(ApiException.class, () -> api.send(GET)))
                .hasMessageEndingWith((status == 503 ? "(the service may have acted, attempt 1)" : "(attempt 1)")
                        + "; the service requests a wait of PT2M, longer than the rest of the client's timeout of PT1M:"
                        + " raise the client's timeout(...), or call again after the wait");
    }

    @Test
    void aRefusedTokenSaysWhatToCheck() {
        answers(401);
        ApiClient api = client();

        assertThat(catchThrowableOfType(UnauthorizedException.class, () -> api.send(GET)))
                .hasMessageEndingWith("(attempt 1); check the credentials and the scope of the token provider");
    }

    @Test
    void aTokenProviderThatCallsTheClientIsNamed() {
        ApiClient[] client = new ApiClient[1];
        settings.tokenProvider = () -> client[0].send(GET, Thing.class).id();
        client[0] = client();

        TokenException failure = catchThrowableOfType(TokenException.class, () -> client[0].send(GET, Thing.class));

        assertThat(failure)
                .hasRootCauseMessage(
                        "thing.get of /things/7 failed: the token provider must not call the client that needs the token");
        assertThat(server.getRequestCount()).isZero();
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments("", "is empty"),
                arguments("null", "unexpected structure"),
                arguments("[]", "unexpected structure"),
                arguments("\"\"", "unexpected structure"),
                arguments("<html>secret</html>", "not JSON"),
                arguments("{\"id\":\"7\"", "not JSON"),
                arguments("{\"id\":\"7\"} more", "not JSON"),
                arguments("{}", "id is missing"),
                arguments("{\"id\":null}", "id is missing"),
                arguments("{\"id\":{}}", "id is missing"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void aSuccessThatCannotBeReadIsNotRepeated(String body, String problem) {
        server.enqueue(json(200, body));

        SdkException failure = failureOf(GET);

        assertThat(failure).isExactlyInstanceOf(InvalidResponseException.class).hasMessageContaining(problem);
        assertThat(failure.getMessage()).doesNotContain("secret");
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>login</html>", "[]", "null", "{\"a\":"})
    void aPageOfAProxyIsNoSuccessOfAnOperationWithoutResult(String body) {
        server.enqueue(json(200, body));

        SdkException failure = failureOf(ACT);

        assertThat(failure).isExactlyInstanceOf(InvalidResponseException.class);
        assertThat(failure.mayHaveReachedService()).isTrue();
    }

    @Test
    void anEmptySuccessIsDoneWhateverItsEncodingIsSaidToBe() {
        server.enqueue(new MockResponse.Builder()
                .setHeader("Content-Encoding", "gzip")
                .setHeader("Content-Length", "0")
                .build());

        client().send(ACT);

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anErrorInsideA200IsAnError(boolean repeatable) {
        server.enqueue(json(200, "{\"id\":\"7\",\"error\":{\"code\":\"E1\",\"message\":\"no\"}}"));

        ApiException failure = (ApiException) failureOf(repeatable ? GET : ACT);

        assertThat(failure.error().code()).isEqualTo("E1");
        assertThat(failure.statusCode()).isEqualTo(200);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void anAnswerLongerThanTheBoundIsNotRead() {
        settings.maxResponseBytes = 100;
        server.enqueue(json(200, "{\"id\":\"7\",\"more\":\"" + "x".repeat(200) + "\"}"));
        server.enqueue(json(200, "{\"id\":\"7\"}" + " ".repeat(90)));

        ApiClient client = client();
        InvalidResponseException failure =
                catchThrowableOfType(InvalidResponseException.class, () -> client.send(GET, Thing.class));

        assertThat(failure).hasMessageContaining("longer than 100 bytes");
        assertThat(client.send(GET, Thing.class).id()).isEqualTo("7");
    }

    @Test
    void aBodyThatIsCutIsRepeated() {
        server.enqueue(new MockResponse.Builder()
                .body("{\"id\":\"7\"" + " ".repeat(1000) + "}")
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
        answers(200);

        assertThat(client().send(GET, Thing.class).id()).isEqualTo("7");

        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(attempts.get(0).statusCode()).isEqualTo(200);
        assertThat(attempts.get(0).failure()).isExactlyInstanceOf(TransportException.class);
    }

    @Test
    void anErrorSaysWhatTheServiceSaidButNeverTheToken() {
        server.enqueue(
                json(403, "{\"error\":{\"code\":\"Bad " + TOKEN + "\",\"message\":\"token " + TOKEN + " is bad\"}}"));

        ForbiddenException failure = (ForbiddenException) failureOf(GET);

        assertThat(failure)
                .hasMessage("thing.get of /things/7 failed: HTTP 403 Forbidden, Bad [secret]: token [secret] is bad"
                        + " (request id r-403, attempt 1)");
        assertThat(failure.error().body()).doesNotContain(TOKEN);
        assertThat(failure.error().toString()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 8_170, 8_185, 8_192, 60_000})
    void aTokenAcrossTheEndOfWhatIsKeptOfABodyIsHiddenToo(int before) {
        server.enqueue(json(403, ".".repeat(before) + TOKEN + ".".repeat(9_000)));

        ForbiddenException failure = (ForbiddenException) failureOf(GET);

        assertThat(failure.error().body()).doesNotContain("token-").endsWith("…");
        assertThat(failure.error().body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(8 * 1024);
    }

    @Test
    void anErrorWithoutAReadableBodyStillHasItsStatus() {
        for (String body : List.of("", "<html>", "null", "[]", "{\"error\":", "x".repeat(100_000))) {
            server.enqueue(json(400, body));
            ApiException failure = (ApiException) failureOf(GET);
            assertThat(failure.statusCode()).isEqualTo(400);
            assertThat(failure.error().requestId()).isEqualTo("r-400");
            assertThat(failure.getMessage()).hasSizeLessThanOrEqualTo(1024);
        }
    }

    @Test
    void theListenerHearsOfEveryAttemptAndOfTheOperation() {
        server.enqueue(json(503, ""));
        server.enqueue(json(200, "{\"id\":\"7\"}"));

        client().send(GET, Thing.class);

        assertThat(attempts)
                .extracting(
                        AttemptEvent::operation,
                        AttemptEvent::attempt,
                        AttemptEvent::method,
                        AttemptEvent::pathTemplate,
                        AttemptEvent::statusCode,
                        AttemptEvent::requestId,
                        event -> event.failure() == null,
                        event -> event.retriedAfter() == null)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "thing.get", 1, "GET", "/things/{thingId}", 503, "r-503", false, false),
                        org.assertj.core.groups.Tuple.tuple(
                                "thing.get", 2, "GET", "/things/{thingId}", 200, "r-200", true, true));
        assertThat(operations).singleElement().satisfies(event -> {
            assertThat(event.attempts()).isEqualTo(2);
            assertThat(event.failure()).isNull();
            assertThat(event.duration()).isEqualTo(time.sleeps().get(0));
        });
    }

    @Test
    void aListenerThatThrowsBreaksNothing() {
        answers(503, 200);
        ApiClient client = client().withOptions(o -> o.listener(new CallListener() {
            @Override
            public void attemptEnded(AttemptEvent event) {
                throw new IllegalStateException();
            }

            @Override
            public void operationEnded(OperationEvent event) {
                throw new AssertionError();
            }
        }));

        assertThat(client.send(GET, Thing.class).id()).isEqualTo("7");
    }

    @Test
    void aViewHasItsOwnOptionsAndTheBudgetOfItsClient() {
        answers(503, 503);
        ApiClient client = client();
        try (ApiClient view = client.withOptions(o -> o.retryPolicy(RetryPolicy.none()))) {
            catchThrowableOfType(ApiException.class, () -> view.send(GET, Thing.class));
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
        // Closing the view had no effect.
        answers(200);
        client.send(GET, Thing.class);
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void aDeadServiceGetsFirstAttemptsOnlyWhenTheBudgetIsSpent() {
        server.setDispatcher(new mockwebserver3.Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return empty(503);
            }
        });
        ApiClient client = client();

        for (int i = 0; i < 1000; i++) {
            catchThrowableOfType(ApiException.class, () -> client.send(GET, Thing.class));
        }

        assertThat(server.getRequestCount()).isEqualTo(1035);
    }

    @Test
    void afterCloseACallIsRefused() {
        ApiClient client = client();
        client.close();
        client.close();

        IllegalStateException failure =
                catchThrowableOfType(IllegalStateException.class, () -> client.send(GET, Thing.class));

        assertThat(failure).hasMessage("the client is closed");
        assertThat(server.getRequestCount()).isZero();
        assertThat(http.dispatcher().executorService().isShutdown()).isFalse();
    }

    @Test
    void closeEndsTheCallInFlight() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        server.setDispatcher(new mockwebserver3.Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                arrived.countDown();
                done.await(30, TimeUnit.SECONDS);
                return empty(200);
            }
        });
        ApiClient client = client();
        Thread closer = new Thread(() -> {
            try {
                arrived.await();
                client.close();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        closer.start();

        SdkException failure = catchThrowableOfType(SdkException.class, () -> client.send(GET, Thing.class));

        done.countDown();
        closer.join();
        assertThat(failure)
                .isExactlyInstanceOf(TransportException.class)
                .hasMessageContaining("closed during the call");
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(failure.mayHaveReachedService()).isTrue();
    }

    @Test
    void anInterruptedThreadSendsNothing() {
        ApiClient client = client();
        Thread.currentThread().interrupt();

        InterruptedCallException failure =
                catchThrowableOfType(InterruptedCallException.class, () -> client.send(GET, Thing.class));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.attempts()).isZero();
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void anInterruptInAWaitEndsTheCall() {
        answers(503);
        settings.tokenProvider = TokenProvider.of(TOKEN);
        ApiClient client = client();
        Time interrupting = new ForwardingTime(time) {
            @Override
            public void sleep(Duration duration, CountDownLatch ended) throws InterruptedException {
                throw new InterruptedException();
            }
        };
        settings.time = interrupting;
        ApiClient interrupted = new ApiClient(settings, new TestService());

        InterruptedCallException failure =
                catchThrowableOfType(InterruptedCallException.class, () -> interrupted.send(GET, Thing.class));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(failure).hasCauseExactlyInstanceOf(ApiException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
        client.close();
    }

    @Test
    void anInterceptorOfTheUserCannotDoItTwice() {
        settings.callFactory = derived -> derived.newBuilder()
                .addInterceptor(chain -> {
                    chain.proceed(chain.request()).close();
                    return chain.proceed(chain.request());
                })
                .build();
        answers(503, 204);

        SdkException failure = failureOf(ACT);

        assertThat(failure).isExactlyInstanceOf(TransportException.class);
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aBrokenInterceptorIsReportedAsOurException() {
        settings.callFactory = derived -> derived.newBuilder()
                .addInterceptor(chain -> {
                    throw new UnsupportedOperationException("broken");
                })
                .build();

        SdkException failure = failureOf(GET);

        assertThat(failure)
                .isExactlyInstanceOf(TransportException.class)
                .hasCauseExactlyInstanceOf(UnsupportedOperationException.class);
        assertThat(failure.attempts()).isEqualTo(1);
    }

    @Test
    void theUsersClientIsLeftAsItIs() throws IOException {
        answers(200);
        client().send(GET, Thing.class);

        assertThat(http.followRedirects()).isTrue();
        assertThat(http.networkInterceptors()).isEmpty();
        assertThat(http.connectionPool().connectionCount()).isEqualTo(1);
    }
}
