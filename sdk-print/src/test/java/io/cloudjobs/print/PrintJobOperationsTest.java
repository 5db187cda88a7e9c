package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests to start, cancel, redirect and update a job. */
@Timeout(60)
class PrintJobOperationsTest {
    private static final PrintJobConfiguration GRAYSCALE =
            PrintJobConfiguration.builder().colorMode(PrintColorMode.GRAYSCALE).build();

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final OkHttpClient http = new OkHttpClient();
    private PrintJobClient print;

    @BeforeEach
    void client() {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        print = PrintJobClient.builder(settings)
                .endpoint(server.url("/v1.0/").toString())
                .httpClient(http)
                .tokenProvider(TokenProvider.of("token"))
                .build();
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private void loseAnswer() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
    }

    private RecordedRequest assertOneRequest(String line, String body) throws InterruptedException {
        assertThat(server.getRequestCount()).isEqualTo(1);
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo(line + " HTTP/1.1");
        assertThat(request.getBody() == null ? "" : request.getBody().utf8()).isEqualTo(body);
        assertThat(request.getHeaders().get("Content-Length")).isEqualTo(String.valueOf(body.length()));
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo(body.isEmpty() ? null : "application/json");
        return request;
    }

    @AfterEach
    void noConnectionIsInUse() {
        ConnectionsInUse.assertNone(http);
    }

