package io.cloudjobs.print.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.print.Fixture;
import io.cloudjobs.print.GraphCloud;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.auth.ClientCredentialsTokenProvider.Builder;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.Eventually;
import io.cloudjobs.testkit.ManualTime;
import io.cloudjobs.testkit.RsaKeys;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Application tokens: the requests, the responses and the caching. For errors see {@link EntraExceptionTest}. */
@Timeout(60)
class ClientCredentialsTokenProviderTest {
    private static final String TENANT = "contoso.onmicrosoft.com";
    private static final String CLIENT_ID = "815f204f-c791-4ee6-9098-614ecdb003f6";
    private static final String SECRET = "a+b/c&d=e f%\u00FC";
    private static final String PATH = "/contoso.onmicrosoft.com/oauth2/v2.0/token";
    private static final Duration TICK = Duration.ofNanos(1);

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final OkHttpClient http = new OkHttpClient();

    private Builder builder() {
        return builder(time);
    }

    private Builder builder(Time time) {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        settings.random = () -> 0; // the margin is just 5 minutes
        return ClientCredentialsTokenProvider.builder(settings)
                .cloud(GraphCloud.GLOBAL)
                .endpoint(server.url("/").toString())
                .httpClient(http)
                .tenantId(TENANT)
                .clientId(CLIENT_ID);
    }

    private ClientCredentialsTokenProvider provider() {
        return builder().clientSecret(SECRET).build();
    }

    private static String token(String token) {
        return "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"ext_expires_in\":3600,\"access_token\":\"" + token
                + "\"}";
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    @AfterEach
    void noConnectionIsInUse() {
        ConnectionsInUse.assertNone(http);
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    @Test
    void anEndpointThatHangsDoesNotCostTheCallWhileTheOldTokenIsValid() {
        answer(200, token("t-1"));
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        ClientCredentialsTokenProvider tokens =
                builder().clientSecret(SECRET).retryPolicy(RetryPolicy.none()).build();
        assertThat(tokens.token()).isEqualTo("t-1");
        time.advance(Duration.ofMinutes(56));

        assertThat(tokens.token(Duration.ofSeconds(1))).isEqualTo("t-1"); // not after 30 seconds

        Eventually.await(() -> server.getRequestCount() == 2);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void theRequestIsTheDocumentedOneAndEncodedOnce() throws Exception {
        answer(200, token("t-1"));

        assertThat(provider().token()).isEqualTo("t-1");

        assertThat(server.getRequestCount()).isEqualTo(1);
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST " + PATH + " HTTP/1.1");
        String form = "client_id=815f204f-c791-4ee6-9098-614ecdb003f6"
                + "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"
                + "&client_secret=a%2Bb%2Fc%26d%3De+f%25%C3%BC"
                + "&grant_type=client_credentials";
        assertThat(request.getBody().utf8()).isEqualTo(form);
        Headers headers = request.getHeaders();
        assertThat(UUID.fromString(headers.get("client-request-id"))).isNotNull();
        assertThat(headers.get("User-Agent")).matches("sdk-print/\\S+ java/\\d+");
        assertThat(headers.newBuilder()
                        .removeAll("client-request-id")
                        .removeAll("User-Agent")
                        .build())
                .extracting(header -> header.getFirst() + ": " + header.getSecond())
                .containsExactlyInAnyOrder(
                        "Accept: application/json",
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: " + form.length(),
                        "Host: " + server.getHostName() + ":" + server.getPort(),
                        "Connection: Keep-Alive",
                        "Accept-Encoding: gzip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PS256", "RS256"})
    void aCertificateSendsAnAssertionInPlaceOfASecret(String algorithm) throws Exception {
        answer(200, token("t-1"));
        ClientCertificate certificate =
                ClientCertificate.fromPem(CertificateFile.pem("certificate.pem", "private-key.pem"));

        builder()
                .clientCertificate(algorithm.equals("RS256") ? certificate.withRs256() : certificate)
                .build()
                .token();

        Map<String, String> form = form(server.takeRequest().getBody().utf8());
        assertThat(form)
                .containsOnlyKeys("client_id", "scope", "client_assertion_type", "client_assertion", "grant_type")
                .containsEntry("client_id", CLIENT_ID)
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .containsEntry("grant_type", "client_credentials");
        ClientAssertion assertion = ClientAssertion.parse(form.get("client_assertion"));
        assertThat(assertion.isOf(CertificateFile.certificate())).isTrue();
        assertThat(assertion.header().path("alg").asText()).isEqualTo(algorithm);
        assertThat(assertion.claims().path("aud").asText())
                .isEqualTo(server.url(PATH).toString());
        assertThat(assertion.claims().path("exp").asLong()).isEqualTo(time.now().getEpochSecond() + 300);
    }

    @Test
    void eachTokenIsAskedForWithANewAssertion() throws Exception {
        ClientCredentialsTokenProvider tokens = builder()
                .clientCertificate(ClientCertificate.fromPem(CertificateFile.pem("certificate.pem", "private-key.pem")))
                .build();
        answer(200, token("t-1"));
        answer(200, token("t-2"));
        tokens.token();
        time.advance(Duration.ofHours(1));
        tokens.token();

        List<ClientAssertion> assertions = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            assertions.add(ClientAssertion.parse(
                    form(server.takeRequest().getBody().utf8()).get("client_assertion")));
        }
        assertThat(assertions)
                .extracting(each -> each.claims().path("jti").asText())
                .doesNotHaveDuplicates();
        assertThat(assertions.get(1).claims().path("nbf").asLong())
                .isEqualTo(assertions.get(0).claims().path("nbf").asLong() + 3600);
    }

    /** Responds without a network, like a user's interceptor. So the tests can use the real addresses. */
    private static OkHttpClient answering(List<Request> requests) {
        return new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    requests.add(chain.request());
                    return new Response.Builder()
                            .request(chain.request())
                            .protocol(Protocol.HTTP_1_1)
                            .code(200)
                            .message("OK")
                            .body(ResponseBody.create(token("t-1"), MediaType.get("application/json")))
                            .build();
                })
                .build();
    }

