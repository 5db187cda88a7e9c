package io.cloudjobs.faults;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.CallResult;
import io.cloudjobs.core.ConnectionBuilder;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.ges.ExportGraph;
import io.cloudjobs.ges.GesClients;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.ObsParameters;
import io.cloudjobs.ges.auth.IamTokenProvider;
import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.NewPrintSubscription;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.auth.ClientCertificate;
import io.cloudjobs.print.auth.ClientCredentialsTokenProvider;
import io.cloudjobs.print.auth.ManagedIdentityTokenProvider;
import io.cloudjobs.testkit.FailureText;
import io.cloudjobs.testkit.LogListener;
import io.cloudjobs.testkit.OneLine;
import io.cloudjobs.testkit.RsaKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Proxy;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.Credentials;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No secret of a service is in the debug log at its most detailed level, in an event or in a result. Each secret has its
 * own canary, and the test checks that it was really sent or received.
 */
@Timeout(120)
@Isolated("reads what all classes log")
class DebugLogSecretsTest {
    /** A part that short says nothing: less of a long secret may remain. */
    private static final int PIECE = 16;

    private static final Pattern CANARY = Pattern.compile("[A-Z][a-z]+Canary");

    private static final String LETTERS = "ABDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private enum Secret {
        TOKEN,
        RENEWED,
        REFRESH,
        ID,
        CLIENT,
        CLAIMS,
        MACHINE,
        SUBJECT,
        PASSWORD,
        PASSCODE,
        ACCESSKEY,
        SECRETKEY,
        OTHERKEY,
        UPLOADPATH,
        UPLOADQUERY,
        DOWNLOADPATH,
        DOWNLOADQUERY,
        COOKIE,
        STATE,
        HOOKKEY,
        LIFEKEY,
        CERTIFICATE,
        SKIPTOKEN,
        HEADER,
        PROXY;

