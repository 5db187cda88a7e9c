package io.cloudjobs.print.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.print.Fixture;
import io.cloudjobs.print.GraphCloud;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.auth.ManagedIdentityTokenProvider.Builder;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of the managed identity of a virtual machine. */
@Timeout(60)
class ManagedIdentityTokenProviderTest {
    private static final String QUERY =
            "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://graph.microsoft.com";
    private static final String TOKEN = "eyJ0eXAi.PLACEHOLDER";

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final OkHttpClient http = new OkHttpClient();

    private Builder builder() {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        settings.random = () -> 0; // of no effect on the waits
        return ManagedIdentityTokenProvider.builder(settings)
                .endpoint(server.url("/").toString())
                .httpClient(http);
    }

    private void answer(int times, int status, String body) {
        for (int i = 0; i < times; i++) {
            server.enqueue(new MockResponse.Builder()
                    .code(status)
                    .setHeader("x-ms-request-id", "from-header")
                    .body(body)
                    .build());
        }
    }

    private void answerWithToken() {
        answer(1, 200, Fixture.text("token-response-managed-identity.json"));
    }

    private List<Double> waitsInSeconds() {
        return time.sleeps().stream()
                .map(sleep -> Math.round(sleep.toNanos() / 1e6) / 1e3)
                .toList();
    }

    @AfterEach
    void noConnectionIsInUse() {
        ConnectionsInUse.assertNone(http);
    }

    @Test
    void theRequestIsTheDocumentedOneAndNumbersMayBeTexts() throws Exception {
        answerWithToken();

        assertThat(builder().build().token()).isEqualTo(TOKEN);

        assertThat(server.getRequestCount()).isEqualTo(1);
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("GET " + QUERY + " HTTP/1.1");
        assertThat(request.getBodySize()).isZero();
        Headers headers = request.getHeaders();
        assertThat(headers.get("User-Agent")).matches("sdk-print/\\S+ java/\\d+");
        assertThat(headers.newBuilder().removeAll("User-Agent").build())
                .extracting(header -> header.getFirst() + ": " + header.getSecond())
                .containsExactlyInAnyOrder(
                        "Metadata: true",
                        "Accept: application/json",
                        "Host: " + server.getHostName() + ":" + server.getPort(),
                        "Connection: Keep-Alive",
                        "Accept-Encoding: gzip");
    }

    static Stream<Arguments> identities() {
        String id = UUID.randomUUID().toString();
        return Stream.of(
                identity("client id", b -> b.clientId(id), QUERY + "&client_id=" + id),
                identity("object id", b -> b.objectId(id), QUERY + "&object_id=" + id),
                identity(
                        "resource id",
                        b -> b.resourceId("/subscriptions/a b/resourceGroups/g&h"),
                        QUERY + "&msi_res_id=/subscriptions/a%20b/resourceGroups/g%26h"),
                identity(
                        "the last one counts",
                        b -> b.clientId("c").resourceId("r").objectId(id),
                        QUERY + "&object_id=" + id),
                identity(
                        "US Government L4",
                        b -> b.cloud(GraphCloud.US_GOVERNMENT_L4),
                        QUERY.replace("graph.microsoft.com", "graph.microsoft.us")),
                identity(
                        "US Government L5",
                        b -> b.cloud(GraphCloud.US_GOVERNMENT_L5),
                        QUERY.replace("graph.microsoft.com", "dod-graph.microsoft.us")));
    }

    private static Arguments identity(String name, UnaryOperator<Builder> choice, String target) {
        return argumentSet(name, choice, target);
    }

    @ParameterizedTest
    @MethodSource("identities")
    void anIdentityAndACloudCanBeChosen(UnaryOperator<Builder> choice, String target) throws Exception {
        answerWithToken();

        choice.apply(builder()).build().token();

        assertThat(server.takeRequest().getTarget()).isEqualTo(target);
    }

    @Test
    void theDefaultIsTheMetadataServiceOfTheMachine() {
        assertThat(ManagedIdentityTokenProvider.builder().build())
                .hasToString("ManagedIdentityTokenProvider[http://169.254.169.254/metadata/identity/oauth2/token]");
    }

    static Stream<Arguments> noIdentities() {
        return Stream.of(
                identity(b -> b.clientId(" "), "clientId must not be blank"),
                identity(b -> b.clientId("c "), "clientId must not begin or end with whitespace: remove it"),
                identity(b -> b.objectId("o\n"), "objectId must not contain a line break: remove it"),
                identity(b -> b.resourceId("\t/r"), "resourceId must not begin or end with whitespace: remove it"));
    }

    private static Arguments identity(UnaryOperator<Builder> mistake, String message) {
        return argumentSet(message, mistake, message);
    }

