package io.cloudjobs.print.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.print.GraphCloud;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.auth.ClientCredentialsTokenProvider.Builder;
import io.cloudjobs.testkit.FailureText;
import io.cloudjobs.testkit.LogListener;
import io.cloudjobs.testkit.ManualTime;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No secret is exposed, even if the server sends the request back in its response. */
@Timeout(60)
class TokenSecretsTest {
    private static final String SECRET = "a+b/c&d=\"e f%\u00FC\\";

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final Queue<String> shown = new ConcurrentLinkedQueue<>();
    private final SimpleFormatter formatter = new SimpleFormatter();
    private LogListener log;

    @BeforeEach
    void listenToTheLog() {
        log = new LogListener(line -> shown.add(formatter.format(line)), "io.cloudjobs");
    }

    @AfterEach
    void leaveTheLog() {
        log.close();
    }

    private Builder builder() {
        ClientSettings settings = new ClientSettings();
        settings.time = new ManualTime();
        return ClientCredentialsTokenProvider.builder(settings)
                .cloud(GraphCloud.GLOBAL)
                .endpoint(server.url("/").toString())
                .tenantId("contoso.onmicrosoft.com")
                .clientId("815f204f-c791-4ee6-9098-614ecdb003f6")
                .listener(new CallListener() {
                    @Override
                    public void attemptEnded(AttemptEvent event) {
                        shown.add(event + " " + event.requestId());
                    }

                    @Override
                    public void operationEnded(OperationEvent event) {
                        shown.add(event.toString());
                    }
                });
    }

    private static MockResponse.Builder response(int status, String body) {
        return new MockResponse.Builder().code(status).body(body);
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    static Stream<Arguments> echoes() {
        String all = "{\"error\":\"%1$s\",\"error_description\":\"AADSTS7000215: %1$s\",\"error_codes\":[7000215],"
                + "\"trace_id\":\"%1$s\",\"correlation_id\":\"%1$s\"}";
        return Stream.of(
                echo("in every member of an error", (secret, form) -> response(401, all.formatted(quoted(secret)))),
                echo("in an error that passes", (secret, form) -> response(503, all.formatted(quoted(secret)))),
                echo("in an error inside a 200", (secret, form) -> response(200, all.formatted(quoted(secret)))),
                echo("as it is", (secret, form) -> response(400, "Bad: " + secret)),
                echo("as it is, on a page", (secret, form) -> response(502, "<html>" + secret + "</html>")),
                echo("as it was sent", (secret, form) -> response(400, "Bad: " + form)),
                echo("quoted, as it was sent", (secret, form) -> response(500, "{\"error\":\"" + form + "\"}")),
                echo(
                        "as a token without an end",
                        (secret, form) -> response(200, "{\"access_token\":\"" + quoted(secret))),
                echo(
                        "as a wrong type",
                        (secret, form) ->
                                response(200, "{\"access_token\":\"t\",\"expires_in\":\"" + quoted(secret) + "\"}")),
                echo("as a page", (secret, form) -> response(200, secret)),
                echo("in the status line", (secret, form) -> response(400, "").status("HTTP/1.1 400 " + secret)),
                echo(
                        "in a broken status line",
                        (secret, form) -> response(400, "").status("HTTP/1.1 40x " + secret)),
                echo(
                        "in headers",
                        (secret, form) -> response(400, "")
                                .addHeaderLenient("x-ms-request-id", secret)
                                .addHeaderLenient("Retry-After", secret)
                                .addHeaderLenient("Content-Type", secret)
                                .addHeaderLenient("Location", "https://evil.example/?" + form)),
                echo(
                        "in a redirect",
                        (secret, form) -> response(307, "").setHeader("Location", "https://evil.example/?" + form)));
    }

    private static Arguments echo(String name, BiFunction<String, String, MockResponse.Builder> echo) {
        return argumentSet(name, echo);
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void aSecretThatIsRepeatedIsShownNowhere(BiFunction<String, String, MockResponse.Builder> echo) {
        repeat("client_secret", echo);

        assertIsShownNowhere(SECRET, failures(builder().clientSecret(SECRET)));
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void anAssertionThatIsRepeatedIsShownNowhere(BiFunction<String, String, MockResponse.Builder> echo)
            throws Exception {
        repeat("client_assertion", echo);
        ClientCertificate certificate =
                ClientCertificate.fromPem(CertificateFile.pem("certificate.pem", "private-key.pem"));

        List<Throwable> failures = failures(builder().clientCertificate(certificate));

        for (int i = server.getRequestCount(); i > 0; i--) {
            assertIsShownNowhere(field(server.takeRequest(), "client_assertion"), failures);
        }
    }

    @ParameterizedTest
    @CsvSource({"400, access_token", "401, refresh_token", "200, id_token", "200, access_token"})
    void aTokenThatComesWithAnErrorIsShownNowhere(int status, String member) {
        String token = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJncmFwaCJ9.c2lnbmF0dXJl";
        String body = "{\"error\":\"invalid_grant\",\"error_codes\":[70000],\"" + member + "\":\"" + token + "\"}";
        repeat("client_secret", (secret, form) -> response(status, body));

        assertIsShownNowhere(token, failures(builder().clientSecret(SECRET)));
    }

    private void repeat(String field, BiFunction<String, String, MockResponse.Builder> echo) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return echo.apply(field(request, field), request.getBody().utf8())
                        .build();
            }
        });
    }

    private static String field(RecordedRequest request, String name) {
        return Arrays.stream(request.getBody().utf8().split("&"))
                .filter(field -> field.startsWith(name + "="))
                .map(field -> URLDecoder.decode(field.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    /** The exceptions of the provider, and of a client that uses it. */
    private List<Throwable> failures(Builder builder) {
        ClientCredentialsTokenProvider tokens = builder.build();
        shown.add(builder + " " + tokens);
        try (PrintJobClient print = PrintJobClient.builder()
                .endpoint(server.url("/v1.0").toString())
                .tokenProvider(tokens)
                .build()) {
            return List.of(
                    catchThrowable(tokens::token),
                    catchThrowable(() -> print.printer("p").job("1").abort()));
        }
    }

    private void assertIsShownNowhere(String secret, List<Throwable> failures) {
        assertThat(secret).isNotEmpty();
        for (Throwable failure : failures) {
            assertThat(failure).isNotNull();
            shown.add(FailureText.of(failure));
            for (Throwable each = failure; each != null; each = each.getCause()) {
                if (each instanceof EntraException entra) {
                    shown.add(Objects.toString(entra.correlationId()));
                }
            }
        }
        assertThat(shown)
                .isNotEmpty()
                .noneMatch(text -> text.contains(secret))
                .noneMatch(text -> text.contains(quoted(secret)))
                .noneMatch(text -> text.contains(URLEncoder.encode(secret, StandardCharsets.UTF_8)));
    }

    @Test
    void nothingPrintsASecretWhenAllGoesWell() {
        server.enqueue(new MockResponse.Builder()
                .body("{\"access_token\":\"the-token\",\"expires_in\":3600,\"token_type\":\"Bearer\"}")
                .build());
        Builder builder = builder().clientSecret(SECRET);
        ClientCredentialsTokenProvider tokens = builder.build();

        assertThat(tokens.token()).isEqualTo("the-token");

        shown.add(builder + " " + tokens);
        assertThat(shown).noneMatch(text -> text.contains(SECRET) || text.contains("the-token"));
        assertThat(new TokenResponse("the-token", 3600L, "Bearer")).hasToString("TokenResponse[expires_in=3600]");
    }
}
