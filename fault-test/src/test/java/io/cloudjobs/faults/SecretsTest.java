package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.AccessToken;
import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CachingTokenProvider;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.auth.IamTokenProvider;
import io.cloudjobs.ges.auth.IamTokens;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintUploadSession;
import io.cloudjobs.print.auth.ClientCredentialsTokenProvider;
import io.cloudjobs.print.auth.EntraTokens;
import io.cloudjobs.testkit.Canary;
import io.cloudjobs.testkit.FailureText;
import io.cloudjobs.testkit.OneLine;
import io.cloudjobs.testkit.RawServer.Answer;
import io.cloudjobs.testkit.RawServer.Then;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server that quotes the token in every possible place, and a client that never shows it: no exception with its
 * causes and suppressed exceptions, no {@code toString}, no event, no log record at any level. ({@link FaultMatrixTest}
 * also searches for the token under every fault, with a server that does not quote it.)
 *
 * <p>The models are not part of this test: they show data of the service, and nothing of the client.
 *
 * <table>
 * <caption>Secrets</caption>
 * <tr><th>secret</th><th>test</th></tr>
 * <tr><td>token, of both services</td><td>here, in {@link FaultMatrixTest} and {@link TokenProviderTest}</td></tr>
 * <tr><td>user name and password in an endpoint</td><td>here: refused</td></tr>
 * <tr><td>client secret, password of an IAM user</td><td>here</td></tr>
 * <tr><td>client assertion, passcode</td><td>in the tests of their providers, which know them</td></tr>
 * <tr><td>key in an upload URL or a download link</td><td>here, in {@link TransferTargetTest} and {@link
 * TransferFaultTest}</td></tr>
 * <tr><td>next link</td><td>in {@link EndpointTargetTest}</td></tr>
 * <tr><td>keys of {@code obsParameters}</td><td>none yet: no operation sends them</td></tr>
 * </table>
 */
@Order(1) // long, so it starts first
@Timeout(60)
class SecretsTest {
    private static final String TOKEN = Canary.SECRET;

    /**
     * The beginning of the token must not appear either: some services quote a rejected token up to a certain
     * character.
     */
    private static final String START = TOKEN.substring(0, TOKEN.indexOf('-'));

    private static final String UPLOAD_URL = "https://print.example/up?tempauthtoken=" + TOKEN;

    private static Canary.Log log;
    private static DocumentService documents;

    @BeforeAll
    static void listenToAllLogs() {
        log = new Canary.Log();
        documents = new DocumentService();
    }

    @AfterAll
    static void noLogRecordShowsIt() {
        documents.close();
        log.close();
    }