    @ParameterizedTest
    @MethodSource("noIdentities")
    void whatIsNoIdentityIsRefused(UnaryOperator<Builder> mistake, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mistake.apply(builder()))
                .withMessageStartingWith(message);
    }

    @Test
    void aTokenIsKeptUntilFiveMinutesBeforeItExpires() {
        answerWithToken();
        answerWithToken();
        ManagedIdentityTokenProvider tokens = builder().build();

        tokens.token();
        time.advance(Duration.ofSeconds(3599 - 300));
        assertThat(tokens.token(Duration.ofSeconds(1))).isEqualTo(TOKEN);
        assertThat(server.getRequestCount()).isEqualTo(1);

        time.advance(Duration.ofSeconds(1));
        tokens.token();
        assertThat(server.getRequestCount()).isEqualTo(2);

        answerWithToken();
        tokens.invalidate(TOKEN);
        tokens.token();
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "404, 1,  2,  4,  8",
        "500, 1,  2,  4,  8",
        "501, 1,  2,  4,  8",
        "503, 1,  2,  4,  8",
        "504, 1,  2,  4,  8",
        "410, 5, 10, 20, 40",
        "429, 5, 10, 20, 40"
    })
    void whatPassesIsAskedForFiveTimes(int status, double first, double second, double third, double fourth) {
        answer(5, status, "{\"error\":\"temporarily_unavailable\",\"error_description\":\"being updated\"}");

        EntraException failure = catchThrowableOfType(
                EntraException.class, () -> builder().build().token());

        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure.attempts()).isEqualTo(5);
        assertThat(failure)
                .hasMessageStartingWith(
                        "managedIdentity.token of /metadata/identity/oauth2/token failed: HTTP " + status)
                .hasMessageEndingWith(", temporarily_unavailable: being updated (request id from-header, "
                        + (status < 500 ? "" : "the service may have acted, ") + "attempt 5)");
        assertThat(server.getRequestCount()).isEqualTo(5);
        assertThat(waitsInSeconds()).containsExactly(first, second, third, fourth);
    }

    @Test
    void anEndpointThatIsUpdatedForSeventySecondsIsWaitedFor() {
        answer(4, 410, "");
        answerWithToken();

        assertThat(builder().build().token()).isEqualTo(TOKEN);

        assertThat(server.getRequestCount()).isEqualTo(5);
        assertThat(waitsInSeconds().stream().mapToDouble(Double::doubleValue).sum())
                .isEqualTo(75);
    }

    @Test
    void aConnectionThatDiesIsTriedFiveTimes() {
        for (int i = 0; i < 5; i++) {
            server.enqueue(new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build());
        }

        TransportException failure = catchThrowableOfType(
                TransportException.class, () -> builder().build().token());

        assertThat(failure.attempts()).isEqualTo(5);
        assertThat(server.getRequestCount()).isEqualTo(5);
        assertThat(waitsInSeconds()).containsExactly(1.0, 2.0, 4.0, 8.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 405})
    void anyOtherAnswerIsFinal(int status) {
        answer(1, status, "{\"error\":\"invalid_request\",\"error_description\":\"Identity not found\"}");

        EntraException failure = catchThrowableOfType(
                EntraException.class, () -> builder().build().token());

        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure.error().code()).isEqualTo("invalid_request");
        assertThat(failure.error().message()).isEqualTo("Identity not found");
        assertThat(failure.errorCodes()).isEmpty();
        assertThat(failure.correlationId()).isNull();
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void theProxyOfTheUsersClientIsNotUsed() throws Exception {
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.start();
            answerWithToken();

            String token = builder()
                    .httpClient(http.newBuilder().proxy(proxy.getProxyAddress()).build())
                    .build()
                    .token();

            assertThat(token).isEqualTo(TOKEN);
            assertThat(proxy.getRequestCount()).isZero();
            assertThat(server.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void anInterceptorOfTheUsersClientSeesTheRequest() throws Exception {
        answerWithToken();

        builder()
                .httpClient(http.newBuilder()
                        .addInterceptor(chain -> chain.proceed(chain.request()
                                .newBuilder()
                                .header("X-Seen", "yes")
                                .build()))
                        .build())
                .build()
                .token();

        assertThat(server.takeRequest().getHeaders().get("X-Seen")).isEqualTo("yes");
    }

    @Test
    void itsTokensAreForPrintJobs() throws Exception {
        answerWithToken();
        answer(1, 204, "");
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        try (PrintJobClient print = PrintClients.builder(settings)
                .endpoint(server.url("/v1.0").toString())
                .httpClient(http)
                .tokenProvider(builder().build())
                .build()) {
            print.printer("p").job("1").abort();
        }

        server.takeRequest();
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void twoHundredThreadsMakeOneRequest() throws Exception {
        Crowd crowd = new Crowd(time);
        ClientSettings settings = new ClientSettings();
        settings.time = crowd;
        ManagedIdentityTokenProvider tokens = ManagedIdentityTokenProvider.builder(settings)
                .endpoint(server.url("/").toString())
                .httpClient(http.newBuilder()
                        .addInterceptor(chain -> {
                            crowd.awaitThatTheOthersWait();
                            return chain.proceed(chain.request());
                        })
                        .build())
                .build();
        answerWithToken();

        assertThat(crowd.ask(tokens::token)).isEqualTo(Collections.nCopies(Crowd.SIZE, TOKEN));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }
}
