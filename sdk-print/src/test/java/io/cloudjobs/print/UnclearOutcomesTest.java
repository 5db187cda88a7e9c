package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.ManualTime;
import java.util.ArrayList;
import java.util.List;
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

/** What is done, what is read and what comes of it when the answer to an operation is lost. */
@Timeout(60)
class UnclearOutcomesTest {
    private static final String LINK = "https://graph.microsoft.com/v1.0/print/printers/9a3b3956/jobs/24123";
    private static final String HELD =
            "{\"id\":\"1\",\"status\":{\"state\":\"paused\"},\"tasks\":[{\"id\":\"t\",\"status\":{\"state\":\"processing\"},"
                    + "\"parentUrl\":\"" + LINK + "\"}]}";

    private static final String ABORT = "POST /v1.0/print/printers/c05f3726/jobs/5182/abort";
    private static final String CANCEL = "POST /v1.0/print/printers/c05f3726/jobs/5182/cancel";
    private static final String REDIRECT = "POST /v1.0/print/printers/c05f3726/jobs/5182/redirect";
    private static final String START = "POST /v1.0/print/shares/s-9/jobs/5182/start";
    private static final String READ = "GET /v1.0/print/printers/c05f3726/jobs/5182";
    private static final String READ_BY_SHARE = "GET /v1.0/print/shares/s-9/jobs/5182";
    private static final String READ_TASKS = "GET /v1.0/print/shares/s-9/jobs/5182?$expand=tasks";
    private static final String READ_NEW = "GET /v1.0/print/printers/9a3b3956/jobs/24123";

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final OkHttpClient http = new OkHttpClient();
    private PrintJobClient print;

    @BeforeEach
    void client() {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        settings.random = () -> 0;
        print = PrintJobClient.builder(settings)
                .endpoint(server.url("/v1.0/").toString())
                .httpClient(http)
                .tokenProvider(TokenProvider.of("token"))
                .retryPolicy(RetryPolicy.none()) // whether an operation is repeated is tested elsewhere
                .build();
    }

    private PrinterJobResource job() {
        return print.printer("c05f3726").job("5182");
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private void loseAnswer() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
    }

    private static String job(String state) {
        return "{\"id\":\"5182\",\"status\":{\"state\":\"" + state + "\"}}";
    }