        /** Returns the secret: a word with its name, and letters that no other secret has. */
        String text() {
            String word = name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT) + "Canary-";
            return new Random(ordinal())
                    .ints(30, 0, LETTERS.length())
                    .mapToObj(i -> LETTERS.substring(i, i + 1))
                    .collect(joining("", word, ""));
        }
    }

    private static final Set<String> PIECES = new HashSet<>();

    static {
        for (Secret secret : Secret.values()) {
            String text = secret.text();
            for (int i = 0; i + PIECE <= text.length(); i++) {
                PIECES.add(text.substring(i, i + PIECE));
            }
        }
    }

    /** The ways in which an error quotes the request. */
    private enum Echo {
        PLAIN,
        PERCENT,
        TWICE_PERCENT,
        UNICODE,
        BASE64,
        BASE64_URL,
        CUT,
        TOO_LONG,
        PAGE;

        String of(String text) {
            return switch (this) {
                case PLAIN, CUT, PAGE -> text;
                case PERCENT -> URLEncoder.encode(text, StandardCharsets.UTF_8).replace("C", "%43");
                case TWICE_PERCENT -> PERCENT.of(text).replace("%", "%25");
                case UNICODE -> text.replace("C", "\\u0043").replace("-", "\\u002D");
                case BASE64 -> Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
                case BASE64_URL ->
                    Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
                case TOO_LONG -> "x".repeat(8 * 1024 - 120) + text.replace("\n", "") + text;
            };
        }
    }

    @StartStop
    final MockWebServer api = new MockWebServer();

    @StartStop
    final MockWebServer transfers = new MockWebServer();

    private final Queue<String> shown = new ConcurrentLinkedQueue<>();
    private final Queue<String> exchanged = new ConcurrentLinkedQueue<>();
    private LogListener log;

    @BeforeEach
    void listen() {
        log = new LogListener(
                line -> shown.add(line.getLoggerName() + " " + line.getMessage() + FailureText.of(line.getThrown())),
                "io.cloudjobs");
        for (MockWebServer server : List.of(api, transfers)) {
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    exchanged.add(text(request));
                    return recorded(right(request));
                }
            });
        }
    }

    @AfterEach
    void leave() {
        log.close();
    }

    private static String text(RecordedRequest request) {
        return request.getRequestLine() + "\n" + text(request.getHeaders()) + "\n"
                + (request.getBody() == null ? "" : request.getBody().utf8());
    }

    /** OkHttp hides some values in the text of headers. */
    private static String text(Headers headers) {
        StringBuilder text = new StringBuilder();
        headers.forEach(header -> text.append(header.getFirst())
                .append(": ")
                .append(header.getSecond())
                .append('\n'));
        return text.toString();
    }

    private MockResponse recorded(MockResponse.Builder response) {
        MockResponse made = response.build();
        Buffer body = new Buffer();
        try {
            if (made.getBody() != null) {
                made.getBody().writeTo(body);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        exchanged.add(text(made.getHeaders()) + "\n" + body.readUtf8());
        return made;
    }

    private static MockResponse.Builder json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .setHeader("Set-Cookie", "c=" + Secret.COOKIE.text())
                .setHeader("request-id", "r-1")
                .body(body);
    }

    private MockResponse.Builder right(RecordedRequest request) {
        String target = request.getTarget();
        if (target.endsWith("/oauth2/v2.0/token")) {
            return json(
                    200,
                    "{\"access_token\":\"" + Secret.RENEWED.text() + "\",\"expires_in\":3600,\"token_type\":\"Bearer\","
                            + "\"refresh_token\":\"" + Secret.REFRESH.text() + "\",\"id_token\":\""
                            + Secret.ID.text() + "\"}");
        }
        if (target.startsWith("/metadata/identity")) {
            return json(200, "{\"access_token\":\"" + Secret.MACHINE.text() + "\",\"expires_in\":\"3600\"}");
        }
        if (target.startsWith("/v3/auth/tokens")) {
            return json(201, "{\"token\":{\"expires_at\":\"2099-01-01T00:00:00Z\",\"project\":{\"id\":\"0ae1\"}}}")
                    .setHeader("X-Subject-Token", Secret.SUBJECT.text());
        }
        if (target.endsWith("/challenged")) {
            return json(401, "{\"error\":{\"code\":\"InvalidAuthenticationToken\",\"message\":\"no\"}}")
                    .setHeader(
                            "WWW-Authenticate",
                            "Bearer authorization_uri=\"https://login.example\", error=\"insufficient_claims\", claims=\""
                                    + Base64.getEncoder()
                                            .encodeToString(("{\"" + Secret.CLAIMS.text() + "\":1}")
                                                    .getBytes(StandardCharsets.UTF_8))
                                    + "\"");
        }
        if (target.endsWith("/createUploadSession")) {
            return json(
                    200,
                    "{\"uploadUrl\":\""
                            + transfers.url(
                                    "/up/" + Secret.UPLOADPATH.text() + "?tempauthtoken=" + Secret.UPLOADQUERY.text())
                            + "\",\"expirationDateTime\":\"2099-01-01T00:00:00Z\",\"nextExpectedRanges\":[\"0-9\"]}");
        }
        if (target.endsWith("/$value")) {
            return json(302, "<a href=...>")
                    .setHeader(
                            "Location",
                            transfers.url(
                                    "/down/" + Secret.DOWNLOADPATH.text() + "?key=" + Secret.DOWNLOADQUERY.text()));
        }
        if (target.endsWith("/start")) {
            return json(200, "{\"state\":\"pending\"}");
        }
        if (target.startsWith("/up/")) {
            return json(201, "{\"id\":\"d\"}");
        }
        if (target.startsWith("/down/")) {
            return new MockResponse.Builder()
                    .setHeader("Content-Type", "application/pdf")
                    .body("0123456789");
        }
        if (target.startsWith("/subscriptions") || target.endsWith("/subscriptions")) {
            return subscriptions(request.getMethod());
        }
        if (target.contains("/jobs?") || target.endsWith("/print/printers/p/jobs")) {
            return target.contains("skiptoken")
                    ? json(200, "{\"value\":[]}")
                    : json(
                            200,
                            "{\"value\":[],\"@odata.nextLink\":\""
                                    + api.url("/print/printers/p/jobs?$skiptoken=" + Secret.SKIPTOKEN.text())
                                    + "\"}");
        }
        if (target.contains("/ges/v1.0/0ae1/graphs/movie/jobs")) {
            return json(
                    200,
                    "{\"jobCount\":1,\"jobs\":[{\"jobId\":\"j\",\"status\":\"success\",\"jobType\":\"ExportGraph\","
                            + "\"rawRequest\":\"{\\\"obsParameters\\\":{\\\"secretKey\\\":\\\""
                            + Secret.OTHERKEY.text() + "\\\"}}\"}]}");
        }
        if (target.contains("/ges/")) {
            return json(200, "{\"jobId\":\"j\",\"jobType\":0}");
        }
        return json(
                200,
                "{\"id\":\"5182\",\"status\":{\"state\":\"paused\"},\"documents\":[{\"id\":\"d\"}],\"displayName\":\"a\"}");
    }

    private static MockResponse.Builder subscriptions(String method) {
        String one = "{\"id\":\"s\",\"changeType\":\"created\",\"resource\":\"print/taskDefinitions/td/tasks\","
                + "\"clientState\":\"" + Secret.STATE.text() + "\",\"notificationUrl\":\"https://hook.example/"
                + Secret.HOOKKEY.text() + "?code=" + Secret.HOOKKEY.text() + "\",\"lifecycleNotificationUrl\":"
                + "\"https://hook.example/l?code=" + Secret.LIFEKEY.text() + "\",\"encryptionCertificate\":\""
                + Secret.CERTIFICATE.text() + "\",\"expirationDateTime\":\"2099-01-01T00:00:00Z\"}";
        return method.equals("POST") ? json(201, one) : json(200, "{\"value\":[" + one + "]}");
    }

    private final CallListener listener = new CallListener() {
        @Override
        public void attemptEnded(AttemptEvent event) {
            shown.add("event " + event + " " + event.url() + " " + event.requestId());
            if (event.failure() != null) {
                shown.add("failure " + event.failure());
            }
        }

        @Override
        public void operationEnded(OperationEvent event) {
            shown.add("event " + event);
        }
    };

    private ClientSettings settings(MockWebServer server) {
        ClientSettings settings = new ClientSettings();
        settings.endpoint = server.url("/").toString();
        settings.debugLog = line -> shown.add("consumer " + line);
        settings.listeners = List.of(listener);
        settings.random = () -> 0;
        settings.tokenProvider = TokenProvider.of(Secret.TOKEN.text());
        return settings;
    }

    private PrintJobClient print() {
        return PrintClients.builder(settings(api))
                .endpoint(api.url("/").toString())
                .build()
                .withOptions(options -> options.header("x-ticket", Secret.HEADER.text()));
    }

    private GesJobClient ges() {
        return GesClients.builder(settings(api)).projectId("0ae1").build();
    }

    private <B extends ConnectionBuilder<B>> B seen(B builder) {
        return builder.endpoint(api.url("/").toString())
                .listener(listener)
                .debugLog(line -> shown.add("consumer " + line));
    }

    private ClientCredentialsTokenProvider.Builder entra() {
        return seen(ClientCredentialsTokenProvider.builder())
                .tenantId("contoso.com")
                .clientId("app");
    }

    private IamTokenProvider.Builder iam() {
        return seen(IamTokenProvider.builder())
                .domainName("domain")
                .userName("user")
                .password(Secret.PASSWORD.text())
                .projectId("0ae1");
    }

    private static ClientCertificate certificate() {
        HeldCertificate certificate = RsaKeys.certificate("debug log").build();
        return ClientCertificate.fromPem(certificate.certificatePem() + certificate.privateKeyPkcs8Pem());
    }

    private static NewPrintSubscription subscription() {
        return NewPrintSubscription.forTasks("td")
                .notificationUrl("https://hook.example/" + Secret.HOOKKEY.text() + "?code=" + Secret.HOOKKEY.text())
                .lifecycleNotificationUrl("https://hook.example/l?code=" + Secret.LIFEKEY.text())
                .clientState(Secret.STATE.text())
                .build();
    }

    private List<Runnable> calls() {
        DocumentContent content = DocumentContent.of("a", "text/plain", new byte[10]);
        ObsParameters key = ObsParameters.of(Secret.ACCESSKEY.text(), Secret.SECRETKEY.text());
        PrintJobClient print = print();
        GesJobClient ges = ges();
        return List.of(
                () -> entra().clientSecret(Secret.CLIENT.text()).build().token(),
                () -> entra().clientCertificate(certificate()).build().token(),
                () -> {
                    ClientCredentialsTokenProvider provider =
                            entra().clientSecret(Secret.CLIENT.text()).build();
                    provider.invalidate(provider.token(), "{\"" + Secret.CLAIMS.text() + "\":1}");
                    provider.token();
                },
                () -> seen(ManagedIdentityTokenProvider.builder()).build().token(),
                () -> iam().build().token(),
                () -> iam().mfa("id", () -> Secret.PASSCODE.text()).build().token(),
                () -> show(print.withResponse(
                        client -> client.printer("p").job("5182").get())),
                () -> show(print.withResponse(client -> client.share("s").jobs().submit(content))),
                () -> show(print.withResponse(
                        client -> client.printer("p").job("challenged").get())),
                () -> print.printer("p").job("5182").document("d").download(OutputStream.nullOutputStream()),
                () -> print.printer("p").jobs().list().forEach(job -> {}),
                () -> print.subscriptions().create(subscription()),
                () -> print.subscriptions().list().forEach(one -> {}),
                () -> show(ges.withResponse(client -> client.graph("movie")
                        .submit(ExportGraph.builder("bucket/path")
                                .obsParameters(key)
                                .build()))),
                () -> ges.graph("movie").jobs().list().forEach(job -> {}));
    }

    private void show(CallResult<?> result) {
        shown.add("result " + result + " " + result.attempts() + " " + result.requestId());
    }

    private int run() {
        int failed = 0;
        for (Runnable call : calls()) {
            try {
                call.run();
            } catch (SdkException e) {
                failed++;
                shown.add("exception " + e);
            }
        }
        return failed;
    }

    @Test
    void noSecretOfASuccessIsShown() {
        assertThat(run())
                .as(
                        "%s",
                        shown.stream()
                                .filter(line -> line.startsWith("exception"))
                                .toList())
                .isEqualTo(1); // the challenged one

        Set<Secret> sent = new HashSet<>();
        String all = String.join("\n", exchanged);
        for (Secret secret : Secret.values()) {
            if (readings(all).stream().anyMatch(reading -> reading.contains(secret.text()))) {
                sent.add(secret);
            }
        }
        assertThat(Set.of(Secret.values())).hasSize(25);
        assertThat(sent).hasSize(24).doesNotContain(Secret.PROXY);
        assertNothingIsShown();
        assertThat(shown)
                .anyMatch(line -> line.startsWith("io.cloudjobs.http --> printJob.get, attempt 1: GET "))
                .anyMatch(line -> line.startsWith("consumer <-- printJob.get, attempt 1: {\"id\":\"5182\""));
    }

    @ParameterizedTest
    @EnumSource
    void noErrorThatRepeatsTheRequestShowsASecret(Echo echo) {
        for (MockWebServer server : List.of(api, transfers)) {
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    MockResponse.Builder right = right(request);
                    boolean isStep = request.getTarget().matches(".*(/createUploadSession|/[$]value|/shares/s/jobs)");
                    return isStep && server == api && request.getTarget().contains("print")
                            ? right.build()
                            : error(request, echo);
                }
            });
        }

        assertThat(run()).isGreaterThan(12);

        assertNothingIsShown();
    }

    private MockResponse error(RecordedRequest request, Echo echo) {
        String text = echo.of(text(request).replace("\"", "'").replace("\\", "/"));
        String body = echo == Echo.PAGE
                ? "<html>" + text + "</html>"
                : "{\"error\":{\"code\":\"E\",\"message\":\""
                        + text.replace("\n", "\\n").replace("\r", "\\r") + "\"},\"echo\":[\""
                        + text.replace("\n", "\\n").replace("\r", "\\r") + "\"]}";
        exchanged.add(body);
        String header = text.replaceAll("\\r\\n|[^ -~]", "");
        MockResponse.Builder response =
                json(400, body).setHeader("x-echo", header.substring(0, Math.min(header.length(), 3_000)));
        if (echo == Echo.CUT) {
            int end = body.lastIndexOf("Canary") + 12;
            response.body(body.substring(0, Math.max(12, end)))
                    .setHeader("Content-Length", body.length())
                    .onResponseEnd(new SocketEffect.CloseSocket());
        }
        return response.build();
    }

    @Test
    void thePasswordOfAProxyIsNotShown() {
        ClientSettings settings = settings(api);
        settings.endpoint = "http://service.example/";
        settings.allowInsecureHttp = true;
        settings.httpClient = new OkHttpClient.Builder()
                .proxy(new Proxy(Proxy.Type.HTTP, transfers.getSocketAddress()))
                .proxyAuthenticator((route, response) -> response.request()
                        .newBuilder()
                        .header("Proxy-Authorization", Credentials.basic("user", Secret.PROXY.text()))
                        .build())
                .build();
        transfers.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                Headers headers = request.getHeaders();
                exchanged.add(text(headers));
                return headers.get("Proxy-Authorization") == null
                        ? new MockResponse.Builder()
                                .code(407)
                                .setHeader("Proxy-Authenticate", "Basic realm=\"p\"")
                                .build()
                        : json(
                                        200,
                                        "{\"id\":\"5182\",\"status\":{\"state\":\"paused\"},\"echo\":\"Proxy-Authorization: "
                                                + headers.get("Proxy-Authorization") + "\"}")
                                .build();
            }
        });

        PrintClients.builder(settings)
                .endpoint("http://service.example/")
                .build()
                .printer("p")
                .job("5182")
                .get();

        assertThat(readings(String.join("\n", exchanged))).anyMatch(text -> text.contains(Secret.PROXY.text()));
        assertNothingIsShown();
    }

    private void assertNothingIsShown() {
        assertThat(shown).hasSizeGreaterThan(4);
        for (String line : shown) {
            for (String reading : readings(line)) {
                assertThat(pieces(reading)).as(line).isEmpty();
            }
            if (line.startsWith("io.cloudjobs.http") || line.startsWith("consumer")) {
                OneLine.check(line);
                assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(9 * 1024);
            }
        }
    }

    /** Returns the parts of secrets that a text has. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        Matcher canary = CANARY.matcher(text);
        while (canary.find()) {
            pieces.add(canary.group());
        }
        for (int i = 0; i + PIECE <= text.length(); i++) {
            if (PIECES.contains(text.substring(i, i + PIECE))) {
                pieces.add(text.substring(i, i + PIECE));
            }
        }
        return pieces;
    }

    /** Returns the text in all spellings that could have become plain. */
    private static Set<String> readings(String text) {
        Set<String> readings = new HashSet<>(Set.of(text));
        for (int layer = 0; layer < 2; layer++) {
            for (String reading : List.copyOf(readings)) {
                readings.add(percentDecoded(reading));
                readings.add(unescaped(reading));
            }
        }
        List.copyOf(readings).forEach(reading -> readings.addAll(base64Decoded(reading)));
        return readings;
    }

    private static String percentDecoded(String text) {
        return Pattern.compile("(%[0-9A-Fa-f]{2})+")
                .matcher(text)
                .replaceAll(
                        escape -> Matcher.quoteReplacement(URLDecoder.decode(escape.group(), StandardCharsets.UTF_8)));
    }

    private static String unescaped(String text) {
        return Pattern.compile("\\\\u([0-9A-Fa-f]{4})|\\\\(.)")
                .matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        escape.group(1) != null
                                ? String.valueOf((char) Integer.parseInt(escape.group(1), 16))
                                : "rn".contains(escape.group(2)) ? "" : escape.group(2)));
    }

    private static List<String> base64Decoded(String text) {
        List<String> decoded = new ArrayList<>();
        Matcher word = Pattern.compile("[A-Za-z0-9+/_-]{12,}").matcher(text.replaceAll("[\\r\\n]", ""));
        while (word.find()) {
            for (int offset = 0; offset < 4; offset++) {
                String digits = word.group().substring(offset).replace('+', '-').replace('/', '_');
                decoded.add(new String(
                        Base64.getUrlDecoder().decode(digits.length() % 4 == 1 ? digits.substring(1) : digits),
                        StandardCharsets.ISO_8859_1));
            }
        }
        return decoded;
    }
}
