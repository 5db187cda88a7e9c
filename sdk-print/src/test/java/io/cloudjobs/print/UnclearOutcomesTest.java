package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.AwaitTimeoutException;
import io.cloudjobs.core.ConflictException;
import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
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

/** Operations whose response is lost: the reads and the results. */
@Timeout(60)
class UnclearOutcomesTest {
    private static final String LINK = "https://graph.microsoft.com/v1.0/print/printers/9a3b3956/jobs/24123";
    private static final String HELD =
            "{\"id\":\"5182\",\"status\":{\"state\":\"paused\"},\"tasks\":[{\"id\":\"t\",\"status\":{\"state\":\"processing\"},"
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
                .retryPolicy(RetryPolicy.none()) // another test covers the retries of each operation
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
        ConnectionsInUse.assertNone(http);
    }

    /** Every operation that reads after a lost response, with both requests. */
    static Stream<Arguments> operations() {
        return Stream.of(
                operation("abort", ABORT, READ, print -> {
                    print.printer("c05f3726").job("5182").abortAndConfirm("late");
                    return null;
                }),
                operation("abort, without a reason", ABORT, READ, print -> {
                    print.printer("c05f3726").job("5182").abortAndConfirm();
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

    /** The client waits for a cancel, because it takes effect only after it is accepted. */
    static Stream<Arguments> operationsThatDoNotWait() {
        return operations().filter(operation -> !operation.get()[0].equals(CANCEL));
    }

    @ParameterizedTest
    @MethodSource("operationsThatDoNotWait")
    void whatTheJobShowsNoSignOfIsNotDoneAgain(String request, String look, Function<PrintJobClient, Object> operation)
            throws Exception {
        answer(503, "");
        answer(200, job("paused"));
        answer(200, job("paused")); // for the second read of the start

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

    /** For example, a user closes the program during the call. */
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

    @Test
    void aLostAbortWithoutAReasonIsDoneWhenTheJobIsAborted() throws Exception {
        loseAnswer();
        answer(200, job("aborted"));

        job().abortAndConfirm();

        assertThat(server.takeRequest().getBody().size()).isZero();
        assertThat(server.takeRequest().getTarget()).isEqualTo(READ.substring("GET ".length()));
        assertThat(server.getRequestCount()).isEqualTo(2);
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

        assertThat(job().cancelAndAwait().status().state().value()).isEqualTo(state);

        assertRequests(CANCEL, READ);
        assertThat(time.sleeps()).isEmpty();
    }

    /** The service accepts a cancel before the cancel takes effect. */
    @Test
    void aLostCancelIsAwaitedAsAnAcceptedOneIs() throws Exception {
        List<String> polls = new ArrayList<>();
        loseAnswer();
        answer(200, job("processing"));
        answer(200, job("stopped"));
        answer(200, job("canceled"));

        PrintJob job = job().cancelAndAwait(options ->
                options.onPoll(seen -> polls.add(seen.status().state().value())));

        assertThat(job.status().state()).isEqualTo(PrintJobProcessingState.CANCELED);
        assertThat(polls).containsExactly("processing", "stopped", "canceled");
        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(1), Duration.ofMillis(1500));
        assertRequests(CANCEL, READ, READ, READ);
    }

    @Test
    void aLostCancelOfAJobThatDoesNotEndFailsAsTheCancelDid() throws Exception {
        answer(503, "");
        answer(200, job("processing"));
        answer(200, job("processing"));

        ApiException failure = catchThrowableOfType(
                ApiException.class, () -> job().cancelAndAwait(options -> options.timeout(Duration.ofSeconds(1))));

        assertThat(failure.operation()).isEqualTo("printJob.cancel");
        assertThat(failure.statusCode()).isEqualTo(503);
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(failure.getSuppressed()).singleElement().isExactlyInstanceOf(AwaitTimeoutException.class);
        assertRequests(CANCEL, READ, READ);
    }

    /** If only the wait fails, the cancel was accepted. */
    @Test
    void anAcceptedCancelWhoseJobCannotBeReadFailsAsTheReadingDid() throws Exception {
        answer(204, "");
        answer(404, "");

        SdkException failure = catchThrowableOfType(NotFoundException.class, () -> job().cancelAndAwait());

        assertThat(failure.operation()).isEqualTo("printJob.get");
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertRequests(CANCEL, READ);
    }

    static Stream<RuntimeException> thrownByCallbacks() {
        return Stream.of(
                new IllegalStateException("enough"),
                new TransportException("printJob.get", null, 1, false, "enough", null));
    }

    @ParameterizedTest
    @MethodSource("thrownByCallbacks")
    void whatTheCallbackThrowsAfterALostCancelReachesTheCallerAsItIs(RuntimeException enough) throws Exception {
        loseAnswer();
        answer(200, job("processing"));

        RuntimeException thrown = catchThrowableOfType(
                RuntimeException.class,
                () -> job().cancelAndAwait(options -> options.onPoll(seen -> {
                    throw enough;
                })));

        assertThat(thrown).isSameAs(enough);
        assertRequests(CANCEL, READ);
    }

    /** The refusal to cancel an ended job is not documented. */
    @ParameterizedTest
    @ValueSource(ints = {400, 405, 409, 410, 412, 422})
    void aRefusedCancelIsDoneWhenTheJobHasJustEnded(int status) throws Exception {
        answer(status, "");
        answer(200, job("completed"));

        assertThat(job().cancelAndAwait().status().state()).isEqualTo(PrintJobProcessingState.COMPLETED);

        assertRequests(CANCEL, READ);
    }

    @Test
    void aRefusedCancelOfAJobThatGoesOnIsRefused() throws Exception {
        answer(409, "");
        answer(200, job("processing"));

        SdkException failure = catchThrowableOfType(ConflictException.class, () -> job().cancelAndAwait());

        assertThat(failure.operation()).isEqualTo("printJob.cancel");
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(failure).hasNoSuppressedExceptions();
        assertRequests(CANCEL, READ);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void aRefusedCancelOfAJobThatCannotBeReadIsRefused() throws Exception {
        answer(409, "");
        answer(404, "");

        SdkException failure = catchThrowableOfType(ConflictException.class, () -> job().cancelAndAwait());

        assertThat(failure.getSuppressed()).singleElement().isExactlyInstanceOf(NotFoundException.class);
        assertRequests(CANCEL, READ);
    }

    /** Refusals for token, permission, address and load do not depend on the state of the job. */
    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 429})
    void aRefusalThatIsNotAboutTheStateIsNotLookedInto(int status) throws Exception {
        answer(status, "");

        ApiException failure = catchThrowableOfType(ApiException.class, () -> job().cancelAndAwait());

        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure).hasNoSuppressedExceptions();
        assertRequests(CANCEL);
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
        answer(200, "{\"id\":\"5182\",\"status\":{\"state\":\"paused\"},\"tasks\":[]}");

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

    /** The client accepts it, because the documentation leaves this open. */
    @Test
    void aRedirectionWithoutABodyIsLookedUp() throws Exception {
        answer(204, "");
        answer(200, redirectedTo(LINK));
        answer(200, job("pending").replace("5182", "24123"));

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

    /** A caller that redirects again would print twice. */
    @ParameterizedTest
    @ValueSource(ints = {403, 404, 503})
    void aNewJobThatCannotBeReadIsNamed(int status) throws Exception {
        answer(204, ""); // unlike the failure that names the new job
        answer(200, redirectedTo(LINK));
        answer(status, "");

        SdkException failure =
                catchThrowableOfType(TransportException.class, () -> job().redirectAndConfirm("9a3b3956"));

        assertThat(failure)
                .hasMessage(
                        "printJob.redirect of /print/printers/c05f3726/jobs/5182 failed: the job was redirected to 9a3b3956/24123,"
                                + " but the new job could not be read: read it with get(), do not redirect again");
        assertThat(failure.operation()).isEqualTo("printJob.redirect");
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(failure.getCause()).isInstanceOfSatisfying(ApiException.class, reading -> {
            assertThat(reading.operation()).isEqualTo("printJob.get");
            assertThat(reading.statusCode()).isEqualTo(status);
        });
        assertThat(failure.getSuppressed()).singleElement().isExactlyInstanceOf(InvalidResponseException.class);
        assertRequests(REDIRECT, READ, READ_NEW);
    }
}