    private void assertRequests(String... lines) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        for (int i = server.getRequestCount(); i > 0; i--) {
            RecordedRequest request = server.takeRequest();
            seen.add(request.getMethod() + " " + request.getTarget());
        }
        assertThat(seen).containsExactly(lines);
    }

    @AfterEach
    void noConnectionIsInUse() {
        assertThat(http.connectionPool().connectionCount())
                .isEqualTo(http.connectionPool().idleConnectionCount());
    }

    /** Every operation that looks, with its request and the request of the look. */
    static Stream<Arguments> operations() {
        return Stream.of(
                operation("abort", ABORT, READ, print -> {
                    print.printer("c05f3726").job("5182").abortAndConfirm("late");
                    return null;
                }),
                operation(
                        "cancel",
                        CANCEL,
                        READ,
                        print -> print.printer("c05f3726").job("5182").cancelAndAwait()),
                operation(
                        "redirect",
                        REDIRECT,
                        READ,
                        print -> print.printer("c05f3726").job("5182").redirectAndConfirm("9a3b3956")),
                operation(
                        "redirect, configured",
                        REDIRECT,
                        READ,
                        print -> print.printer("c05f3726")
                                .job("5182")
                                .redirectAndConfirm(
                                        "9a3b3956",
                                        PrintJobConfiguration.builder()
                                                .copies(2)
                                                .build())),
                operation(
                        "start",
                        START,
                        READ_BY_SHARE,
                        print -> print.share("s-9").job("5182").startAndConfirm()));
    }

    private static Arguments operation(
            String name, String request, String look, Function<PrintJobClient, Object> operation) {
        return argumentSet(name, request, look, operation);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aClearRefusalIsNotLookedInto(String request, String look, Function<PrintJobClient, Object> operation)
            throws Exception {
        answer(403, "");

        ForbiddenException failure = catchThrowableOfType(ForbiddenException.class, () -> operation.apply(print));

        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(failure).hasNoSuppressedExceptions();
        assertRequests(request);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aFailureOfTheLookIsSuppressedInThatOfTheOperation(
            String request, String look, Function<PrintJobClient, Object> operation) throws Exception {
        loseAnswer();
        answer(404, "");

        TransportException failure = catchThrowableOfType(TransportException.class, () -> operation.apply(print));

        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(failure.getSuppressed()).singleElement().isExactlyInstanceOf(NotFoundException.class);
        assertRequests(request, look);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatTheJobShowsNoSignOfIsNotDoneAgain(String request, String look, Function<PrintJobClient, Object> operation)
            throws Exception {
        answer(503, "");
        answer(200, job("paused"));
        answer(200, job("paused")); // for the second look of the start

        ApiException failure = catchThrowableOfType(ApiException.class, () -> operation.apply(print));

        assertThat(failure.statusCode()).isEqualTo(503);
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(failure).hasNoSuppressedExceptions();
        if (request.equals(START)) {
            assertRequests(request, look, look + "?$expand=tasks");
        } else {
            assertRequests(request, look);
        }
    }

    /** As when a user closes the program while the call is on its way. */
    @ParameterizedTest
    @MethodSource("operations")
    void aClosedClientDoesNotHideTheFailure(String request, String look, Function<PrintJobClient, Object> operation)
            throws Exception {
        loseAnswer();
        PrintJobClient closing = print.withOptions(options -> options.listener(new io.cloudjobs.core.CallListener() {
            @Override
            public void operationEnded(io.cloudjobs.core.OperationEvent event) {
                print.close();
            }
        }));

        SdkException failure = catchThrowableOfType(TransportException.class, () -> operation.apply(closing));

        assertThat(failure.getSuppressed()).singleElement().isExactlyInstanceOf(IllegalStateException.class);
        assertRequests(request);
    }

    @Test
    void whatIsAnsweredIsNotLookedUp() throws Exception {
        answer(204, "");
        job().abortAndConfirm("late");
        answer(200, job("paused"));
        assertThat(job().redirectAndConfirm("9a3b3956").id()).isEqualTo("5182");
        answer(200, Fixture.text("printjob-start.json"));
        assertThat(print.share("s-9").job("5182").startAndConfirm().state())
                .isEqualTo(PrintJobProcessingState.PROCESSING);

        assertRequests(ABORT, REDIRECT, START);
    }

    @Test
    void aLostAbortIsDoneWhenTheJobIsAborted() throws Exception {
        loseAnswer();
        answer(200, job("aborted"));

        job().abortAndConfirm("late");

        assertRequests(ABORT, READ);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "pending", "processing", "stopped", "completed", "canceled", "new"})
    void aLostAbortIsNotDoneInAnyOtherState(String state) throws Exception {
        loseAnswer();
        answer(200, job(state));

        SdkException failure = catchThrowableOfType(TransportException.class, () -> job().abortAndConfirm("late"));

        assertThat(failure.operation()).isEqualTo("printJob.abort");
        assertRequests(ABORT, READ);
    }

    @ParameterizedTest
    @ValueSource(strings = {"completed", "canceled", "aborted"})
    void aLostCancelIsDoneWhenTheJobHasEnded(String state) throws Exception {
        loseAnswer();
        answer(200, job(state));
        answer(200, job(state));

        assertThat(job().cancelAndAwait().status().state().value()).isEqualTo(state);

        assertRequests(CANCEL, READ, READ);
        assertThat(time.sleeps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "processing", "stopped", "completed", "canceled", "aborted", "new"})
    void aLostStartIsDoneWhenTheJobIsNotPaused(String state) throws Exception {
        loseAnswer();
        answer(200, job(state));

        PrintJobStatus status = print.share("s-9").job("5182").startAndConfirm();

        assertThat(status.state().value()).isEqualTo(state);
        assertRequests(START, READ_BY_SHARE);
    }

    @Test
    void aLostStartIsDoneWhenATaskHoldsTheJob() throws Exception {
        loseAnswer();
        answer(200, job("paused"));
        answer(200, HELD);

        PrintJobStatus status = print.share("s-9").job("5182").startAndConfirm();

        assertThat(status.state()).isEqualTo(PrintJobProcessingState.PAUSED);
        assertRequests(START, READ_BY_SHARE, READ_TASKS);
    }

    @Test
    void aLostStartIsNotDoneWhenThePausedJobHasNoTask() throws Exception {
        loseAnswer();
        answer(200, job("paused"));
        answer(200, "{\"id\":\"1\",\"status\":{\"state\":\"paused\"},\"tasks\":[]}");

        SdkException failure = catchThrowableOfType(
                TransportException.class, () -> print.share("s-9").job("5182").startAndConfirm());

        assertThat(failure.operation()).isEqualTo("printJob.start");
        assertRequests(START, READ_BY_SHARE, READ_TASKS);
    }

    private static String redirectedTo(String link) {
        return "{\"id\":\"5182\",\"status\":{\"state\":\"completed\"},\"redirectedTo\":\"" + link + "\"}";
    }

    @Test
    void aLostRedirectionIsDoneWhenTheJobNamesTheNewOne() throws Exception {
        loseAnswer();
        answer(200, Fixture.text("printjob-get-redirected-source.json"));
        answer(200, Fixture.text("printjob-get.json").replace("5182", "24123"));

        PrintJob job = job().redirectAndConfirm("9A3B3956-CE5B-4D06-A605-5B0BD3E9DDEA");

        assertThat(job.id()).isEqualTo("24123");
        assertRequests(REDIRECT, READ, "GET /v1.0/print/printers/9a3b3956-ce5b-4d06-a605-5b0bd3e9ddea/jobs/24123");
    }

    /** Accepted, as the documentation leaves open whether there is one. */
    @Test
    void aRedirectionWithoutABodyIsLookedUp() throws Exception {
        answer(204, "");
        answer(200, redirectedTo(LINK));
        answer(200, job("pending"));

        assertThat(job().redirectAndConfirm("9a3b3956").status().state()).isEqualTo(PrintJobProcessingState.PENDING);

        assertRequests(REDIRECT, READ, READ_NEW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://graph.microsoft.com/v1.0/print/printers/other/jobs/24123",
                "https://graph.microsoft.com/v1.0/print/shares/9a3b3956/jobs/24123",
                "https://graph.microsoft.com/v1.0/print/printers/9a3b3956/jobs/..",
                "no link",
                ""
            })
    void aRedirectionToElsewhereIsNotThisOne(String link) throws Exception {
        answer(204, "");
        answer(200, redirectedTo(link));

        SdkException failure =
                catchThrowableOfType(InvalidResponseException.class, () -> job().redirectAndConfirm("9a3b3956"));

        assertThat(failure.operation()).isEqualTo("printJob.redirect");
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertRequests(REDIRECT, READ);
    }

    @Test
    void aNewJobThatCannotBeReadIsSuppressed() throws Exception {
        loseAnswer();
        answer(200, redirectedTo(LINK));
        answer(403, "");

        SdkException failure =
                catchThrowableOfType(TransportException.class, () -> job().redirectAndConfirm("9a3b3956"));

        assertThat(failure.getSuppressed()).singleElement().isExactlyInstanceOf(ForbiddenException.class);
        assertRequests(REDIRECT, READ, READ_NEW);
    }
}
