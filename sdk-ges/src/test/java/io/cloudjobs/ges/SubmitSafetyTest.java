package io.cloudjobs.ges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.testkit.CannedAnswer;
import io.cloudjobs.testkit.FailureText;
import io.cloudjobs.testkit.LogListener;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Submissions with an unclear outcome, and the secrecy of their access keys. */
@Timeout(60)
class SubmitSafetyTest {
    private static final ObsParameters KEY = ObsParameters.of("canary-ak", "canary\"sk/1");
    private static final String IN_JSON = "canary\\\"sk\\/1";

    private static final ImportGraph IMPORT =
            ImportGraph.builder().edgesetPath("b/e").obsParameters(KEY).build();
    private static final ExportGraph EXPORT =
            ExportGraph.builder("b/").obsParameters(KEY).build();
    private static final ExportResult EXPORT_RESULT =
            ExportResult.builder("b/").obsParameters(KEY).build();
    private static final FilteredQuery HOP =
            FilteredQuery.builder().vertices("a").filter("outV").build();

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();

    private GesJobClient client() {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        settings.random = () -> Long.MIN_VALUE; // half of what is possible
        return GesJobClient.builder(settings)
                .endpoint(server.url("/").toString())
                .projectId("0ae1")
                .tokenProvider(TokenProvider.of("token"))
                .listener(new CallListener() {
                    @Override
                    public void attemptEnded(AttemptEvent event) {
                        seen.add(event + " " + event.requestId() + FailureText.of(event.failure()));
                    }

                    @Override
                    public void operationEnded(OperationEvent event) {
                        seen.add(event + FailureText.of(event.failure()));
                    }
                })
                .build();
    }

    /** Whatever makes a job or may write. */
    static Stream<Arguments> notIdempotent() {
        return Stream.concat(
                withKey(),
                Stream.of(
                        operation(
                                "vertices",
                                client -> client.graph("movie")
                                        .submit(VertexFilterQuery.builder()
                                                .label("a")
                                                .build())),
                        operation(
                                "edges",
                                client -> client.graph("movie")
                                        .submit(EdgeFilterQuery.builder()
                                                .label("a")
                                                .build())),
                        operation("algorithm", client -> client.graph("movie").submit(Algorithm.pageRank())),
                        operation(
                                "filtered query",
                                client -> client.graph("movie").submit(HOP)),
                        operation("Cypher", client -> client.graph("movie").submit(CypherQuery.of("create (n)"))),
                        operation(
                                "Cypher at once",
                                client -> client.graph("movie").execute(CypherQuery.of("create (n)"))),
                        operation(
                                "index",
                                client -> client.graph("movie")
                                        .submit(AddIndex.builder("i", IndexType.FULL_TEXT_INDEX)
                                                .hasLabel(true)
                                                .build())),
                        operation(
                                "drop",
                                client -> client.graph("movie").index("i").drop()),
                        operation("HyG", client -> client.hyg("movie").submit(Algorithm.pageRank())),
                        operation(
                                "HyG sync",
                                client -> client.hyg("movie")
                                        .sync(HygSync.builder().build()))));
    }

    static Stream<Arguments> withKey() {
        return Stream.of(
                operation("import", client -> client.graph("movie").submit(IMPORT)),
                operation("export", client -> client.graph("movie").submit(EXPORT)),
                operation(
                        "export of a result",
                        client -> client.graph("movie").job("1").exportResult(EXPORT_RESULT)),
                operation("HyG dump", client -> client.hyg("movie").job("1").exportResult(EXPORT_RESULT)));
    }

    private static Arguments operation(String name, Consumer<GesJobClient> operation) {
        return argumentSet(name, operation);
    }

    @ParameterizedTest
    @MethodSource("notIdempotent")
    void itIsNotSentAgainWhenItsAnswerIsLost(Consumer<GesJobClient> operation) {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());