    /** A place in the response that quotes the token, and the bytes of that response. */
    private record Echo(String place, String answer) {
        static Echo body(String place, int status, String body) {
            return new Echo(place, "HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }

        static Echo header(String place, int status, String header) {
            return new Echo(place, "HTTP/1.1 " + status + " X\r\n" + header + "\r\nContent-Length: 0\r\n\r\n");
        }
    }

    static Stream<Echo> statusLines() {
        return Stream.of(
                new Echo("reason", "HTTP/1.1 403 " + TOKEN + "\r\nContent-Length: 0\r\n\r\n"),
                new Echo("reason of a 200", "HTTP/1.1 200 " + TOKEN + "\r\nContent-Length: 0\r\n\r\n"),
                new Echo("status", "HTTP/1.1 " + TOKEN + " OK\r\n\r\n"),
                new Echo("protocol", TOKEN + " 200 OK\r\n\r\n"),
                new Echo("no status line at all", "no such token: " + TOKEN + "\r\n\r\n"));
    }

    static Stream<Echo> headers() {
        return Stream.of(
                        "request-id: " + TOKEN,
                        "X-Request-Id: " + TOKEN,
                        "TraceID: for " + TOKEN,
                        "X-IAM-Trace-Id: " + TOKEN,
                        "client-request-id: " + TOKEN,
                        "WWW-Authenticate: Bearer error=\"" + TOKEN + "\"",
                        "Retry-After: " + TOKEN,
                        "Content-Type: " + TOKEN,
                        "Content-Encoding: " + TOKEN,
                        "Location: https://127.0.0.1/" + TOKEN,
                        "Location: https://" + TOKEN + "@127.0.0.1/",
                        TOKEN,
                        TOKEN + ": 1",
                        " " + TOKEN + ": \u0000",
                        "X: \u0000" + TOKEN)
                .flatMap(header -> Stream.of(200, 302, 401, 403, 503)
                        .map(status -> Echo.header("header of a " + status + ", " + header, status, header)));
    }

    static Stream<Echo> bodies() {
        return Stream.of(
                        TOKEN,
                        "\"" + TOKEN + "\"",
                        "[\"" + TOKEN + "\"]",
                        "<html>no such token: " + TOKEN + "</html>",
                        "{\"id\":" + TOKEN + "}",
                        "{\"id\":\"5182\"} " + TOKEN,
                        "{\"id\":\"5182\",\"status\":\"" + TOKEN + "\"}",
                        "{\"id\":{\"" + TOKEN + "\":1},\"status\":{\"state\":\"paused\"}}",
                        "{\"id\":\"5182\",\"status\":{\"state\":\"paused\"},\"configuration\":{\"copies\":\"" + TOKEN
                                + "\"}}",
                        "{\"" + TOKEN + "\":\"" + TOKEN,
                        // Graph
                        "{\"error\":\"" + TOKEN + "\",\"error_description\":\"" + TOKEN + "\"}",
                        "{\"error\":{\"code\":\"" + TOKEN + "\"}}",
                        "{\"error\":{\"code\":\"E\",\"message\":\"no such token: " + TOKEN + "\"}}",
                        "{\"error\":{\"code\":\"E\",\"innerError\":{\"code\":\"" + TOKEN + "\"}}}",
                        "{\"error\":{\"code\":\"E\",\"innerError\":{\"message\":\"" + TOKEN + "\"}}}",
                        "{\"error\":{\"code\":\"E\",\"innerError\":{\"request-id\":\"" + TOKEN + "\"}}}",
                        "{\"error\":{\"code\":\"E\",\"innererror\":{\"date\":\"" + TOKEN + "\"}}}",
                        // GES, its gateway, IAM
                        "{\"errorCode\":\"" + TOKEN + "\"}",
                        "{\"errorCode\":\"GES.8303\",\"errorMessage\":\"" + TOKEN + "\"}",
                        "{\"errCode\":\"" + TOKEN + "\",\"externalMessage\":\"" + TOKEN + "\"}",
                        "{\"error_code\":\"" + TOKEN + "\",\"error_msg\":\"" + TOKEN + "\"}",
                        "{\"error_code\":\"E\",\"error_msg\":\"E\",\"request_id\":\"" + TOKEN + "\"}",
                        "{\"errors\":[{\"code\":\"" + TOKEN + "\",\"message\":\"" + TOKEN + "\"}]}",
                        "{\"code\":\"" + TOKEN + "\",\"message\":\"" + TOKEN + "\"}",
                        "{\"result\":\"failed\",\"request_id\":\"" + TOKEN + "\"}",
                        // at the limits of texts
                        "{\"error\":{\"code\":\"E\",\"message\":\"" + "x".repeat(480) + TOKEN + "\"}}",
                        "{\"error\":{\"code\":\"E\",\"message\":\"" + "x".repeat(1_000) + TOKEN + "\"}}",
                        "x".repeat(8 * 1024 - 10) + TOKEN + "x".repeat(100))
                .flatMap(body -> Stream.of(200, 401, 403, 503)
                        .map(status -> Echo.body("body of a " + status + ", " + shortened(body), status, body)));
    }

    static Stream<Echo> framing() {
        String chunked = "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n";
        return Stream.of(
                new Echo("size of a chunk", chunked + TOKEN + "\r\n"),
                new Echo("extension of a chunk", chunked + "2;" + TOKEN + "\r\n{}\r\n"),
                new Echo("end of a chunk", chunked + "2\r\n{}" + TOKEN + "\r\n"),
                new Echo("trailer", chunked + "0\r\n" + TOKEN + "\r\n\r\n"),
                new Echo("length", "HTTP/1.1 200 X\r\nContent-Length: " + TOKEN + "\r\n\r\n"),
                new Echo("encoding", "HTTP/1.1 200 X\r\nTransfer-Encoding: " + TOKEN + "\r\n\r\n"),
                new Echo("gzip in the header only", "HTTP/1.1 200 X\r\nContent-Encoding: gzip\r\n\r\n" + TOKEN));
    }

    private static String shortened(String text) {
        return text.length() < 200 ? text : text.length() + " characters";
    }

    private static Stream<Echo> echoes() {
        return Stream.of(statusLines(), headers(), bodies(), framing()).flatMap(echoes -> echoes);
    }

    @TestFactory
    Stream<DynamicTest> aTokenThatTheServerRepeatsIsNotShown() {
        return echoes().map(echo -> DynamicTest.dynamicTest(echo.place(), () -> {
            try (RawFaultServer server = new RawFaultServer(op -> Answer.of(echo.answer(), Then.FIN), "http")) {
                assertNothingIsShown(server);
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> aKeyThatTheHostOfDocumentsRepeatsIsNotShown() {
        return echoes().map(echo -> DynamicTest.dynamicTest(echo.place(), () -> {
            try (RawFaultServer server = new RawFaultServer(op -> Answer.of(echo.answer(), Then.FIN), "http")) {
                assertNoKeyIsShown(server, TOKEN, EnumSet.of(Transfer.UPLOAD, Transfer.DOWNLOAD, Transfer.DELETE));
            }
        }));
    }

    /** The ways in which a service quotes a part of a rejected token. */
    private static Stream<String> quotations() {
        String token = Canary.LONG_SECRET;
        String percent = token.replace("-", "%2D").replace("_", "%5F").replace("A", "%41");
        String json = token.replace("-", "\\u002D").replace("_", "\\u005f");
        return Stream.of(
                token.substring(0, 300) + "...",
                "..." + token.substring(300),
                "..." + token.substring(290, 306) + "...",
                token.replaceAll(".{76}", "$0\\\\r\\\\n"),
                token.replaceAll(".{10}", "$0\\\\n "),
                percent.substring(0, 300),
                percent.replace("%", "%25"),
                json.substring(0, 300),
                json.replace("\\", "\\\\"));
    }

    @TestFactory
    Stream<DynamicTest> aPieceOfATokenIsNotShown() {
        Stream<Echo> bodies = quotations()
                .flatMap(piece -> Stream.of(
                        Echo.body(piece, 401, "{\"error\":{\"code\":\"E\",\"message\":\"bad: " + piece + "\"}}"),
                        Echo.body(piece, 503, "{\"errorCode\":\"" + piece + "\",\"errorMessage\":\"" + piece + "\"}"),
                        Echo.body(piece, 200, "<html>bad: " + piece)));
        Stream<Echo> others = Stream.of(Canary.LONG_SECRET.substring(0, 300), Canary.LONG_SECRET.substring(100, 400))
                .flatMap(piece -> Stream.of(
                        new Echo(piece, "HTTP/1.1 " + piece + "\r\n\r\n"),
                        new Echo(piece, piece + "\r\n\r\n"),
                        Echo.header(piece, 403, "request-id: " + piece),
                        Echo.header(piece, 401, "WWW-Authenticate: Bearer error=\"" + piece + "\"")));
        return Stream.concat(bodies, others)
                .map(echo -> DynamicTest.dynamicTest(shortened(echo.answer()), () -> {
                    try (RawFaultServer server = new RawFaultServer(op -> Answer.of(echo.answer(), Then.FIN), "http")) {
                        assertNothingIsShown(server, Canary.LONG_SECRET);
                    }
                }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "canary/+==",
                "canary%2F%2B%3D%3D",
                "canary%2f%2b%3d%3d",
                "canary+7f3d0c1e",
                "canary%207f3d0c1e",
                "%2D%2Dcanary", // although these need no encoding
                "%2d%2dcanary",
                "%2D%2Dcanary%"
            })
    void aKeyIsNotShownHoweverTheLinkAndTheHostSpellIt(String key) throws IOException {
        HttpUrl link = HttpUrl.get("http://host/?k=" + key);
        String sent = link.encodedQuery().substring("k=".length());
        String understood = link.queryParameter("k");
        for (String said : List.of(sent, understood, understood.replace("/", "%2F"), understood.replace("/", "\\/"))) {
            Echo echo = Echo.body("", 403, "{\"error\":{\"code\":\"E\",\"message\":\"GET /?k=" + said + "\"}}");
            try (RawFaultServer server = new RawFaultServer(op -> Answer.of(echo.answer(), Then.FIN), "http")) {
                assertNoKeyIsShown(server, sent, EnumSet.of(Transfer.STATUS));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> aTokenThatTheServerRepeatsOverHttp2IsNotShown() {
        return Stream.of(200, 401, 503)
                .map(status -> DynamicTest.dynamicTest("" + status, () -> {
                    MockResponse answer = new MockResponse.Builder()
                            .code(status)
                            .setHeader("request-id", TOKEN)
                            .setHeader("X-Request-Id", TOKEN)
                            .setHeader(TOKEN, TOKEN)
                            .body("{\"error\":{\"code\":\"" + TOKEN + "\",\"message\":\"" + TOKEN + "\"}}")
                            .build();
                    try (CannedFaultServer server = CannedFaultServer.http2(op -> answer)) {
                        assertNothingIsShown(server);
                        assertNoKeyIsShown(
                                server, TOKEN, EnumSet.complementOf(EnumSet.of(Transfer.UPLOAD_IN_PARALLEL)));
                    }
                }));
    }

    private static void assertNothingIsShown(FaultServer server) {
        assertNothingIsShown(server, TOKEN);
    }

    private static void assertNothingIsShown(FaultServer server, String token) {
        FaultCase fault = new FaultCase(server);
        fault.settings.tokenProvider = TokenProvider.of(token);
        List<Object> heard = new ArrayList<>();
        fault.settings.listeners = List.of(hearing(heard));
        for (Operation operation : Operation.values()) {
            server.fails(operation);
            SdkException failure = fault.failureOf(operation);
            assertThat(heard).isNotEmpty();
            heard.add(failure);
        }
        Stream.<Consumer<ClientSettings>>of(
                        settings -> logInToEntra(settings, token), settings -> logInToIam(settings, token))
                .map(fault::failureOf)
                .forEach(failure -> {
                    assertThat(failure).isNotNull();
                    heard.add(failure);
                });
        heard.stream().filter(Objects::nonNull).forEach(SecretsTest::check);
        fault.close();
    }

    /** The requests to document links, if the server is their target. */
    private static void assertNoKeyIsShown(FaultServer server, String key, Set<Transfer> transfers) {
        FaultCase fault = new FaultCase(server);
        List<Object> heard = new ArrayList<>();
        String link = server.url() + "/up?tempauthtoken=" + key;
        documents.leadsTo(link);
        fault.settings.endpoint = documents.url();
        fault.settings.tokenProvider = TokenProvider.of("the-token-of-the-api");
        fault.settings.listeners = List.of(hearing(heard));
        server.fails(Operation.GET);
        for (Transfer transfer : transfers) {
            heard.add(fault.failureOf(settings -> transfer.run(settings, link)));
        }
        assertThat(heard).hasSizeGreaterThan(transfers.size() * 5);
        heard.stream().filter(Objects::nonNull).forEach(SecretsTest::check);
        fault.close();
    }

    private static CallListener hearing(List<Object> heard) {
        return new CallListener() {
            @Override
            public void attemptEnded(AttemptEvent event) {
                heard.addAll(
                        Arrays.asList(event, event.requestId(), FailureText.headers(event::header), event.failure()));
            }

            @Override
            public void operationEnded(OperationEvent event) {
                heard.addAll(Arrays.asList(event, event.failure()));
            }
        };
    }

    private static void logInToEntra(ClientSettings settings, String secret) {
        EntraTokens.clientCredentials(settings)
                .tenantId("contoso")
                .clientId("815f204f")
                .clientSecret(secret)
                .build()
                .token();
    }

    private static void logInToIam(ClientSettings settings, String password) {
        ClientSettings copy = settings.copy();
        IamTokens.iamUser(copy)
                .endpoint(settings.endpoint)
                .domainName("acme")
                .userName("graph-jobs")
                .password(password)
                .projectName("cn-north-4")
                .build()
                .token();
    }

    private static void check(Object seen) {
        assertThat(seen.toString()).doesNotContain(START);
        Canary.check(seen.toString());
        if (seen instanceof Throwable failure) {
            assertThat(failure.getMessage()).doesNotContain(START);
            assertThat(FailureText.of(failure)).doesNotContain(START);
            Canary.check(failure);
            OneLine.check(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://" + TOKEN + "@ges.example",
                "https://user:" + TOKEN + "@ges.example/prefix",
                "https://ges.example/?token=" + TOKEN,
                "https://ges.example/#" + TOKEN,
                "http://" + TOKEN + ".example",
                TOKEN,
                TOKEN + "://ges.example",
                "https://ges.example:" + TOKEN,
                "https://" + TOKEN + " .example"
            })
    void anEndpointThatIsRefusedIsNotQuoted(String endpoint) {
        var print = PrintJobClient.builder().endpoint(endpoint).tokenProvider(TokenProvider.of(TOKEN));
        var ges = GesJobClient.builder().endpoint(endpoint).projectId("0ae1").tokenProvider(TokenProvider.of(TOKEN));

        check(catchThrowableOfType(IllegalArgumentException.class, print::build));
        check(catchThrowableOfType(IllegalArgumentException.class, ges::build));
        check(print);
        check(ges);
    }

    @Test
    void noToStringShowsTheToken() {
        TokenProvider tokens = TokenProvider.of(TOKEN);
        AccessToken access = new AccessToken(TOKEN, Instant.now().plusSeconds(3600));
        TokenProvider cached = new CachingTokenProvider(() -> access);
        assertThat(cached.token()).isEqualTo(TOKEN);
        var entra = ClientCredentialsTokenProvider.builder()
                .tenantId("contoso")
                .clientId("815f204f")
                .clientSecret(TOKEN);
        var iam = IamTokenProvider.builder()
                .domainName("acme")
                .userName("graph-jobs")
                .password(TOKEN)
                .projectName("cn-north-4");
        var printBuilder = PrintJobClient.builder().tokenProvider(tokens);
        var gesBuilder = GesJobClient.builder()
                .endpoint("https://ges.example")
                .projectId("0ae1")
                .tokenProvider(tokens);
        try (PrintJobClient print = printBuilder.build();
                GesJobClient ges = gesBuilder.build()) {
            Stream.of(
                            tokens,
                            printBuilder,
                            print,
                            print.withOptions(SecretsTest::check),
                            print.printer("p"),
                            print.printer("p").job("j"),
                            print.printer("p").job("j").document("d"),
                            print.printer("p").job("j").document("d").uploadSession(UPLOAD_URL),
                            print.share("s"),
                            print.share("s").job("j"),
                            print.share("s").job("j").document("d"),
                            print.share("s").job("j").document("d").uploadSession(UPLOAD_URL),
                            PrintUploadSession.fromJson("{\"uploadUrl\":\"" + UPLOAD_URL + "\"}"),
                            print.taskDefinition("d"),
                            print.taskDefinition("d").task("t"),
                            gesBuilder,
                            ges,
                            ges.withOptions(SecretsTest::check),
                            ges.graph("g"),
                            ges.graph("g").job("j"),
                            RetryPolicy.standard(),
                            access,
                            cached,
                            entra,
                            entra.build(),
                            iam,
                            iam.build())
                    .forEach(SecretsTest::check);
        }
    }
}
