package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.testkit.Canary;
import java.time.Duration;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A faulty proxy. For an {@code https} service the client requests a tunnel: until the tunnel exists, no request has
 * reached the service, and the token has not left the client. For an {@code http} service the proxy responds instead
 * of the service, and the client cannot tell them apart. The numbers are requests that the proxy received.
 */
@Timeout(300)
class ProxyTest {
    private static final Authenticator PASSWORD = (route, response) -> response.request()
            .newBuilder()
            .header("Proxy-Authorization", Credentials.basic("user", "password"))
            .build();

    private static final String PAGE = "<html><h1>The proxy says no</h1></html>";

    private static Canary.Log log;

    @BeforeAll
    static void begin() {
        log = new Canary.Log();
        WarmUp.run();
    }

    @AfterAll
    static void end() {
        log.close();
    }

    static Stream<Arguments> noTunnel() {
        String no = "3 of 3: TransportException, clear";
        return Stream.of(
                argumentSet("407 without a password", Authenticator.NONE, answer(407), no),
                // By itself OkHttp would continue until the timeout of the attempt.
                argumentSet("407 for any password", PASSWORD, answer(407), "15 of 3: TransportException, clear"),
                argumentSet(
                        "407 with Connection: close, for any password",
                        PASSWORD,
                        answer(407).setHeader("Connection", "close"),
                        "15 of 3: TransportException, clear"),
                argumentSet("403 with a page", Authenticator.NONE, answer(403).body(PAGE), no),
                argumentSet("502 with a page", Authenticator.NONE, answer(502).body(PAGE), no),
                argumentSet("503 with a page", Authenticator.NONE, answer(503).body(PAGE), no),
                argumentSet(
                        "503 with Retry-After: 0",
                        Authenticator.NONE,
                        answer(503).setHeader("Retry-After", "0"),
                        no),
                argumentSet(
                        "302 to another host",
                        Authenticator.NONE,
                        answer(302).setHeader("Location", "https://evil.example/"),
                        no),
                argumentSet(
                        "200 with a page instead of a tunnel",
                        Authenticator.NONE,
                        answer(200).body(PAGE).onResponseEnd(new SocketEffect.CloseSocket()),
                        no),
                argumentSet(
                        "closes after the request",
                        Authenticator.NONE,
                        answer(200).onResponseStart(new SocketEffect.CloseSocket()),
                        no),
                argumentSet(
                        "closes during its response",
                        Authenticator.NONE,
                        answer(407).body(PAGE).onResponseBody(new SocketEffect.CloseSocket()),
                        no));
    }

