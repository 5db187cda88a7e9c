package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several endpoints of one service: the client tries the next one only if this one has not received the request. */
@Timeout(60)
class EndpointsTest {
    private static final ApiRequest GET =
            new ApiRequest("thing.get", "GET", ResourcePath.ROOT.resolve("/things")).idempotent();

    /** A port that no process uses. Another process may get the port of a closed server. */
    private static final String NOBODY = "http://127.0.0.1:1";

    private static final ApiRequest ACT = new ApiRequest("thing.act", "POST", ResourcePath.ROOT.resolve("/act"));

    @StartStop
    final MockWebServer first = new MockWebServer();

    @StartStop
    final MockWebServer second = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final List<Duration> limits = new ArrayList<>();
    private OkHttpClient http = new OkHttpClient.Builder()
            .addInterceptor(chain -> {
                limits.add(Duration.ofNanos(chain.call().timeout().timeoutNanos()));
                return chain.proceed(chain.request());
            })
            .build();
    private final ClientSettings settings = new ClientSettings();

    private ApiClient client(String endpoint, String... further) {
        settings.endpoint = endpoint;
        settings.furtherEndpoints = List.of(further);
        settings.httpClient = http;
        settings.time = time;
        settings.random = () -> -1L;
        settings.tokenProvider = TokenProvider.of("t");
        return new ApiClient(settings, new TestService());
    }

    private ApiClient client() {
        return client(url(first), url(second));
    }

    private static String url(MockWebServer server) {
        return server.url("/base").toString();
    }

    private static MockResponse answer(int status) {
        return new MockResponse.Builder()
                .code(status)
                .body(status == 200 ? "{}" : "")
                .build();
    }

    @AfterEach
    void noConnectionIsInUse() {
        ConnectionsInUse.assertNone(http);
    }

    @Test
    void theNextOneIsAskedAtOnceWhenThereIsNoConnectionAndFromThenOn() throws Exception {
        ApiClient client = client(NOBODY, url(second));
        second.enqueue(answer(200));
        second.enqueue(answer(200));

        client.send(ACT);
        client.send(GET);

        assertThat(second.takeRequest().getRequestLine()).isEqualTo("POST /base/act HTTP/1.1");
        assertThat(second.takeRequest().getRequestLine()).isEqualTo("GET /base/things HTTP/1.1");
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void toMoveOnIsNoRepeat() {
        settings.retryPolicy = RetryPolicy.none();
        ApiClient client = client(NOBODY, url(second));
        second.enqueue(answer(200));

        client.send(ACT);

        assertThat(second.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aHandshakeThatDoesNotComeAboutMovesOn() {
        second.enqueue(answer(200));
        client(url(second)).send(ACT); // the first call of a process takes longer, because it loads classes
        settings.attemptTimeout = Duration.ofSeconds(2);
        ApiClient client = client("https://127.0.0.1:" + first.getPort(), url(second));
        second.enqueue(answer(200));

        client.send(ACT);

        assertThat(second.getRequestCount()).isEqualTo(1 + 1);
    }

    /** The server at the first endpoint is not trusted, and the client must not skip it silently. */
    @ParameterizedTest
    @CsvSource({"127.0.0.1, false, SSLHandshakeException", "other.example, true, SSLPeerUnverifiedException"})
    void aCertificateThatDoesNotFitDoesNotMoveOn(String certified, boolean isTrusted, String cause) {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName(certified)
                .build();
        first.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate((isTrusted ? certificate : new HeldCertificate.Builder().build()).certificate())
                .build();
        http = http.newBuilder()
                .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
                .build();
        ApiClient client = client("https://127.0.0.1:" + first.getPort(), url(second));
        second.enqueue(answer(200));

        TransportException failure = catchThrowableOfType(TransportException.class, () -> client.send(GET));

        assertThat(failure).hasMessageContaining(cause);
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(time.sleeps()).isEmpty();
        assertThat(first.getRequestCount()).isZero();
        assertThat(second.getRequestCount()).isZero();
    }

    @Test
    void whenNoneCanBeReachedEachIsTriedOnceAndThenTheUsualRepeatsAreMade() {
        ApiClient client = client(NOBODY, NOBODY + "/base");

        TransportException failure = catchThrowableOfType(TransportException.class, () -> client.send(ACT));

        assertThat(failure.attempts()).isEqualTo(4);
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(time.sleeps()).hasSize(2);
    }

    @Test
    void anUnclearOutcomeIsNotTakenToAnotherOne() {
        first.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());

        TransportException failure = catchThrowableOfType(TransportException.class, () -> client().send(ACT));

        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(first.getRequestCount()).isEqualTo(1);
        assertThat(second.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 429, 503})
    void whoAnswersIsAskedAgain(int status) {
        first.enqueue(answer(status));
        first.enqueue(answer(status));
        first.enqueue(answer(status));

        catchThrowableOfType(ApiException.class, () -> client().send(GET));

        assertThat(first.getRequestCount()).isEqualTo(status == 429 || status == 503 ? 3 : 1);
        assertThat(second.getRequestCount()).isZero();
    }

    @Test
    void anOperationThatLastsHasItsTimeUnlessTheUserHasSaidHowLong() {
        ApiRequest lasting = GET.lasting(Duration.ofMinutes(10));

        assertThat(limitOf(client(), GET)).isEqualTo(Duration.ofSeconds(30));
        assertThat(limitOf(client(), lasting)).isEqualTo(Duration.ofMinutes(10));
        assertThat(limitOf(client().withOptions(options -> options.timeout(Duration.ofSeconds(7))), lasting))
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(limitOf(client().within(Duration.ofMinutes(3)), lasting)).isEqualTo(Duration.ofMinutes(3));
        assertThat(limitOf(client().within(Duration.ofMinutes(3)).within(Duration.ofHours(3)), lasting))
                .isEqualTo(Duration.ofMinutes(3));
    }

    /** Returns the timeout for OkHttp, on a clock that stands still. */
    private Duration limitOf(ApiClient client, ApiRequest operation) {
        first.enqueue(answer(200));
        client.send(operation);
        return limits.get(limits.size() - 1);
    }
}