    @Test
    void startAnswersTheStatus() throws Exception {
        answer(200, Fixture.text("printjob-start.json"));

        PrintJobStatus status = print.share("s-9").job("5182").start();

        assertThat(Members.of(status))
                .containsExactly(
                        "description: The print job is currently being processed.",
                        "details[0]: interpreting",
                        "isAcquiredByPrinter: false",
                        "state: processing");
        assertOneRequest("POST /v1.0/print/shares/s-9/jobs/5182/start", "");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void cancelHasNoResult(int status) throws Exception {
        answer(status, "");

        print.printer("c05f3726").job("5182").cancel();

        assertOneRequest("POST /v1.0/print/printers/c05f3726/jobs/5182/cancel", "");
    }

    @Test
    void redirectAnswersTheNewJob() throws Exception {
        String body = Fixture.text("printjob-get.json").replace("5182", "24123");
        answer(200, body);

        PrintJob job = print.printer("c05f3726").job("5182").redirect("9a3b3956");

        assertThat(job).isEqualTo(PrintJob.fromJson(body));
        assertThat(job.id()).isEqualTo("24123");
        assertOneRequest(
                "POST /v1.0/print/printers/c05f3726/jobs/5182/redirect", "{\"destinationPrinterId\":\"9a3b3956\"}");
    }

    @Test
    void redirectSendsTheConfigurationAlong() throws Exception {
        ObjectNode documented = (ObjectNode) Json.tree(Fixture.text("printjob-redirect-request.json"));
        PrintJobConfiguration configuration = PrintJob.fromJson("{\"id\":\"1\",\"status\":{\"state\":\"paused\"},"
                        + "\"configuration\":" + documented.path("configuration") + "}")
                .configuration();
        answer(200, Fixture.text("printjob-get.json"));

        print.printer("c05f3726").job("5182").redirect("9a3b3956-ce5b-4d06-a605-5b0bd3e9ddea", configuration);

        JsonNode sent = Json.tree(server.takeRequest().getBody().utf8());
        ((ObjectNode) documented.path("configuration"))
                .remove("finishings"); // null, like all members that are not sent
        assertThat(sent).isEqualTo(documented);
    }

    @Test
    void redirectSendsOnlyWhatIsSet() throws Exception {
        answer(200, Fixture.text("printjob-get.json"));

        print.printer("p").job("1").redirect("q", GRAYSCALE);

        assertOneRequest(
                "POST /v1.0/print/printers/p/jobs/1/redirect",
                "{\"destinationPrinterId\":\"q\",\"configuration\":{\"colorMode\":\"grayscale\"}}");
    }

    @Test
    void updateSendsOnlyWhatIsSet() throws Exception {
        String body = Fixture.text("printjob-update.json");
        answer(200, body);

        PrintJob job = print.printer("d5ef6ec4").job("44353").update(GRAYSCALE);

        assertThat(job).isEqualTo(PrintJob.fromJson(body));
        assertThat(job.status().state()).isEqualTo(PrintJobProcessingState.PAUSED);
        RecordedRequest request = assertOneRequest(
                "PATCH /v1.0/print/printers/d5ef6ec4/jobs/44353", "{\"configuration\":{\"colorMode\":\"grayscale\"}}");
        assertThat(request.getBody().utf8()).isEqualToIgnoringWhitespace(Fixture.text("printjob-update-request.json"));
    }

    static Stream<Arguments> once() {
        return Stream.of(
                argumentSet(
                        "start", operation(print -> print.share("s").job("1").start())),
                argumentSet(
                        "redirect",
                        operation(print -> print.printer("p").job("1").redirect("q"))),
                argumentSet(
                        "redirect, configured",
                        operation(print -> print.printer("p").job("1").redirect("q", GRAYSCALE))));
    }

    static Stream<Arguments> idempotent() {
        return Stream.of(
                argumentSet("cancel", operation(print -> {
                    print.printer("p").job("1").cancel();
                    return null;
                })),
                argumentSet(
                        "update", operation(print -> print.printer("p").job("1").update(GRAYSCALE))));
    }

    private static Function<PrintJobClient, Object> operation(Function<PrintJobClient, Object> operation) {
        return operation;
    }

    @ParameterizedTest
    @MethodSource("once")
    void whatMakesPaperIsNotRepeatedWhenTheOutcomeIsUnclear(Function<PrintJobClient, Object> operation) {
        loseAnswer();
        SdkException lost = catchThrowableOfType(TransportException.class, () -> operation.apply(print));
        assertThat(lost.mayHaveReachedService()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(1);

        answer(503, "");
        SdkException unavailable = catchThrowableOfType(ApiException.class, () -> operation.apply(print));
        assertThat(unavailable.mayHaveReachedService()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(2);

        answer(200, "[]");
        SdkException unreadable = catchThrowableOfType(InvalidResponseException.class, () -> operation.apply(print));
        assertThat(unreadable.mayHaveReachedService()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(3);
        assertThat(time.sleeps()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("idempotent")
    void whatIsTheSameTwiceIsRepeated(Function<PrintJobClient, Object> operation) throws Exception {
        loseAnswer();
        answer(503, "");
        answer(200, Fixture.text("printjob-get.json", "1"));

        operation.apply(print);

        RecordedRequest first = server.takeRequest();
        RecordedRequest second = server.takeRequest();
        RecordedRequest third = server.takeRequest();
        assertThat(second.getRequestLine()).isEqualTo(first.getRequestLine()).isEqualTo(third.getRequestLine());
        assertThat(second.getBody()).isEqualTo(first.getBody()).isEqualTo(third.getBody());
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    /** The response to the second cancel of a job is not documented. */
    @Test
    void aRefusalOfTheRepeatedCancelIsUnclear() {
        loseAnswer();
        answer(400, "");

        ApiException failure = catchThrowableOfType(
                ApiException.class, () -> print.printer("p").job("1").cancel());

        assertThat(failure.statusCode()).isEqualTo(400);
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource({"once", "idempotent"})
    void anythingIsRepeatedAfter429(Function<PrintJobClient, Object> operation) {
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .setHeader("Retry-After", "10")
                .build());
        answer(200, "{\"id\":\"1\",\"status\":{\"state\":\"paused\"},\"state\":\"paused\"}");

        operation.apply(print);

        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(10));
    }

    @Test
    void anUnfitDestinationIsRefused() {
        for (String id : new String[] {"", " ", "..", "a/b", "a\0b"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> print.printer("p").job("1").redirect(id))
                    .withMessageStartingWith("destinationPrinterId must not");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> print.printer("p").job("1").redirectAndConfirm(id, GRAYSCALE))
                    .withMessageStartingWith("destinationPrinterId must not");
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aValueThatMustNeverBeSentIsRefused() {
        PrintJobConfiguration unknown = PrintJob.fromJson("{\"id\":\"1\",\"status\":{\"state\":\"paused\"},"
                        + "\"configuration\":{\"quality\":\"unknownFutureValue\"}}")
                .configuration();
        PrinterJobResource job = print.printer("p").job("1");

        assertThatThrownBy(() -> job.redirect("q", unknown))
                .hasMessage("quality must not be unknownFutureValue: set another value");
        assertThatThrownBy(() -> job.redirectAndConfirm("q", unknown))
                .hasMessage("quality must not be unknownFutureValue: set another value");
        assertThatThrownBy(() -> job.update(unknown))
                .hasMessage("quality must not be unknownFutureValue: set another value");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void noOtherArgumentMayBeNull() {
        PrinterJobResource job = print.printer("p").job("1");

        assertThatNullPointerException().isThrownBy(() -> job.redirect("q", null));
        assertThatNullPointerException().isThrownBy(() -> job.redirectAndConfirm("q", null));
        assertThatNullPointerException().isThrownBy(() -> job.update(null));
        assertThatNullPointerException().isThrownBy(() -> job.abortAndConfirm(null));
        assertThatNullPointerException().isThrownBy(() -> job.await(null));
        assertThatNullPointerException().isThrownBy(() -> job.cancelAndAwait(null));
        assertThat(server.getRequestCount()).isZero();
    }
}
