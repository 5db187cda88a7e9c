package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A success response without the documented body: the operation is done, and the client reads its result once. */
@Timeout(60)
class EmptySuccessTest {
    @StartStop
    final MockWebServer server = new MockWebServer();

    private GraphServer graph;
    private PrintJobClient print;

    @BeforeEach
    void client() {
        graph = new GraphServer(server);
        print = graph.client();
    }

    @AfterEach
    void noConnectionIsInUse() {
        graph.assertNoConnectionIsInUse();
    }

    /**
     * An operation with a result.
     *
     * @param sent its request
     * @param read the requests that read its result
     * @param responses the responses
     * @param result the result of the call
     */
    private record Operation(
            String name,
            Function<PrintJobClient, ?> call,
            String sent,
            List<String> read,
            List<String> responses,
            String result) {}

    private static final String JOB = "{\"id\":\"5182\",\"status\":{\"state\":\"completed\"},\"redirectedTo\":"
            + "\"https://graph.microsoft.com/v1.0/print/printers/q/jobs/77\"}";

    private static final String PRINTER_JOB = "/v1.0/print/printers/p/jobs/5182";

    private static final List<Operation> OPERATIONS = List.of(
            new Operation(
                    "printTask.update",
                    print -> print.taskDefinition("d")
                            .task("t")
                            .update(PrintTaskProcessingState.COMPLETED)
                            .id(),
                    "PATCH /v1.0/print/taskDefinitions/d/tasks/t",
                    List.of("GET /v1.0/print/taskDefinitions/d/tasks/t"),
                    List.of("{\"id\":\"t\",\"status\":{\"state\":\"completed\"}}"),
                    "t"),
            new Operation(
                    "printTaskDefinition.update",
                    print -> print.taskDefinition("d").update("Badge release").displayName(),
                    "PATCH /v1.0/print/taskDefinitions/d",
                    List.of("GET /v1.0/print/taskDefinitions/d"),
                    List.of("{\"id\":\"d\",\"displayName\":\"Badge release\"}"),
                    "Badge release"),
            new Operation(
                    "printJob.update",
                    print -> print.printer("p")
                            .job("5182")
                            .update(PrintJobConfiguration.builder().copies(2).build())
                            .id(),
                    "PATCH " + PRINTER_JOB,
                    List.of("GET " + PRINTER_JOB),
                    List.of(JOB),
                    "5182"),
            new Operation(
                    "printJob.redirect",
                    print -> print.printer("p").job("5182").redirect("q").id(),
                    "POST " + PRINTER_JOB + "/redirect",
                    List.of("GET " + PRINTER_JOB, "GET /v1.0/print/printers/q/jobs/77"),
                    List.of(JOB, "{\"id\":\"77\",\"status\":{\"state\":\"pending\"}}"),
                    "77"),
            new Operation(
                    "printJob.start",
                    print -> print.share("s").job("5182").start().state().value(),
                    "POST /v1.0/print/shares/s/jobs/5182/start",
                    List.of("GET /v1.0/print/shares/s/jobs/5182"),
                    List.of(JOB),
                    "completed"),
            new Operation(
                    "printJob.start",
                    print -> print.share("s")
                            .job("5182")
                            .startAndConfirm()
                            .state()
                            .value(),
                    "POST /v1.0/print/shares/s/jobs/5182/start",
                    List.of("GET /v1.0/print/shares/s/jobs/5182"),
                    List.of("{\"id\":\"5182\",\"status\":{\"state\":\"paused\"}}"), // held already, its task not there
                    // yet
                    "paused"),
            new Operation(
                    "subscription.renew",
                    EmptySuccessTest::renew,
                    "PATCH /v1.0/subscriptions/7f",
                    List.of("GET /v1.0/subscriptions/7f"),
                    List.of("{\"id\":\"7f\",\"expirationDateTime\":\"2026-11-24T12:30:00Z\"}"),
                    "7f"));

    private static String renew(PrintJobClient print) {
        PrintSubscriptionResource subscription = print.subscription("7f");
        return subscription
                .renew(new ManualTime().now().atOffset(ZoneOffset.UTC).plusHours(1))
                .id();
    }

    static Stream<Arguments> operationsAndAnswers() {
        return OPERATIONS.stream()
                .flatMap(operation -> Stream.of(
                                "200 ", "202 ", "204 ", "200 {}", "200  \r\n", "200 { }\n", "200 \uFEFF")
                        .map(answer -> argumentSet(operation.name + ": " + answer, operation, answer)));
    }

    static Stream<Arguments> operations() {
        return OPERATIONS.stream().map(operation -> argumentSet(operation.name, operation));
    }

