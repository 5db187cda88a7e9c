package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrinterJobResource;
import io.cloudjobs.print.auth.ClientCredentialsTokenProvider;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of failure names its object, in {@code resource()} and in its message. */
@Timeout(60)
class ResourceTest {
    private static final String KEY = "key-that-nobody-may-see";
    private static final String JOB = "/print/printers/c05f/jobs/5182";
    private static final String DOCUMENT = JOB + "/documents/d1";
    private static final byte[] PDF = new byte[8];

    @StartStop
    final MockWebServer server = new MockWebServer();

    /** A call that fails with this response. */
    private interface Failure extends BiConsumer<PrintJobClient, GesJobClient> {}

    static Stream<Arguments> failures() {
        String link = "https://elsewhere.example/" + KEY + "?tempauthtoken=" + KEY;
        return Stream.of(
                failure(
                        "no such job",
                        404,
                        "{}",
                        "printJob.get",
                        JOB,
                        (print, ges) -> job(print).get()),
                failure(
                        "an action",
                        403,
                        "{}",
                        "printJob.abort",
                        JOB,
                        (print, ges) -> job(print).abort("late")),
                failure(
                        "too many requests",
                        429,
                        "{}",
                        "printJob.cancel",
                        JOB,
                        (print, ges) -> job(print).cancel()),
                failure(
                        "not JSON",
                        200,
                        "<html>",
                        "printJob.get",
                        JOB,
                        (print, ges) -> job(print).get()),
                failure(
                        "no response",
                        0,
                        "",
                        "printJob.get",
                        JOB,
                        (print, ges) -> job(print).get()),
                failure(
                        "a list in an object",
                        500,
                        "{}",
                        "printJob.list",
                        "/print/printers/c05f",
                        (print, ges) ->
                                print.printer("c05f").jobs().list().iterator().hasNext()),
                failure(
                        "a list in none",
                        500,
                        "{}",
                        "printTaskDefinition.list",
                        "/print/taskDefinitions",
                        (print, ges) ->
                                print.taskDefinitions().list().iterator().hasNext()),
                failure(
                        "a next page on another host",
                        200,
                        "{\"value\":[],\"@odata.nextLink\":\"" + link + "\"}",
                        "printJob.list",
                        "/print/printers/c05f",
                        (print, ges) ->
                                print.printer("c05f").jobs().list().iterator().hasNext()),
                failure(
                        "the end of a wait",
                        200,
                        "{\"id\":\"5182\",\"status\":{\"state\":\"paused\"}}",
                        "printJob.await",
                        JOB,
                        (print, ges) -> job(print).await(wait -> wait.timeout(Duration.ofMillis(1)))),
                failure(
                        "a session",
                        500,
                        "{}",
                        "printDocument.createUploadSession",
                        DOCUMENT,
                        (print, ges) -> job(print)
                                .document("d1")
                                .createUploadSession(DocumentContent.of("a.pdf", "application/pdf", PDF))),
                failure(
                        "an unreadable session",
                        500,
                        "{}",
                        "printDocument.getUploadSession",
                        DOCUMENT,
                        (print, ges) -> job(print)
                                .document("d1")
                                .uploadSession(link(print) + KEY + "?tempauthtoken=" + KEY)
                                .upload(DocumentContent.of("a.pdf", "application/pdf", PDF))),
                failure(
                        "a missing document",
                        500,
                        "{}",
                        "printDocument.download",
                        DOCUMENT,
                        (print, ges) -> job(print).document("d1").download(new ByteArrayOutputStream())),
                failure(
                        "an id with a space",
                        404,
                        "{}",
                        "printer.get",
                        "/print/printers/a%20b",
                        (print, ges) -> print.printer("a b").get()),
                failure(
                        "a job of GES",
                        500,
                        "{}",
                        "job.get",
                        "/ges/v1.0/p1/graphs/g/jobs/9",
                        (print, ges) -> ges.graph("g").job("9").get()),
                failure(
                        "a graph of GES",
                        500,
                        "{}",
                        "job.list",
                        "/ges/v1.0/p1/graphs/g",
                        (print, ges) -> ges.graph("g").jobs().list().iterator().hasNext()));
    }

    private static Arguments failure(
            String name, int status, String body, String operation, String resource, Failure call) {
        return argumentSet(name, status, body, operation, resource, call);
    }

    private static PrinterJobResource job(PrintJobClient print) {
        return print.printer("c05f").job("5182");
    }

    /** A path on the test server. */
    private static String link(PrintJobClient print) {
        String text = print.toString();
        return text.substring(text.indexOf("http"), text.lastIndexOf('/') + 1);
    }

    private void answer(int status, String body) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return status == 0
                        ? new MockResponse.Builder()
                                .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                                .build()
                        : new MockResponse.Builder()
                                .code(status)
                                .setHeader("Content-Type", "application/json")
                                .body(body)
                                .build();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("failures")
    void itSaysWhichObject(int status, String body, String operation, String resource, Failure call) {
        answer(status, body);
        TokenProvider tokens = TokenProvider.of("token");
        String endpoint = server.url("/prefix").toString();
        try (PrintJobClient print = PrintJobClient.builder()
                        .endpoint(endpoint)
                        .tokenProvider(tokens)
                        .retryPolicy(RetryPolicy.none())
                        .build();
                GesJobClient ges = GesJobClient.builder()
                        .endpoint(endpoint)
                        .projectId("p1")
                        .tokenProvider(tokens)
                        .retryPolicy(RetryPolicy.none())
                        .build()) {
            check(catchThrowableOfType(SdkException.class, () -> call.accept(print, ges)), operation, resource);
        }
    }

    @ParameterizedTest
    @MethodSource("tokenFailures")
    void aTokenThatCannotBeHadSaysWhatItWasForAndWhereItWasAskedFor(TokenProvider tokens) {
        try (PrintJobClient print =
                PrintJobClient.builder().tokenProvider(tokens).build()) {
            check(catchThrowableOfType(SdkException.class, () -> job(print).get()), "printJob.get", JOB);
        }
    }

    static Stream<Arguments> tokenFailures() {
        return Stream.of(
                argumentSet("null", (TokenProvider) () -> null), argumentSet("a failure", (TokenProvider) () -> {
                    throw new IllegalStateException();
                }));
    }

    @Test
    void aTokenRequestNamesThePathOfTheTokenEndpoint() {
        answer(400, "{\"error\":\"invalid_client\"}");
        TokenProvider entra = ClientCredentialsTokenProvider.builder()
                .endpoint(server.url("/").toString())
                .tenantId("t1")
                .clientId("c1")
                .clientSecret(KEY)
                .build();
        SdkException refusal = catchThrowableOfType(SdkException.class, entra::token);
        check(refusal, refusal.operation(), "/t1/oauth2/v2.0/token");
    }

    private static void check(SdkException failure, String operation, @Nullable String resource) {
        assertThat(failure.operation()).isEqualTo(operation);
        assertThat(failure.resource()).isEqualTo(resource);
        assertThat(failure).hasMessageStartingWith(operation + " of " + resource + " failed: ");
        assertThat(failure.getMessage()).doesNotContain(KEY);
    }
}