        assertUnclearAfterOneRequest(operation);
    }

    @ParameterizedTest
    @MethodSource("notIdempotent")
    void itIsNotSentAgainAfterAServerError(Consumer<GesJobClient> operation) {
        server.enqueue(new MockResponse.Builder().code(503).build());

        assertUnclearAfterOneRequest(operation);
    }

    private void assertUnclearAfterOneRequest(Consumer<GesJobClient> operation) {
        takeTheNext(); // so that a second request would not go unnoticed

        SdkException failure = catchThrowableOfType(SdkException.class, () -> operation.accept(client()));

        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(time.sleeps()).isEmpty();
    }

    private void takeTheNext() {
        server.enqueue(new MockResponse.Builder()
                .body("{\"jobId\":\"2\",\"results\":[]}")
                .build());
    }

    @ParameterizedTest
    @MethodSource("notIdempotent")
    void itIsSentAgainWhenItWasNotTakenAtAll(Consumer<GesJobClient> operation) {
        server.enqueue(new MockResponse.Builder().code(429).build());
        takeTheNext();

        operation.accept(client());

        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(time.sleeps()).containsExactly(Duration.ofMillis(500));
    }

    /** They read only. */
    static Stream<Arguments> idempotent() {
        return Stream.of(
                operation("algorithm", client -> client.graph("movie").execute(Algorithm.kHop("a", 1))),
                operation("filtered query", client -> client.graph("movie").execute(HOP)));
    }

    @ParameterizedTest
    @MethodSource("idempotent")
    void aResultIsAskedForAgain(Consumer<GesJobClient> operation) {
        server.enqueue(new MockResponse.Builder().code(503).build());
        server.enqueue(
                new MockResponse.Builder().body("{\"data\":{\"outputs\":{}}}").build());

        operation.accept(client());

        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    /** Places where a server can echo the request. */
    private static final List<Function<String, MockResponse.Builder>> ECHOES = List.of(
            secret -> new MockResponse.Builder().status("HTTP/1.1 400 " + secret),
            secret -> answer(400).setHeader("X-Request-Id", secret),
            secret -> answer(400).body("{\"errorCode\":\"GES.8013\",\"errorMessage\":\"no: " + secret + "\"}"),
            secret -> answer(400).body("{\"errorCode\":\"" + secret + "\",\"errorMessage\":\"m\"}"),
            secret -> answer(400).body("no: " + secret),
            secret -> answer(500).body("{\"obsParameters\":{\"accessKey\":\"" + secret + "\"}}"),
            secret -> answer(307).setHeader("Location", "/" + secret),
            secret -> answer(200).body("{\"x\":\"" + secret + "\"}"),
            secret -> answer(200).body(secret));

    private static MockResponse.Builder answer(int status) {
        return new MockResponse.Builder().code(status);
    }

    @ParameterizedTest
    @MethodSource("withKey")
    void nobodySeesTheAccessKeyWhateverTheServiceAnswers(Consumer<GesJobClient> operation) {
        LogListener log = new LogListener(
                entry -> seen.add(entry.getMessage() + FailureText.of(entry.getThrown())), "io.cloudjobs");
        try {
            for (Function<String, MockResponse.Builder> echo : ECHOES) {
                for (String secret : List.of("canary-ak", "canary\"sk/1", IN_JSON)) {
                    server.setDispatcher(new CannedAnswer(echo.apply(secret).build()));
                    seen.add(FailureText.of(catchThrowable(() -> operation.accept(client()))));
                }
            }
        } finally {
            log.close();
        }

        assertThat(server.getRequestCount()).isEqualTo(3 * ECHOES.size());
        assertThat(seen)
                .hasSizeGreaterThan(server.getRequestCount())
                .allSatisfy(text -> assertThat(text).doesNotContain("canary"));
    }

    @Test
    void noToStringShowsTheAccessKey() {
        assertThat(KEY).hasToString("ObsParameters[hidden]");
        assertThat(Stream.of(
                        IMPORT,
                        IMPORT.request(),
                        IMPORT.request().body(),
                        IMPORT.request().toApiRequest(ResourcePath.ROOT),
                        EXPORT,
                        EXPORT_RESULT,
                        EXPORT_RESULT.request()))
                .allSatisfy(one -> assertThat(one.toString()).isNotEmpty().doesNotContain("canary"));
    }
}