    private static String[] all(String first, List<String> others) {
        return Stream.concat(Stream.of(first), others.stream()).toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("operationsAndAnswers")
    void anEmptySuccessIsDoneAndReadOnce(Operation operation, String answer) throws Exception {
        graph.answer(Integer.parseInt(answer.substring(0, 3)), answer.substring(4));
        operation.responses.forEach(json -> graph.answer(200, json));

        assertThat(operation.call.apply(print)).isEqualTo(operation.result);

        assertThat(graph.requests()).containsExactly(all(operation.sent, operation.read));
    }

    /** A release that succeeded must not fail. */
    @ParameterizedTest
    @MethodSource("operations")
    void whatCannotBeReadIsSaidToBeDone(Operation operation) throws Exception {
        graph.answer(204, "").answer(403, "").answer(403, "");

        SdkException failure = catchThrowableOfType(InvalidResponseException.class, () -> operation.call.apply(print));

        assertThat(failure.operation()).isEqualTo(operation.name);
        assertThat(failure)
                .hasMessageStartingWith(operation.name + " of " + failure.resource()
                        + " failed: the service completed the operation, but its response is empty and"
                        + " the result could not be read (do not retry; call get()): ")
                .hasMessageContaining("HTTP 403 Forbidden")
                .hasCauseInstanceOf(SdkException.class);
        assertThat(failure.attempts()).isEqualTo(2);
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(graph.requests().subList(0, 2)).containsExactly(operation.sent, operation.read.get(0));
    }

    /** The read is retried like any other, but the operation is not. */
    @ParameterizedTest
    @CsvSource({"503", "429"})
    void theReadingIsRepeatedAndTheOperationIsNot(int status) throws Exception {
        graph.answer(204, "").answer(status, "").answer(200, JOB);

        assertThat(print.share("s").job("5182").start().state()).isEqualTo(PrintJobProcessingState.COMPLETED);

        assertThat(graph.requests())
                .containsExactly(
                        "POST /v1.0/print/shares/s/jobs/5182/start",
                        "GET /v1.0/print/shares/s/jobs/5182",
                        "GET /v1.0/print/shares/s/jobs/5182");
    }

    @Test
    void aLostEndOfAnAnswerIsNotEmpty() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .body(JOB)
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        SdkException failure = catchThrowableOfType(
                TransportException.class, () -> print.share("s").job("5182").start());

        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(graph.requests()).containsExactly("POST /v1.0/print/shares/s/jobs/5182/start");
    }

    @ParameterizedTest
    @CsvSource({"''", "https://graph.microsoft.com/v1.0/print/printers/another/jobs/77"})
    void aRedirectionThatTheJobDoesNotShowIsSaidToBeDone(String redirectedTo) throws Exception {
        graph.answer(204, "").answer(200, JOB.replaceFirst("https:[^\"]*", redirectedTo));

        SdkException failure = catchThrowableOfType(
                InvalidResponseException.class,
                () -> print.printer("p").job("5182").redirect("q"));

        assertThat(failure)
                .hasMessageContaining("the service completed the operation")
                .hasMessageContaining("the job has no link to the new job on that printer yet");
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(graph.requests()).containsExactly("POST " + PRINTER_JOB + "/redirect", "GET " + PRINTER_JOB);
    }

    /** Runs after the operation itself. */
    private void afterTheOperation(Consumer<OperationEvent> action) {
        print = print.withOptions(options -> options.listener(new CallListener() {
            private final List<String> ended = new ArrayList<>();

            @Override
            public void operationEnded(OperationEvent event) {
                ended.add(event.operation());
                if (ended.size() == 1) {
                    assertThat(event.failure()).isNull();
                    action.accept(event);
                }
            }
        }));
    }

    @Test
    void anInterruptBeforeTheReadingIsAnInterruptAndSaysThatItIsDone() throws Exception {
        afterTheOperation(event -> Thread.currentThread().interrupt());
        graph.answer(204, "");

        SdkException failure = catchThrowableOfType(
                InterruptedCallException.class,
                () -> print.share("s").job("5182").start());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure)
                .hasMessageStartingWith(
                        "printJob.start of /print/shares/s/jobs/5182 failed: the service completed the operation");
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(graph.requests()).hasSize(1);
    }

    @Test
    void theReadingHasWhatIsLeftOfTheTime() throws Exception {
        afterTheOperation(event -> graph.time.advance(Duration.ofSeconds(61)));
        graph.answer(204, "");

        SdkException failure = catchThrowableOfType(
                InvalidResponseException.class,
                () -> print.share("s").job("5182").start());

        assertThat(failure)
                .hasMessageContaining("the service completed the operation")
                .hasMessageContaining(" has expired");
        assertThat(graph.requests()).hasSize(1);
    }

    /** The job links to the new job. Both reads are within the timeout of the redirection. */
    @Test
    void twoReadingsShareWhatIsLeftOfTheTime() throws Exception {
        print = print.withOptions(options -> options.listener(new CallListener() {
            @Override
            public void operationEnded(OperationEvent event) {
                graph.time.advance(Duration.ofSeconds(31));
            }
        }));
        graph.answer(204, "").answer(200, JOB);

        SdkException failure = catchThrowableOfType(
                InvalidResponseException.class,
                () -> print.printer("p").job("5182").redirect("q"));

        assertThat(failure)
                .hasMessageContaining("the service completed the operation")
                .hasMessageContaining(" has expired");
        assertThat(graph.requests()).containsExactly("POST " + PRINTER_JOB + "/redirect", "GET " + PRINTER_JOB);
    }

    @Test
    void aClientThatIsClosedBeforeTheReadingSaysThatItIsDone() throws Exception {
        PrintJobClient origin = print;
        afterTheOperation(event -> origin.close());
        graph.answer(204, "");

        SdkException failure = catchThrowableOfType(
                InvalidResponseException.class,
                () -> print.share("s").job("5182").start());

        assertThat(failure)
                .hasMessageContaining("the service completed the operation")
                .hasMessageContaining("closed");
        assertThat(graph.requests()).hasSize(1);
    }
}
