package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.ClientBuilder;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.testkit.LogListener;
import io.cloudjobs.testkit.ManualTime;
import io.cloudjobs.testkit.OneLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of the debug log. DebugLogSecretsTest looks for secrets in them. */
@Timeout(60)
@Isolated("changes the level of a logger")
class DebugLogTest {
    private static final String LOGGER = "io.cloudjobs.http";
    private static final ResourcePath THING = ResourcePath.ROOT.resolve("/things/{thingId}", "7");
    private static final ApiRequest GET =
            new ApiRequest("thing.get", "GET", THING).query("a", "b c").idempotent();
    private static final ApiRequest ACT = new ApiRequest("thing.act", "POST", THING.resolve("/act"));

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ClientSettings settings = new ClientSettings();
    private final List<String> lines = new ArrayList<>();

    private ApiClient client() {
        settings.endpoint = server.url("/").toString();
        settings.time = new ManualTime();
        settings.random = () -> 0;
        settings.tokenProvider = TokenProvider.of("token-of-the-user");
        settings.userAgent = "test/1";
        return new ApiClient(settings, new TestService());
    }

    private ApiClient logged() {
        settings.debugLog = lines::add;
        return client();
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .setHeader("request-id", "r-1")
                .body(body)
                .build());
    }

    private String url(String path) {
        return server.url(path).toString();
    }

    @Test
    void aCallIsFourLines() {
        answer(200, "{ \"id\" : \"7\",\n \"n\": 1.50, \"f\": true, \"l\": [null, {}] }");

        logged().send(ACT.body(Map.of("comment", "a\nb")), JsonNode.class);

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .startsWith("--> thing.act, attempt 1: POST " + url("/things/7/act") + " [Accept: application/json; "
                        + "User-Agent: test/1 sdk-test/")
                .endsWith("; Described: [secret]; Authorization: [secret]]");
        assertThat(lines.get(1)).isEqualTo("--> thing.act, attempt 1: {\"comment\":\"a\\nb\"}");
        assertThat(lines.get(2))
                .isEqualTo("<-- thing.act, attempt 1: HTTP 200 OK after PT0S [content-length: 54; "
                        + "content-type: application/json; request-id: r-1]");
        assertThat(lines.get(3))
                .isEqualTo("<-- thing.act, attempt 1: {\"id\":\"7\",\"n\":1.50,\"f\":true,\"l\":[null,{}]}");
    }

    @Test
    void aRetryAndAFailureAreShown() {
        answer(503, "{\"error\":{\"code\":\"busy\",\"message\":\"later\"}}");
        answer(404, "");

        assertThat(catchThrowable(() -> logged().send(GET, JsonNode.class))).isInstanceOf(NotFoundException.class);

        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).startsWith("--> thing.get, attempt 1: GET " + url("/things/7?a=b%20c") + " [");
        assertThat(lines.get(1))
                .startsWith("<-- thing.get, attempt 1: HTTP 503 Service Unavailable after PT0S [")
                .endsWith("]: thing.get of /things/7 failed: HTTP 503 Service Unavailable, busy: later (request id r-1,"
                        + " the service may have acted, attempt 1); retried after PT0S");
        assertThat(lines.get(2))
                .isEqualTo("<-- thing.get, attempt 1: {\"error\":{\"code\":\"busy\",\"message\":\"later\"}}");
        assertThat(lines.get(3)).startsWith("--> thing.get, attempt 2: GET ");
        assertThat(lines.get(4)).startsWith("<-- thing.get, attempt 2: HTTP 404 Not Found after ");
    }

    @Test
    void aLostResponseIsShown() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());

        assertThat(catchThrowable(() -> logged().send(ACT))).isInstanceOf(TransportException.class);

        assertThat(lines).hasSize(2);
        assertThat(lines.get(1))
                .startsWith(
                        "<-- thing.act, attempt 1: no response after PT0S: thing.act of /things/7 failed: no response:");
    }

    @Test
    void aTruncatedBodyIsShownUpToItsLastValue() {
        server.enqueue(new MockResponse.Builder()
                .body("{\"a\":\"b\",\"c\":[1,\"half of a va")
                .setHeader("Content-Length", 100)
                .onResponseEnd(new SocketEffect.CloseSocket())
                .build());

        assertThat(catchThrowable(() -> logged().send(ACT, JsonNode.class))).isInstanceOf(TransportException.class);

        assertThat(lines.get(2)).isEqualTo("<-- thing.act, attempt 1: {\"a\":\"b\",\"c\":[1…");
    }

    @Test
    void aLongBodyIsShownUpToItsBoundAndReadAsUsual() {
        answer(200, "{\"id\":\"" + "ä".repeat(1_000_000) + "\"}");
        answer(200, "[" + "\"ä\",".repeat(20_000) + "\"z\"]");
        ApiClient client = logged();

        assertThat(client.send(GET, JsonNode.class).path("id").asText()).hasSize(1_000_000);
        assertThat(client.send(GET, JsonNode.class)).hasSize(20_001);

        assertThat(lines.get(2)).isEqualTo("<-- thing.get, attempt 1: {\"id\"…");
        assertThat(lines.get(5))
                .startsWith("<-- thing.get, attempt 1: [\"ä\",\"ä\",")
                .endsWith("…");
        assertThat(lines.get(5).getBytes(StandardCharsets.UTF_8)).hasSizeBetween(8_000, 8 * 1024);
    }

    @Test
    void aCompressedBodyIsShownDecompressed() throws IOException {
        Buffer zipped = new Buffer();
        try (BufferedSink gzip = Okio.buffer(new GzipSink(zipped))) {
            gzip.writeUtf8("{\"id\":\"7\"}");
        }
        server.enqueue(new MockResponse.Builder()
                .setHeader("Content-Encoding", "gzip")
                .body(zipped)
                .build());

        logged().send(GET, JsonNode.class);

        assertThat(lines.get(2)).isEqualTo("<-- thing.get, attempt 1: {\"id\":\"7\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>login</html>", "plain", "\"text\"", "17", "\u0000\u0001", "a=b&c=d"})
    void aBodyThatIsNoJsonIsShownByItsLength(String body) {
        answer(400, body);

        assertThat(catchThrowable(() -> logged().send(GET, JsonNode.class))).isNotNull();

        assertThat(lines.get(2)).isEqualTo("<-- thing.get, attempt 1: " + body.length() + " bytes of application/json");
    }

    @Test
    void aTransferIsShownByItsLengthAndNotKept() {
        byte[] document = new byte[200_000];
        server.enqueue(new MockResponse.Builder()
                .setHeader("Content-Type", "application/pdf")
                .body(new Buffer().write(document))
                .build());
        answer(200, "{}");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ApiClient client = logged();

        client.receive(
                GET,
                new ByteTarget() {
                    @Override
                    public void begin() {}

                    @Override
                    public void write(byte[] buffer, int length) {
                        out.write(buffer, 0, length);
                    }
                },
                Long.MAX_VALUE);
        client.send(ACT.body(document).transfer());

        assertThat(out.toByteArray()).isEqualTo(document);
        assertThat(lines.get(2)).isEqualTo("<-- thing.get, attempt 1: 200000 bytes of application/pdf");
        assertThat(lines.get(4)).isEqualTo("--> thing.act, attempt 1: 200000 bytes of application/octet-stream");
    }

    /** A response must not be able to write a line of its own. */
    @Test
    void aBodyForgesNoLine() {
        answer(
                200,
                "{\"id\":\"a\u2028b\u202Ec\\u0085\\r\\n<-- x\\u001b[31m\u007f\",\"\\r\\nb\":1,\"c\\u2029\":\"\u200b\"}");

        logged().send(GET, JsonNode.class);

        assertThat(lines).hasSize(3).allSatisfy(OneLine::check);
        assertThat(lines.get(2)).contains("a\\u2028b\\u202ec\\u0085\\r\\n<-- x\\u001B[31m\\u007f");
    }

    @Test
    void membersWithTheNamesOfSecretsAreHidden() {
        answer(
                200,
                "{\"uploadUrl\":\"https://h/x?y\",\"client\\u0053tate\":[\"a\",{\"b\":\"c\"}],\"secretKey\":123456,"
                        + "\"password\":{\"a\":\"b\"},\"clientState\":null,\"at\":\"see https://u:p@h:8443/k/e?y=z.\","
                        + "\"raw\":\"{\\\"secretKey\\\":\\\"hunter2\\\"}\",\"form\":\"a=b&client_secret=hunter2&c\","
                        + "\"key\":\"k\",\"location\":\"l\"}");

        logged().send(GET, JsonNode.class);

        assertThat(lines.get(2))
                .isEqualTo("<-- thing.get, attempt 1: {\"uploadUrl\":\"[secret]\",\"clientState\":\"[secret]\","
                        + "\"secretKey\":\"[secret]\",\"password\":\"[secret]\",\"clientState\":null,"
                        + "\"at\":\"see https://[secret]h:8443/[secret]\",\"raw\":\"{\\\"secretKey\\\":[secret]\","
                        + "\"form\":\"a=b&client_secret=[secret]\",\"key\":\"k\",\"location\":\"l\"}");
    }

    @Test
    void aConsumerThatThrowsDoesNotBreakTheCall() {
        for (Throwable failure : List.of(new IllegalStateException("full"), new AssertionError(), new IOException())) {
            answer(200, "{\"id\":\"7\"}");
            settings.debugLog = line -> {
                DebugLogTest.<RuntimeException>sneak(failure);
            };

            assertThat(client().send(GET, JsonNode.class).path("id").asText()).isEqualTo("7");
        }
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void onlyAnErrorOfTheMachineReachesTheCaller() {
        settings.debugLog = line -> {
            throw new OutOfMemoryError("test");
        };

        assertThatThrownBy(() -> client().send(GET, JsonNode.class)).isInstanceOf(OutOfMemoryError.class);

        assertThat(server.getRequestCount()).isZero();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable failure) throws E {
        throw (E) failure;
    }

    /** The end of a number is known only by the character after it. */
    @Test
    void aNumberAtTheEndOfATruncatedBodyIsNotShown() {
        server.enqueue(new MockResponse.Builder()
                .body("{\"a\":1,\"b\":12345")
                .setHeader("Content-Length", 100)
                .onResponseEnd(new SocketEffect.CloseSocket())
                .build());

        assertThat(catchThrowable(() -> logged().send(ACT, JsonNode.class))).isInstanceOf(TransportException.class);

        assertThat(lines.get(2)).isEqualTo("<-- thing.act, attempt 1: {\"a\":1,\"b\"…");
    }

    @Test
    void aBodyWithAByteOrderMarkIsShown() {
        answer(200, "\uFEFF{\"id\":\"7\"}");

        logged().send(GET, JsonNode.class);

        assertThat(lines.get(2)).isEqualTo("<-- thing.get, attempt 1: {\"id\":\"7\"}");
    }

    /** The server quotes the credential only, which is shorter than the pieces of the whole value. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                " hunter2-abc",
                "Basic hunter2-abc",
                "key=hunter2-abc",
                "id=7, hash = hunter2-abc =",
                "a\thunter2-abc"
            })
    void aCredentialInAHeaderOfTheUserIsHidden(String value) {
        answer(400, "{\"error\":{\"code\":\"x\",\"message\":\"not hunter2-abc\"}}");

        assertThatThrownBy(() -> logged().withOptions(options -> options.header("X-Gateway", value))
                        .send(GET, JsonNode.class))
                .hasMessageNotContaining("hunter2");

        assertThat(lines).hasSize(3).noneMatch(line -> line.contains("hunter2"));
    }

    /** A consumer that needs longer than the timeout. */
    @Test
    void aSlowConsumerDoesNotBreakTheCall() {
        answer(200, "{\"id\":\"7\"}");
        settings.timeout(Duration.ofSeconds(5));
        settings.debugLog = line -> ((ManualTime) settings.time).advance(Duration.ofSeconds(10));

        List<Duration> durations = new ArrayList<>();
        settings.listeners = List.of(new CallListener() {
            @Override
            public void attemptEnded(AttemptEvent event) {
                durations.add(event.duration());
            }
        });

        assertThat(client().send(GET, JsonNode.class).path("id").asText()).isEqualTo("7");
        assertThat(durations).containsExactly(Duration.ZERO);
    }

    /** The handler of all loggers of the clients, so the report of its failure fails, too. */
    @Test
    void aLoggerThatThrowsDoesNotBreakTheCallAndNotTheConsumer() {
        Logger logger = Logger.getLogger("io.cloudjobs");
        Handler broken = new Handler() {
            @Override
            public void publish(LogRecord line) {
                throw new IllegalStateException("the disk is full");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(broken);
        logger.setLevel(Level.ALL);
        try {
            answer(503, "");
            answer(200, "{\"id\":\"7\"}");

            assertThat(logged().send(GET, JsonNode.class).path("id").asText()).isEqualTo("7");
        } finally {
            logger.removeHandler(broken);
            logger.setLevel(null);
        }
        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(lines).hasSize(5);
    }

    @Test
    void aLoggerThatCannotTellItsLevelIsOff() {
        System.Logger broken = new System.Logger() {
            @Override
            public String getName() {
                return LOGGER;
            }

            @Override
            public boolean isLoggable(Level level) {
                throw new IllegalStateException("no configuration");
            }

            @Override
            public void log(Level level, ResourceBundle bundle, String text, Throwable thrown) {}

            @Override
            public void log(Level level, ResourceBundle bundle, String format, Object... values) {}
        };

        assertThat(DebugLog.isOn(broken, System.Logger.Level.DEBUG)).isFalse();
    }

    @Test
    void theLevelOfTheLoggerDecides() {
        Logger logger = Logger.getLogger(LOGGER);
        List<String> records = new ArrayList<>();
        LogListener listener = new LogListener(line -> records.add(line.getLevel() + " " + line.getMessage()), LOGGER);
        try {
            for (Level level : List.of(Level.INFO, Level.FINE, Level.FINER)) {
                logger.setLevel(level);
                answer(200, "{\"id\":\"7\"}");
                client().send(ACT.body(Map.of("a", "b")), JsonNode.class);
                records.add("end of " + level);
            }
        } finally {
            listener.close();
        }

        assertThat(records)
                .extracting(line -> line.replaceAll("(attempt 1: .).*", "$1"))
                .containsExactly(
                        "end of INFO",
                        "FINE --> thing.act, attempt 1: P",
                        "FINE <-- thing.act, attempt 1: H",
                        "end of FINE",
                        "FINE --> thing.act, attempt 1: P",
                        "FINER --> thing.act, attempt 1: {",
                        "FINE <-- thing.act, attempt 1: H",
                        "FINER <-- thing.act, attempt 1: {",
                        "end of FINER");
    }

    /** Without a log there is no object of it, so no text is made. */
    @Test
    void withoutALogThereIsNothingToMake() {
        assertThat(DebugLog.of(GET, new TestService(), null)).isNull();
        assertThat(DebugLog.of(GET, new TestService(), line -> {})).isNotNull();
    }

    @Test
    void aViewHasTheSameLog() {
        answer(200, "{\"id\":\"7\"}");

        logged().withOptions(options -> options.timeout(Duration.ofSeconds(1))).send(GET, JsonNode.class);

        assertThat(lines).hasSize(3);
    }

    @Test
    void theBuilderRefusesNull() {
        final class Builder extends ClientBuilder<Builder> {
            Builder() {
                super(settings);
            }
        }

        assertThatNullPointerException()
                .isThrownBy(() -> new Builder().debugLog(null))
                .withMessage("debugLog");
    }
}