    @ParameterizedTest
    @MethodSource("noTunnel")
    void withoutATunnelNothingReachesTheService(
            Authenticator authenticator, MockResponse.Builder answer, String outcome) {
        for (Operation operation : Operation.values()) {
            try (ProxyServer proxy = new ProxyServer("https://service.example", authenticator, answer.build())) {
                FaultCase fault = new FaultCase(proxy);

                assertThat(fault.outcome(operation, proxy)).as(operation.title).isEqualTo(outcome);

                assertThat(proxy.requests()).allSatisfy(ProxyTest::asksForTheTunnelOnly);
                fault.assertNothingInUse();
                fault.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProxyThatHangsCostsTheTimeoutAndNoMore(Operation operation) {
        MockResponse silence =
                answer(200).onResponseStart(SocketEffect.Stall.INSTANCE).build();
        try (ProxyServer proxy = new ProxyServer("https://service.example", Authenticator.NONE, silence)) {
            FaultCase fault = new FaultCase(proxy);
            fault.settings.time = Time.SYSTEM;
            fault.settings.timeout = Duration.ofSeconds(1);
            fault.settings.attemptTimeout = Duration.ofSeconds(60);
            long begun = System.nanoTime();

            assertThat(fault.outcome(operation, proxy)).isEqualTo("1 of 1: TransportException, clear");

            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
            assertThat(proxy.requests()).allSatisfy(ProxyTest::asksForTheTunnelOnly);
            fault.assertNothingInUse();
            fault.close();
        }
    }

    private static void asksForTheTunnelOnly(RecordedRequest request) {
        assertThat(request.getMethod()).isEqualTo("CONNECT");
        assertThat(request.getTarget()).isEqualTo("service.example:443");
        assertThat(request.getHeaders().names())
                .isSubsetOf("Host", "Proxy-Connection", "User-Agent", "Proxy-Authorization");
        assertThat(request.getBodySize()).isZero();
        Canary.check(request.getHeaders().toMultimap().toString());
    }

    static Stream<Arguments> inPlaceOfTheService() {
        String proxyAuthentication = "1 of 1: ApiException 407, clear";
        String unavailable = "3 of 3: ApiException 502, unclear";
        String unreadable = "1 of 1: InvalidResponseException, unclear";
        return Stream.of(
                argumentSet(
                        "407 without a password",
                        Authenticator.NONE,
                        answer(407),
                        proxyAuthentication,
                        proxyAuthentication,
                        proxyAuthentication),
                // A non-idempotent request is not resent for a password either.
                argumentSet(
                        "407 for any password",
                        PASSWORD,
                        answer(407),
                        "6 of 1: ApiException 407, clear",
                        proxyAuthentication,
                        "6 of 1: ApiException 407, clear"),
                argumentSet(
                        "502 with a page",
                        Authenticator.NONE,
                        answer(502).body(PAGE),
                        unavailable,
                        "1 of 1: ApiException 502, unclear",
                        unavailable),
                argumentSet(
                        "403 with a page",
                        Authenticator.NONE,
                        answer(403).body(PAGE),
                        "1 of 1: ForbiddenException 403, clear",
                        "1 of 1: ForbiddenException 403, clear",
                        "1 of 1: ForbiddenException 403, clear"),
                argumentSet(
                        "302 to its login page",
                        Authenticator.NONE,
                        answer(302).setHeader("Location", "http://proxy.example/login"),
                        "1 of 1: ApiException 302, clear",
                        "1 of 1: ApiException 302, clear",
                        "1 of 1: ApiException 302, clear"),
                argumentSet(
                        "200 with a page",
                        Authenticator.NONE,
                        answer(200).body(PAGE),
                        unreadable,
                        unreadable,
                        unreadable));
    }

    @ParameterizedTest
    @MethodSource("inPlaceOfTheService")
    void aProxyThatAnswersInPlaceOfTheServiceIsTakenForIt(
            Authenticator authenticator, MockResponse.Builder answer, String get, String abort, String cancel) {
        for (Operation operation : Operation.values()) {
            try (ProxyServer proxy = new ProxyServer("http://service.example", authenticator, answer.build())) {
                FaultCase fault = new FaultCase(proxy);
                fault.settings.allowInsecureHttp = true;

                String outcome = fault.outcome(operation, proxy);

                assertThat(outcome)
                        .as(operation.title)
                        .isEqualTo(
                                switch (operation) {
                                    case GET -> get;
                                    case ABORT -> abort;
                                    case CANCEL -> cancel;
                                });
                assertThat(proxy.requests())
                        .allSatisfy(request -> assertThat(request.getTarget()).startsWith("http://service.example/"));
                fault.assertNothingInUse();
                fault.close();
            }
        }
    }

    /** The limit on proxy authentication must not cost each client its own connection. */
    @Test
    void clientsOfOneOkHttpClientShareTheConnectionToTheProxy() {
        try (ProxyServer proxy =
                new ProxyServer("http://service.example", PASSWORD, answer(404).build())) {
            FaultCase fault = new FaultCase(proxy);
            fault.settings.allowInsecureHttp = true;

            for (Operation operation : Operation.values()) {
                assertThat(fault.outcome(operation, proxy)).isEqualTo("1 of 1: NotFoundException 404, clear");
            }

            assertThat(proxy.requests())
                    .extracting(RecordedRequest::getConnectionIndex)
                    .containsExactly(0, 0, 0);
            fault.close();
        }
    }

    private static MockResponse.Builder answer(int status) {
        return new MockResponse.Builder().code(status);
    }
}