    private static Map<String, String> form(Request request) throws IOException {
        Buffer body = new Buffer();
        request.body().writeTo(body);
        return form(body.readUtf8());
    }

    @ParameterizedTest
    @CsvSource({
        "GLOBAL,           https://login.microsoftonline.com, https://graph.microsoft.com/.default",
        "US_GOVERNMENT_L4, https://login.microsoftonline.us,  https://graph.microsoft.us/.default",
        "US_GOVERNMENT_L5, https://login.microsoftonline.us,  https://dod-graph.microsoft.us/.default"
    })
    void eachCloudHasItsAuthorityAndItsScope(GraphCloud cloud, String authority, String scope) throws Exception {
        List<Request> requests = new ArrayList<>();
        ClientCredentialsTokenProvider tokens = ClientCredentialsTokenProvider.builder()
                .cloud(cloud)
                .httpClient(answering(requests))
                .tenantId(TENANT)
                .clientId(CLIENT_ID)
                .clientCertificate(ClientCertificate.fromPem(CertificateFile.pem("certificate.pem", "private-key.pem")))
                .build();

        assertThat(tokens.token()).isEqualTo("t-1");

        assertThat(cloud.authority()).isEqualTo(authority);
        assertThat(cloud.scope()).isEqualTo(scope);
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).url()).hasToString(authority + PATH);
        Map<String, String> form = form(requests.get(0));
        assertThat(form).containsEntry("scope", scope);
        assertThat(ClientAssertion.parse(form.get("client_assertion"))
                        .claims()
                        .path("aud")
                        .asText())
                .isEqualTo(authority + PATH);
        assertThat(tokens).hasToString("ClientCredentialsTokenProvider[" + authority + PATH + "]");
    }

    @Test
    void theDefaultIsTheGlobalCloudAndAnyOtherPlaceCanBeSet() throws Exception {
        List<Request> requests = new ArrayList<>();
        UnaryOperator<Builder> common = builder -> builder.httpClient(answering(requests))
                .tenantId(TENANT)
                .clientId(CLIENT_ID)
                .clientSecret(SECRET);
        common.apply(ClientCredentialsTokenProvider.builder()).build().token();
        common.apply(ClientCredentialsTokenProvider.builder()
                        .endpoint("https://login.example/prefix/")
                        .scope("api://print/.default"))
                .build()
                .token();

        assertThat(requests)
                .extracting(request -> request.url().toString())
                .containsExactly("https://login.microsoftonline.com" + PATH, "https://login.example/prefix" + PATH);
        assertThat(form(requests.get(0))).containsEntry("scope", "https://graph.microsoft.com/.default");
        assertThat(form(requests.get(1))).containsEntry("scope", "api://print/.default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3600                | PT1H    | PT5M",
                "\"3600\"            | PT1H    | PT5M",
                "3600.9              | PT1H    | PT5M",
                "3599                | PT59M59S | PT4M59.916666666S",
                "60                  | PT1M    | PT5S",
                "1                   | PT1S    | PT0.083333333S",
                "86400               | PT24H   | PT5M",
                "999999999999        | P3650D  | PT5M",
                "9223372036854775807 | P3650D  | PT5M"
            })
    void aTokenIsKeptUntilShortlyBeforeItExpires(String expiresIn, Duration life, Duration margin) {
        answer(200, token("t-1").replaceFirst("3600", expiresIn));
        answer(200, token("t-2"));
        ClientCredentialsTokenProvider tokens = provider();

        assertThat(tokens.token()).isEqualTo("t-1");
        assertThat(tokens.token(Duration.ofSeconds(1))).isEqualTo("t-1");
        time.advance(life.minus(margin).minus(TICK));
        assertThat(tokens.token()).isEqualTo("t-1");
        assertThat(server.getRequestCount()).isEqualTo(1);

        time.advance(TICK);
        assertThat(tokens.token()).isEqualTo("t-2");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    /**
     * The service counts the lifetime from the creation of the token, the client from the start of its request. So the
     * client never uses an expired token.
     */
    @Test
    void theLifeOfATokenBeginsBeforeTheRequest() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                time.advance(Duration.ofSeconds(20));
                return new MockResponse.Builder().body(token("t")).build();
            }
        });
        ClientCredentialsTokenProvider tokens = provider();

        tokens.token();
        time.advance(Duration.ofSeconds(3301 - 20)); // a twelfth of what was left, 298.3 seconds, before its end
        tokens.token();
        assertThat(server.getRequestCount()).isEqualTo(1);
        time.advance(Duration.ofSeconds(1));
        tokens.token();

        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"t-1\",\"expires_in\":3600}",
                "{\"access_token\":\"t-1\",\"expires_in\":3600,\"token_type\":null}",
                "{\"access_token\":\"t-1\",\"expires_in\":3600,\"token_type\":\"bearer\"}",
                "{\"access_token\":\"t-1\",\"expires_in\":3600,\"token_type\":\"BEARER\",\"new\":{\"a\":[1]}}",
                "\uFEFF{\"expires_in\":3600,\"access_token\":\"t-1\",\"token_type\":\"Bearer\",\"refresh_token\":\"\"}"
            })
    void whatElseStandsInTheAnswerDoesNotMatter(String body) {
        answer(200, body);

        assertThat(provider().token()).isEqualTo("t-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                       | access_token is missing",
                "{'expires_in':3600}                                      | access_token is missing",
                "{'access_token':'','expires_in':3600}                    | access_token is missing",
                "{'access_token':null,'expires_in':3600}                  | access_token is missing",
                "{'access_token':{'a':1},'expires_in':3600}               | access_token is missing",
                "{'access_token':'t-1'}                                   | expires_in is missing",
                "{'access_token':'t-1','expires_in':null}                 | expires_in is missing",
                "{'access_token':'t-1','expires_in':''}                   | expires_in is missing",
                "{'access_token':'t-1','expires_in':0}                    | unexpected structure",
                "{'access_token':'t-1','expires_in':-1}                   | unexpected structure",
                "{'access_token':'t-1','expires_in':-9223372036854775808} | unexpected structure",
                "{'access_token':'t-1','expires_in':9223372036854775808}  | expires_in is missing",
                "{'access_token':'t-1','expires_in':1e30}                 | expires_in is missing",
                "{'access_token':'t-1','expires_in':'soon'}               | expires_in is missing",
                "{'access_token':'t-1','expires_in':true}                 | expires_in is missing",
                "{'access_token':'t-1','expires_in':[3600]}               | expires_in is missing",
                "{'access_token':'t-1','expires_in':3600,'token_type':'pop'} | unexpected structure",
                "{'access_token':'t-1','expires_in':3600,'token_type':''} | unexpected structure",
                "[]                                                       | unexpected structure",
                "null                                                     | unexpected structure",
                "<html>login</html>                                       | not JSON (line 1, column 1)",
                "{'access_token':'t-1'                                    | not JSON (line 1, column 22)"
            })
    void anAnswerThatIsNoTokenIsNotTakenForOne(String body, String problem) {
        answer(200, body.replace('\'', '"'));

        assertThatThrownBy(() -> provider().token())
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessage(
                        "entra.token of /contoso.onmicrosoft.com/oauth2/v2.0/token failed: the response is invalid: "
                                + problem + " (attempt 1)")
                .hasMessageNotContaining("t-1");
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void anEmptyAnswerIsNotTakenForAToken() {
        answer(200, "");

        assertThatThrownBy(() -> provider().token())
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessage(
                        "entra.token of /contoso.onmicrosoft.com/oauth2/v2.0/token failed: the response is empty (attempt 1)");
    }

    @Test
    void aTokenThatWasRefusedIsNotGivenAgainAndAnyOtherIs() {
        answer(200, token("t-1"));
        answer(200, token("t-2"));
        ClientCredentialsTokenProvider tokens = provider();

        assertThat(tokens.token()).isEqualTo("t-1");
        tokens.invalidate("t-0");
        assertThat(tokens.token()).isEqualTo("t-1");
        tokens.invalidate("t-1");
        assertThat(tokens.token()).isEqualTo("t-2");
        tokens.invalidate("t-1");
        assertThat(tokens.token()).isEqualTo("t-2");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void whenEntraIsAwayTheOldTokenIsUsedWhileItIsValid() {
        answer(200, token("t-1"));
        ClientCredentialsTokenProvider tokens = provider();
        tokens.token();
        for (int i = 0; i < 6; i++) {
            answer(503, "");
        }

        time.advance(Duration.ofMinutes(55));
        assertThat(tokens.token()).isEqualTo("t-1");
        assertThat(server.getRequestCount()).isEqualTo(4);
        assertThat(tokens.token()).isEqualTo("t-1"); // and Entra ID is left in peace
        assertThat(server.getRequestCount()).isEqualTo(4);

        time.advance(Duration.ofMinutes(5));
        assertThatThrownBy(tokens::token).isExactlyInstanceOf(EntraException.class);
        assertThat(server.getRequestCount()).isEqualTo(7);
    }

    private PrintJobClient print(ClientCredentialsTokenProvider tokens) {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        return PrintClients.builder(settings)
                .endpoint(server.url("/v1.0").toString())
                .httpClient(http)
                .tokenProvider(tokens)
                .build();
    }

    @Test
    void aTokenThatGraphRefusesIsReplacedOnceAndTheCallSucceeds() throws Exception {
        answer(200, token("t-1"));
        answer(401, "{\"error\":{\"code\":\"InvalidAuthenticationToken\",\"message\":\"expired\"}}");
        answer(200, token("t-2"));
        answer(204, "");

        print(provider()).printer("p").job("1").abort();

        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RecordedRequest request = server.takeRequest();
            seen.add(request.getTarget() + " " + request.getHeaders().get("Authorization"));
        }
        String abort = "/v1.0/print/printers/p/jobs/1/abort ";
        assertThat(seen).containsExactly(PATH + " null", abort + "Bearer t-1", PATH + " null", abort + "Bearer t-2");
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void aClientThatGetsNoTokenSaysWhyAndHasEntrasWordAsItsCause() {
        answer(401, Fixture.text("token-error-invalid-client.json"));

        TokenException failure = catchThrowableOfType(
                TokenException.class,
                () -> print(provider()).printer("p").job("1").abort());

        assertThat(failure).hasCauseExactlyInstanceOf(EntraException.class);
        assertThat(failure)
                .hasMessage("printJob.abort of /print/printers/p/jobs/1 failed: the token provider failed: "
                        + failure.getCause().getMessage());
        assertThat(failure.getCause()).hasMessageContaining("the client secret is wrong");
        assertThat(((EntraException) failure.getCause()).errorCodes()).containsExactly(7000215);
        assertThat(failure.attempts()).isZero();
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aFailureIsNotKept() {
        answer(401, Fixture.text("token-error-invalid-client.json"));
        answer(200, token("t-1"));
        ClientCredentialsTokenProvider tokens = provider();

        assertThatThrownBy(tokens::token).isExactlyInstanceOf(EntraException.class);
        assertThat(tokens.token()).isEqualTo("t-1");
    }

    @Test
    void theProxyOfTheUsersClientIsUsed() throws Exception {
        answer(200, token("t-1"));

        String token = builder()
                .clientSecret(SECRET)
                .endpoint("http://login.example")
                .allowInsecureHttp()
                .httpClient(http.newBuilder().proxy(server.getProxyAddress()).build())
                .build()
                .token();

        assertThat(token).isEqualTo("t-1");
        assertThat(server.takeRequest().getRequestLine()).isEqualTo("POST http://login.example" + PATH + " HTTP/1.1");
    }

    @Test
    void aSecretInAnArrayMayBeWipedAtOnce() throws Exception {
        answer(200, token("t-1"));
        char[] secret = SECRET.toCharArray();
        Builder builder = builder().clientSecret(secret);
        Arrays.fill(secret, 'x');

        builder.build().token();

        assertThat(form(server.takeRequest().getBody().utf8())).containsEntry("client_secret", SECRET);
    }

    @Test
    void aSecretFromASupplierIsAskedForAtEachLoginAndTheNewestIsHidden() throws Exception {
        answer(200, token("t-1"));
        answer(400, "{\"error\":\"invalid_request\",\"error_description\":\"no secret-2-secret-2\"}");
        List<String> secrets = new ArrayList<>(List.of("secret-1-secret-1", "secret-2-secret-2"));
        ClientCredentialsTokenProvider tokens =
                builder().clientSecret(() -> secrets.remove(0)).build();

        assertThat(tokens.token()).isEqualTo("t-1");
        assertThat(tokens.token()).isEqualTo("t-1");
        tokens.invalidate("t-1");
        assertThatThrownBy(tokens::token).hasMessageContaining("invalid_request: no [secret]");

        for (String secret : List.of("secret-1-secret-1", "secret-2-secret-2")) {
            assertThat(form(server.takeRequest().getBody().utf8())).containsEntry("client_secret", secret);
        }
        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(tokens.toString()).doesNotContain("secret-");
    }

    @Test
    void theClaimsOfAChallengeAreInTheNextLoginOnly() throws Exception {
        for (int i = 1; i <= 3; i++) {
            answer(200, token("t-" + i));
        }
        ClientCredentialsTokenProvider tokens = provider();

        tokens.token();
        tokens.invalidate("t-1", "{\"access_token\":{\"nbf\":{\"value\":\"1~\"}}}");
        tokens.token();
        tokens.invalidate("t-2");
        tokens.token();

        assertThat(form(server.takeRequest().getBody().utf8())).doesNotContainKey("claims");
        assertThat(form(server.takeRequest().getBody().utf8()))
                .containsEntry("claims", "{\"access_token\":{\"nbf\":{\"value\":\"1~\"}}}")
                .containsEntry("client_secret", SECRET);
        assertThat(form(server.takeRequest().getBody().utf8())).doesNotContainKey("claims");
    }

    @Test
    void aCertificateFromASupplierIsAskedForAtEachLogin() throws Exception {
        HeldCertificate first = RsaKeys.certificate("leaf").build();
        HeldCertificate second = RsaKeys.certificate("root").build();
        answer(200, token("t-1"));
        answer(200, token("t-2"));
        List<HeldCertificate> certificates = new ArrayList<>(List.of(first, second));
        ClientCredentialsTokenProvider tokens = builder()
                .clientCertificate(() -> {
                    HeldCertificate now = certificates.remove(0);
                    return ClientCertificate.of(now.keyPair().getPrivate(), now.certificate());
                })
                .build();

        tokens.token();
        tokens.invalidate("t-1");
        tokens.token();

        for (HeldCertificate certificate : List.of(first, second)) {
            String assertion = form(server.takeRequest().getBody().utf8()).get("client_assertion");
            assertThat(ClientAssertion.parse(assertion).isOf(certificate.certificate()))
                    .isTrue();
        }
    }

    static Stream<Arguments> failingSuppliers() {
        RuntimeException own = new IllegalStateException("hush");
        RuntimeException ours = new TokenException("vault.read", null, 0, false, "sealed", null);
        Error missing = new NoClassDefFoundError("hush");
        return Stream.of(
                supplier(
                        "an error of a class",
                        b -> b.clientSecret(() -> {
                            throw missing;
                        }),
                        "clientSecret failed with NoClassDefFoundError",
                        missing),
                supplier(
                        "a failure",
                        b -> b.clientSecret(throwing(own)),
                        "clientSecret failed with IllegalStateException",
                        own),
                supplier(
                        "an exception of the SDK",
                        b -> b.clientSecret(throwing(ours)),
                        "clientSecret failed: vault.read failed: sealed",
                        ours),
                supplier("null", b -> b.clientSecret(() -> null), "clientSecret returned null", null),
                supplier(
                        "a space",
                        b -> b.clientSecret(() -> " "),
                        "clientSecret returned an unusable value: clientSecret must not be blank",
                        null),
                supplier(
                        "the whole file",
                        b -> b.clientSecret(() -> "hush\n"),
                        "clientSecret returned an unusable value: " + lineBreak("clientSecret"),
                        null),
                supplier(
                        "no certificate",
                        b -> b.clientCertificate(() -> null),
                        "clientCertificate returned null",
                        null),
                supplier(
                        "a certificate that cannot be read",
                        b -> b.clientCertificate(throwing(own)),
                        "clientCertificate failed with IllegalStateException",
                        own));
    }

    private static <T> Supplier<T> throwing(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }

    private static Arguments supplier(String name, UnaryOperator<Builder> use, String problem, Throwable cause) {
        return argumentSet(name, use, problem, cause);
    }

    @ParameterizedTest
    @MethodSource("failingSuppliers")
    void aSupplierThatFailsIsATokenExceptionAndNothingIsSent(
            UnaryOperator<Builder> use, String problem, Throwable cause) {
        ClientCredentialsTokenProvider tokens = use.apply(builder()).build();

        assertThatThrownBy(tokens::token)
                .isExactlyInstanceOf(TokenException.class)
                .hasMessage("entra.token failed: the supplier of " + problem)
                .hasCause(cause);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void whileASupplierFailsTheOldTokenIsUsedAsLongAsItIsValid() {
        answer(200, token("t-1"));
        List<String> secrets = new ArrayList<>(List.of(SECRET));
        ClientCredentialsTokenProvider tokens =
                builder().clientSecret(() -> secrets.remove(0)).build();
        tokens.token();

        time.advance(Duration.ofMinutes(56));
        assertThat(tokens.token()).isEqualTo("t-1");
        time.advance(Duration.ofMinutes(4));
        assertThatThrownBy(tokens::token).isExactlyInstanceOf(TokenException.class);
    }

    @Test
    void theTimeOfASupplierCountsTowardsTheLimit() {
        ClientCredentialsTokenProvider tokens = builder()
                .clientSecret(() -> {
                    time.advance(Duration.ofSeconds(3));
                    return SECRET;
                })
                .build();

        assertThatThrownBy(() -> tokens.token(Duration.ofSeconds(2)))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("has expired");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aSupplierThatIsInterruptedInterruptsTheCall() {
        ClientCredentialsTokenProvider tokens = builder()
                .clientSecret(() -> {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted");
                })
                .build();

        assertThatThrownBy(tokens::token).isInstanceOf(InterruptedCallException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(server.getRequestCount()).isZero();
    }

    /** Any secret arrives unchanged, or is refused before the request with a message that does not show it. */
    @Test
    void aSecretArrivesAsItIsOrIsRefusedAtOnce() throws Exception {
        Random random = new Random(15);
        String signs = "aZ09 ~.-_+/=&%#\"'\\<>\t\r\n\u0000\u00A0\u00FC\u2028\uFEFF";
        int arrived = 0;
        for (int i = 0; i < 300; i++) {
            StringBuilder made = new StringBuilder("k");
            for (int length = 3 + random.nextInt(12); length > 0; length--) {
                made.insert(random.nextInt(made.length() + 1), signs.charAt(random.nextInt(signs.length())));
            }
            String secret = made.toString();
            try {
                Builder builder = builder().clientSecret(secret);
                answer(200, token("t-1"));
                builder.build().token();
                assertThat(form(server.takeRequest().getBody().utf8())).containsEntry("client_secret", secret);
                assertThat(secret).isEqualTo(secret.strip()).doesNotContain("\n", "\r");
                arrived++;
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("clientSecret must not ").hasMessageNotContaining(secret);
            }
        }
        assertThat(arrived).isBetween(50, 250);
    }

    static Stream<Arguments> misuse() {
        ClientCertificate certificate =
                ClientCertificate.fromPem(CertificateFile.pem("certificate.pem", "private-key.pem"));
        String oneTenant = "tenantId must be a tenant id or domain, but is ";
        return Stream.of(
                illegalState("no tenant", b -> b.clientId("c").clientSecret("s"), "tenantId is required: set it"),
                illegalState("no client", b -> b.tenantId("t").clientSecret("s"), "clientId is required: set it"),
                illegalState(
                        "neither secret nor certificate",
                        b -> b.tenantId("t").clientId("c"),
                        "clientSecret or clientCertificate is required: set it"),
                illegalState(
                        "secret and certificate",
                        b -> b.tenantId("t").clientId("c").clientSecret("s").clientCertificate(certificate),
                        "clientSecret and clientCertificate are both set: set only one of them"),
                illegalArgument("common", b -> b.tenantId("common"), oneTenant + "common"),
                illegalArgument("Organizations", b -> b.tenantId("Organizations"), oneTenant + "Organizations"),
                illegalArgument("CONSUMERS", b -> b.tenantId("CONSUMERS"), oneTenant + "CONSUMERS"),
                illegalArgument("blank tenant", b -> b.tenantId(" "), "tenantId must not be blank"),
                illegalArgument("a path as the tenant", b -> b.tenantId("../x"), "tenantId must not contain '/'"),
                illegalArgument("blank client", b -> b.clientId("\t"), "clientId must not be blank"),
                illegalArgument("empty secret", b -> b.clientSecret(""), "clientSecret must not be blank"),
                illegalArgument(
                        "blank secret in an array",
                        b -> b.clientSecret(new char[] {' '}),
                        "clientSecret must not be blank"),
                illegalArgument("line break in the secret", b -> b.clientSecret("hush\n"), lineBreak("clientSecret")),
                illegalArgument(
                        "line break before the secret", b -> b.clientSecret("\r\nhush"), lineBreak("clientSecret")),
                illegalArgument(
                        "line break in an array",
                        b -> b.clientSecret("hush\n".toCharArray()),
                        lineBreak("clientSecret")),
                illegalArgument("line break in the client", b -> b.clientId("c\nd"), lineBreak("clientId")),
                illegalArgument("line break in the tenant", b -> b.tenantId("t\r"), lineBreak("tenantId")),
                illegalArgument("blank behind the secret", b -> b.clientSecret("hush "), blank("clientSecret")),
                illegalArgument("blank before the secret", b -> b.clientSecret("\thush"), blank("clientSecret")),
                illegalArgument("no-break space", b -> b.clientSecret("hush\u00A0"), blank("clientSecret")),
                illegalArgument("byte order mark", b -> b.clientSecret("\uFEFFhush"), blank("clientSecret")),
                illegalArgument("blank behind the client", b -> b.clientId("c "), blank("clientId")),
                illegalArgument("blank before the tenant", b -> b.tenantId(" t"), blank("tenantId")),
                illegalArgument("blank behind the scope", b -> b.scope("s/.default "), blank("scope")),
                illegalArgument(
                        "scope of a user",
                        b -> b.scope("PrintJob.ReadBasic"),
                        "scope must end with /.default for an application"),
                illegalArgument(
                        "http to another host",
                        b -> b.tenantId("t").clientId("c").clientSecret("s").endpoint("http://login.example"),
                        "endpoint must be https, because http shows the token to everyone on the network;"
                                + " call allowInsecureHttp() to accept the risk"),
                illegalArgument(
                        "no URL",
                        b -> b.tenantId("t").clientId("c").clientSecret("s").endpoint("login.example"),
                        "endpoint must be a URL such as https://host or https://host/prefix"));
    }

    private static String lineBreak(String name) {
        return name + " must not contain a line break: remove it; text from a file often ends with one";
    }

    private static String blank(String name) {
        return name + " must not begin or end with whitespace: remove it";
    }

    private static Arguments illegalState(String name, UnaryOperator<Builder> use, String message) {
        return argumentSet(name, use, IllegalStateException.class, message);
    }

    private static Arguments illegalArgument(String name, UnaryOperator<Builder> use, String message) {
        return argumentSet(name, use, IllegalArgumentException.class, message);
    }

    @ParameterizedTest
    @MethodSource("misuse")
    void misuseIsNamed(UnaryOperator<Builder> use, Class<?> type, String message) {
        assertThatThrownBy(() ->
                        use.apply(ClientCredentialsTokenProvider.builder()).build())
                .isExactlyInstanceOf(type)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("hush");
    }

    @Test
    void twoHundredThreadsWithoutATokenMakeOneRequest() throws Exception {
        Crowd crowd = new Crowd(time);
        ClientCredentialsTokenProvider tokens =
                builder(crowd).clientSecret(SECRET).build();
        answerAfter(crowd::awaitThatTheOthersWait);

        assertThat(crowd.ask(tokens::token)).isEqualTo(Collections.nCopies(Crowd.SIZE, "t-1"));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void twoHundredThreadsWhoseTokenHasExpiredMakeOneRequest() throws Exception {
        Crowd crowd = new Crowd(time);
        ClientCredentialsTokenProvider tokens =
                builder(crowd).clientSecret(SECRET).build();
        answer(200, token("t-0"));
        tokens.token();
        time.advance(Duration.ofHours(1));
        answerAfter(crowd::awaitThatTheOthersWait);

        assertThat(crowd.ask(tokens::token)).isEqualTo(Collections.nCopies(Crowd.SIZE, "t-2"));
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void twoHundredThreadsWhoseTokenIsDueMakeOneRequestAndNobodyWaitsForIt() throws Exception {
        Crowd crowd = new Crowd(time);
        ClientCredentialsTokenProvider tokens =
                builder(crowd).clientSecret(SECRET).build();
        answer(200, token("t-0"));
        tokens.token();
        time.advance(Duration.ofMinutes(55));
        answerAfter(crowd::awaitThatTheOthersAreServed);

        assertThat(crowd.ask(tokens::token))
                .hasSize(Crowd.SIZE)
                .containsOnlyOnce("t-2")
                .containsOnly("t-0", "t-2");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    /** Responds with a token that contains the number of its request. */
    private void answerAfter(Runnable wait) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                wait.run();
                return new MockResponse.Builder()
                        .body(token("t-" + server.getRequestCount()))
                        .build();
            }
        });
    }
}
