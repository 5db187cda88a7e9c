package io.cloudjobs.print;

import static io.cloudjobs.print.PrintJobExpand.DOCUMENTS;
import static io.cloudjobs.print.PrintJobExpand.TASKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.RateLimitException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.ManualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests of the operations of sdk-print. */
@Timeout(60)
class PrintJobClientTest {
    private static final String TOKEN = "token-that-nobody-may-see";

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final OkHttpClient http = new OkHttpClient();

    private PrintJobClient client() {
        return client(TokenProvider.of(TOKEN));
    }

    private PrintJobClient client(TokenProvider tokens) {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        return PrintJobClient.builder(settings)
                .endpoint(server.url("/v1.0/").toString())
                .httpClient(http)
                .tokenProvider(tokens)
                .build();
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("request-id", "from-header")
                .body(body)
                .build());
    }

    private RecordedRequest assertOneRequest(String line, String body) throws InterruptedException {
        assertThat(server.getRequestCount()).isEqualTo(1);
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo(line + " HTTP/1.1");
        assertThat(request.getBody() == null ? "" : request.getBody().utf8()).isEqualTo(body);
        Headers headers = request.getHeaders();
        assertThat(UUID.fromString(headers.get("client-request-id"))).isNotNull();
        assertThat(headers.get("User-Agent")).matches("sdk-print/\\S+ java/\\d+");
        assertThat(headers.newBuilder()
                        .removeAll("Host")
                        .removeAll("client-request-id")
                        .removeAll("User-Agent")
                        .build())
                .extracting(header -> header.getFirst() + ": " + header.getSecond())
                .containsAll(List.of(
                        "Accept: application/json",
                        "Authorization: Bearer " + TOKEN,
                        "Prefer: include-unknown-enum-members"))
                .hasSize(body.isEmpty() && line.startsWith("GET") ? 5 : headers.get("Content-Type") == null ? 6 : 7);
        return request;
    }

    @AfterEach
    void noConnectionIsInUse() {
        ConnectionsInUse.assertNone(http);
    }

    static Stream<Arguments> gets() {
        Function<PrintJobClient, Function<PrintJobExpand[], PrintJob>> printer =
                print -> expand -> print.printer("c05f3726").job("5182").get(expand);
        Function<PrintJobClient, Function<PrintJobExpand[], PrintJob>> share =
                print -> expand -> print.share("s-9").job("5182").get(expand);
        PrintJobExpand[] tasks = {TASKS};
        PrintJobExpand[] documents = {DOCUMENTS};
        PrintJobExpand[] both = {TASKS, DOCUMENTS, TASKS};
        return Stream.of(
                arguments(printer, new PrintJobExpand[0], "printers/c05f3726/jobs/5182", "printjob-get"),
                arguments(share, new PrintJobExpand[0], "shares/s-9/jobs/5182", "printjob-get"),
                arguments(printer, tasks, "printers/c05f3726/jobs/5182?$expand=tasks", "printjob-get-expand-tasks"),
                arguments(
                        printer,
                        documents,
                        "printers/c05f3726/jobs/5182?$expand=documents",
                        "printjob-get-expand-documents"),
                arguments(share, documents, "shares/s-9/jobs/5182?$expand=documents", "printjob-get-expand-documents"),
                arguments(
                        printer,
                        both,
                        "printers/c05f3726/jobs/5182?$expand=tasks,documents",
                        "printjob-get-expand-tasks-documents"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("gets")
    void getReadsAJob(
            Function<PrintJobClient, Function<PrintJobExpand[], PrintJob>> get,
            PrintJobExpand[] expand,
            String target,
            String fixture)
            throws Exception {
        String body = Fixture.text(fixture + ".json");
        answer(200, body);

        PrintJob job = get.apply(client()).apply(expand);

        assertThat(job).isEqualTo(PrintJob.fromJson(body));
        assertThat(job.json()).isEqualTo(body);
        assertThat(job.id()).isEqualTo("5182");
        assertThat(job.status().state()).isEqualTo(PrintJobProcessingState.COMPLETED);
        assertOneRequest("GET /v1.0/print/" + target, "");
    }

    @Test
    void abortPostsTheReason() throws Exception {
        answer(204, "");

        client().printer("c05f3726").job("5182").abort("Released at another device");

        RecordedRequest request = assertOneRequest(
                "POST /v1.0/print/printers/c05f3726/jobs/5182/abort", "{\"reason\":\"Released at another device\"}");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getBody().utf8()).isEqualToIgnoringWhitespace(Fixture.text("printjob-abort-request.json"));
    }

    @Test
    void abortWithoutAReasonHasAnEmptyBody() throws Exception {
        answer(204, "");

        client().printer("c05f3726").job("5182").abort();

        RecordedRequest request = assertOneRequest("POST /v1.0/print/printers/c05f3726/jobs/5182/abort", "");
        assertThat(request.getHeaders().get("Content-Length")).isEqualTo("0");
        assertThat(request.getHeaders().get("Content-Type")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"503,", "503, 0", "500,", "502,", "504,", "408,"})
    void abortIsNotRepeatedWhenTheOutcomeIsUnclear(int status, String retryAfter) {
        MockResponse.Builder response = new MockResponse.Builder().code(status);
        if (retryAfter != null) {
            response.setHeader("Retry-After", retryAfter);
        }
        server.enqueue(response.build());

        ApiException failure = catchThrowableOfType(
                ApiException.class, () -> client().printer("p").job("1").abort());

        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void abortIsRepeatedAfter429WithTheSameRequestId() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .setHeader("Retry-After", "10")
                .body(Fixture.text("error-429-throttled.json"))
                .build());
        answer(204, "");

        client().printer("p").job("1").abort("late");

        RecordedRequest first = server.takeRequest();
        RecordedRequest second = server.takeRequest();
        assertThat(second.getHeaders()).isEqualTo(first.getHeaders());
        assertThat(second.getBody()).isEqualTo(first.getBody());
        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(10));
    }

    @Test
    void updateSendsOnlyWhatIsSet() throws Exception {
        answer(200, Fixture.text("printtask-update.json", "t-9"));

        client().taskDefinition("td-3").task("t-9").update(PrintTaskProcessingState.COMPLETED);

        assertOneRequest("PATCH /v1.0/print/taskDefinitions/td-3/tasks/t-9", "{\"status\":{\"state\":\"completed\"}}");
    }

    @Test
    void updateAnswersTheTaskOfTheServer() throws Exception {
        String body = Fixture.text("printtask-update.json", "t-9");
        answer(200, body);

        PrintTask task =
                client().taskDefinition("td-3").task("t-9").update(PrintTaskProcessingState.COMPLETED, "completed");

        assertThat(task).isEqualTo(PrintTask.fromJson(body));
        assertThat(task.json()).isEqualTo(body);
        assertThat(task.status().description()).isEqualTo("Task execution is completed.");
        RecordedRequest request = assertOneRequest(
                "PATCH /v1.0/print/taskDefinitions/td-3/tasks/t-9",
                "{\"status\":{\"state\":\"completed\",\"description\":\"completed\"}}");
        assertThat(request.getBody().utf8()).isEqualToIgnoringWhitespace(Fixture.text("printtask-update-request.json"));
    }

    @Test
    void updateIsRepeatedAsTheSameStateTwiceIsTheSameState() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        answer(503, "");
        answer(200, Fixture.text("printtask-update.json", "t-9"));

        client().taskDefinition("td-3").task("t-9").update(PrintTaskProcessingState.COMPLETED);

        RecordedRequest first = server.takeRequest();
        assertThat(server.takeRequest().getBody()).isEqualTo(first.getBody());
        assertThat(server.takeRequest().getBody()).isEqualTo(first.getBody());
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void aStateThatMustNeverBeSentIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client().taskDefinition("d")
                        .task("t")
                        .update(new PrintTaskProcessingState("unknownFutureValue")))
                .withMessageContaining("unknownFutureValue");
        assertThat(server.getRequestCount()).isZero();
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                arguments(
                        403,
                        "error-403-authorization-denied",
                        ForbiddenException.class,
                        "Authorization_RequestDenied",
                        "Insufficient privileges to complete the operation.",
                        "93b6f17e-c05d-4f45-ad2a-6665c708d8a0"),
                arguments(
                        403,
                        "error-403-empty-code",
                        ForbiddenException.class,
                        null,
                        "You do not have the required permissions to access this item.",
                        "93b6f17e-c05d-4f45-ad2a-6665c708d8a0"),
                arguments(
                        403,
                        "error-403-missing-scope",
                        ForbiddenException.class,
                        "UnknownError",
                        "The token does not have one or more required security scopes.",
                        "07c794c1-d4b1-49e5-b60e-4a0a5fdef965"),
                arguments(
                        404,
                        "error-404-share-not-found",
                        NotFoundException.class,
                        "UnknownError",
                        "The printer share id 'f37141d9-0afb-484f-96d3-0ef0a679e6c1' does not match any registered"
                                + " printers.",
                        "8c6f2a5e-2a0e-4f0b-9d67-0e6a4c0c1b11"),
                arguments(
                        405,
                        "error-405-method-not-allowed",
                        ApiException.class,
                        "Request_BadRequest",
                        "Specified HTTP method is not allowed for the request target.",
                        "3a3b1bf7-3596-4493-8264-de81e028071f"),
                arguments(
                        429,
                        "error-429-throttled",
                        RateLimitException.class,
                        "TooManyRequests",
                        "Please retry again later.",
                        "94fb3b52-452a-4535-a601-69e0a90e3aa2"),
                arguments(
                        429,
                        "error-429-unknownerror-empty-message",
                        RateLimitException.class,
                        "UnknownError",
                        null,
                        "94fb3b52-452a-4535-a601-69e0a90e3aa2"),
                arguments(
                        503,
                        "error-503-service-unavailable",
                        ApiException.class,
                        "serviceNotAvailable",
                        "Temporarily unavailable",
                        "5a1e5b0a-3a56-4e4e-9c4b-6a5d5f0f7d21"),
                arguments(
                        400,
                        "{\"error\":{\"code\":\"invalidRequest\",\"message\":\"no\",\"innererror\":{"
                                + "\"code\":\"badArgument\",\"innerError\":{\"code\":\"fragmentOverlap\",\"requestId\":\"i\"}}}}",
                        ApiException.class,
                        "fragmentOverlap",
                        "no",
                        "i"),
                arguments(
                        500,
                        "{\"error\":{\"code\":\"UnknownError\",\"message\":\"\",\"innerError\":{"
                                + "\"code\":\"SomethingNew\",\"message\":\"from inside\"}}}",
                        ApiException.class,
                        "SomethingNew",
                        "from inside",
                        "from-header"),
                arguments(
                        400,
                        "{\"error\":\"invalid_grant\",\"error_description\":\"expired\"}",
                        ApiException.class,
                        "invalid_grant",
                        "expired",
                        "from-header"),
                arguments(400, "{\"error\":null}", ApiException.class, null, null, "from-header"),
                arguments(400, "{\"error\":[]}", ApiException.class, null, null, "from-header"),
                arguments(502, "<html><h1>Bad Gateway</h1></html>", ApiException.class, null, null, "from-header"),
                arguments(403, "", ForbiddenException.class, null, null, "from-header"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("errors")
    void everyEnvelopeIsRead(int status, String body, Class<?> type, String code, String message, String requestId) {
        String text = body.startsWith("error-") ? Fixture.text(body + ".json") : body;
        for (int i = 0; i < 3; i++) {
            answer(status, text);
        }

        ApiException failure = catchThrowableOfType(
                ApiException.class, () -> client().printer("p").job("1").get());

        assertThat(failure).isExactlyInstanceOf(type);
        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure.error().code()).isEqualTo(code);
        assertThat(failure.error().message()).isEqualTo(message);
        assertThat(failure.error().requestId()).isEqualTo(requestId);
        assertThat(failure.error().body()).isEqualTo(text.isEmpty() ? null : text);
        assertThat(failure.getMessage())
                .startsWith("printJob.get of /print/printers/p/jobs/1 failed: HTTP " + status)
                .contains("request id " + requestId)
                .doesNotContain(TOKEN, "\n");
    }

    @Test
    void aMessageIsOneLineForAHumanAtNight() {
        answer(403, Fixture.text("error-403-missing-scope.json"));

        assertThatThrownBy(() -> client().printer("p").job("1").abort())
                .hasMessage(
                        "printJob.abort of /print/printers/p/jobs/1 failed: HTTP 403 Forbidden, UnknownError: The token does not have one or more"
                                + " required security scopes. (request id 07c794c1-d4b1-49e5-b60e-4a0a5fdef965, attempt 1);"
                                + " printJob.abort needs an application token, not a user token, with"
                                + " PrintJob.ReadWriteBasic.All and Printer.Read.All, and a task of this application that"
                                + " is processing the job");
    }

    static Stream<Arguments> forbidden() {
        return Stream.of(
                forbidden(
                        "get by printer",
                        print -> print.printer("p").job("1").get(),
                        "printJob.get needs an application token with PrintJob.ReadBasic.All and Printer.Read.All,"
                                + " or a user token with PrintJob.ReadBasic and Printer.Read.All"),
                forbidden(
                        "get by share",
                        print -> print.share("s").job("1").get(TASKS),
                        "printJob.get needs an application token with PrintJob.ReadBasic.All, or a user token"
                                + " with PrintJob.ReadBasic and PrinterShare.ReadBasic.All"),
                forbidden(
                        "abort",
                        print -> print.printer("p").job("1").abort("late"),
                        "printJob.abort needs an application token, not a user token, with"
                                + " PrintJob.ReadWriteBasic.All and Printer.Read.All, and a task of this application that"
                                + " is processing the job"),
                forbidden(
                        "cancel",
                        print -> print.printer("p").job("1").cancel(),
                        "printJob.cancel needs a user token, not an application token, with"
                                + " PrintJob.ReadWriteBasic and Printer.Read.All; to cancel the jobs of others, the user must be"
                                + " a Printer Administrator"),
                forbidden(
                        "redirect",
                        print -> print.printer("p").job("1").redirect("q"),
                        "printJob.redirect needs an application token, not a user token, with"
                                + " PrintJob.Manage.All and Printer.Read.All, and a task of this application that is"
                                + " processing the job"),
                forbidden(
                        "update job",
                        print -> print.printer("p")
                                .job("1")
                                .update(PrintJobConfiguration.builder().build()),
                        "printJob.update needs an application token, not a user token, with"
                                + " PrintJob.ReadWriteBasic.All and Printer.Read.All, and a task of this application that"
                                + " is processing the job"),
                forbidden(
                        "start",
                        print -> print.share("s").job("1").start(),
                        "printJob.start needs a user token, not an application token, with PrintJob.Create and"
                                + " PrinterShare.ReadBasic.All"),
                forbidden(
                        "list definitions",
                        print -> print.taskDefinitions().list().iterator().hasNext(),
                        "printTaskDefinition.list needs an application token, not a user token, with"
                                + " PrintTaskDefinition.ReadWrite.All"),
                forbidden(
                        "create definition",
                        print -> print.taskDefinitions().create("n"),
                        "printTaskDefinition.create needs an application token, not a user token, with"
                                + " PrintTaskDefinition.ReadWrite.All"),
                forbidden(
                        "get definition",
                        print -> print.taskDefinition("d").get(),
                        "printTaskDefinition.get needs an application token, not a user token, with"
                                + " PrintTaskDefinition.ReadWrite.All"),
                forbidden(
                        "update definition",
                        print -> print.taskDefinition("d").update("n"),
                        "printTaskDefinition.update needs an application token, not a user token, with"
                                + " PrintTaskDefinition.ReadWrite.All"),
                forbidden(
                        "delete definition",
                        print -> print.taskDefinition("d").delete(),
                        "printTaskDefinition.delete needs an application token, not a user token, with"
                                + " PrintTaskDefinition.ReadWrite.All"),
                forbidden(
                        "list tasks",
                        print -> print.taskDefinition("d")
                                .tasks()
                                .list()
                                .iterator()
                                .hasNext(),
                        "printTask.list needs an application token, not a user token, with"
                                + " PrintTaskDefinition.ReadWrite.All"),
                forbidden(
                        "get task",
                        print -> print.taskDefinition("d").task("t").get(),
                        "printTask.get needs an application token, not a user token, with"
                                + " PrintTaskDefinition.ReadWrite.All"),
                forbidden(
                        "list triggers",
                        print -> print.printer("p")
                                .taskTriggers()
                                .list()
                                .iterator()
                                .hasNext(),
                        "printTaskTrigger.list needs the token of a Printer Administrator, not an application token,"
                                + " with Printer.Read.All"),
                forbidden(
                        "create trigger",
                        print -> print.printer("p").taskTriggers().create("d"),
                        "printTaskTrigger.create needs the token of a Printer Administrator, not an application token,"
                                + " with Printer.ReadWrite.All, for the application that created the definition"),
                forbidden(
                        "get trigger",
                        print -> print.printer("p").taskTrigger("t").get(),
                        "printTaskTrigger.get needs the token of a Printer Administrator, not an application token,"
                                + " with Printer.Read.All"),
                forbidden(
                        "delete trigger",
                        print -> print.printer("p").taskTrigger("t").delete(),
                        "printTaskTrigger.delete needs the token of a Printer Administrator, not an application token,"
                                + " with Printer.ReadWrite.All"),
                forbidden(
                        "get printer",
                        print -> print.printer("p").get(),
                        "printer.get needs an application token, or the token of a Printer Administrator,"
                                + " with Printer.Read.All"),
                forbidden(
                        "get share",
                        print -> print.share("s").get(),
                        "printerShare.get needs a user token, not an application token, with"
                                + " PrinterShare.ReadBasic.All"),
                forbidden(
                        "get printer of share",
                        print -> print.share("s").printer(),
                        "printer.get needs an application token, or the token of a Printer Administrator,"
                                + " with Printer.Read.All"),
                forbidden(
                        "list printers",
                        print -> print.printers().list().iterator().hasNext(),
                        "printer.list needs the token of a Printer Administrator, not an application token,"
                                + " with Printer.Read.All"),
                forbidden(
                        "list shares",
                        print -> print.shares().list().iterator().hasNext(),
                        "printerShare.list needs a user token, not an application token, with"
                                + " PrinterShare.ReadBasic.All"),
                forbidden(
                        "update task",
                        print -> print.taskDefinition("d").task("t").update(PrintTaskProcessingState.COMPLETED),
                        "printTask.update needs an application token, not a user token, with"
                                + " PrintTaskDefinition.ReadWrite.All"));
    }

    private static Arguments forbidden(String name, Consumer<PrintJobClient> operation, String needs) {
        return argumentSet(name, operation, needs);
    }

    /** The same for a very long message of the service. */
    @ParameterizedTest
    @MethodSource("forbidden")
    void whoIsForbiddenAnOperationLearnsWhichTokenItNeeds(Consumer<PrintJobClient> operation, String needs) {
        answer(403, Fixture.text("error-403-authorization-denied.json"));
        answer(403, "");
        answer(
                403,
                "{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}".formatted("c".repeat(500), "\u20AC".repeat(1_000)));

        for (int i = 1; i <= 3; i++) {
            ForbiddenException failure =
                    catchThrowableOfType(ForbiddenException.class, () -> operation.accept(client()));

            assertThat(failure).hasMessageEndingWith("; " + needs).hasMessageNotContaining(TOKEN);
            assertThat(failure.getMessage().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1024);
            assertThat(server.getRequestCount()).isEqualTo(i);
        }
    }

    @Test
    void onlyWhoIsForbiddenIsToldOfTokens() {
        answer(404, Fixture.text("error-404-share-not-found.json"));

        assertThatThrownBy(() -> client().share("s").job("1").get())
                .isExactlyInstanceOf(NotFoundException.class)
                .hasMessageEndingWith("attempt 1)");
    }

    /** User tokens and application tokens in one program. */
    @Test
    void twoClientsOverOneHttpClientShareConnectionsAndSendEachItsToken() throws Exception {
        PrintJobClient ofApplication = client(TokenProvider.of("token-of-application"));
        PrintJobClient ofUser = client(TokenProvider.of("token-of-user"));
        answer(200, Fixture.text("printjob-get.json"));
        answer(204, "");
        answer(200, Fixture.text("printjob-get.json"));
        answer(204, "");
        answer(200, Fixture.text("printjob-get.json"));

        ofUser.share("s").job("5182").get();
        ofApplication.printer("p").job("5182").abort();
        ofUser.share("s").job("5182").get();
        ofUser.close();
        ofApplication.printer("p").job("5182").abort();
        assertThatThrownBy(() -> ofUser.share("s").job("5182").get()).isExactlyInstanceOf(IllegalStateException.class);
        ofApplication.close();
        client(TokenProvider.of("token-of-application"))
                .printer("p")
                .job("5182")
                .get();

        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            RecordedRequest request = server.takeRequest();
            seen.add(request.getConnectionIndex() + "/" + request.getExchangeIndex() + " "
                    + request.getHeaders().get("Authorization"));
        }
        assertThat(seen)
                .containsExactly(
                        "0/0 Bearer token-of-user",
                        "0/1 Bearer token-of-application",
                        "0/2 Bearer token-of-user",
                        "0/3 Bearer token-of-application",
                        "0/4 Bearer token-of-application");
        assertThat(server.getRequestCount()).isEqualTo(5);
        assertThat(http.connectionPool().connectionCount()).isEqualTo(1);
    }

    /** Two clients share connections, and one is closed during a call of the other. */
    @Test
    void closingOneClientLeavesTheCallsOfTheOtherAlone() throws Exception {
        PrintJobClient ofApplication = client(TokenProvider.of("token-of-application"));
        PrintJobClient ofUser = client(TokenProvider.of("token-of-user"));
        CountDownLatch bothAreThere = new CountDownLatch(2);
        CountDownLatch userIsClosed = new CountDownLatch(1);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                bothAreThere.countDown();
                userIsClosed.await();
                return new MockResponse.Builder()
                        .body(Fixture.text("printjob-get.json"))
                        .build();
            }
        });
        Executor threads = task -> new Thread(task).start();
        CompletableFuture<PrintJob> application = CompletableFuture.supplyAsync(
                () -> ofApplication.printer("p").job("5182").get(), threads);
        CompletableFuture<PrintJob> user = CompletableFuture.supplyAsync(
                () -> ofUser.share("s").job("5182").get(), threads);
        bothAreThere.await();

        ofUser.close();

        assertThatThrownBy(user::join).hasCauseExactlyInstanceOf(TransportException.class);
        userIsClosed.countDown();
        assertThat(application.join().id()).isEqualTo("5182");
    }

    @Test
    void anErrorInsideA200IsAnError() {
        answer(200, Fixture.text("error-403-missing-scope.json"));

        ApiException failure = catchThrowableOfType(
                ApiException.class, () -> client().printer("p").job("1").get());

        assertThat(failure.statusCode()).isEqualTo(200);
        assertThat(failure.error().code()).isEqualTo("UnknownError");
    }

    @Test
    void aRefusedTokenIsReplacedOnce() throws Exception {
        List<String> tokens = new ArrayList<>(List.of("old", "new"));
        answer(401, "{\"error\":{\"code\":\"InvalidAuthenticationToken\",\"message\":\"expired\"}}");
        answer(204, "");

        client(() -> tokens.remove(0)).printer("p").job("1").abort();

        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer old");
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer new");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":\"1\"}", "{\"id\":\"1\",\"status\":{}}", "null", "[]", ""})
    void aJobWithoutWhatItsContractPromisesIsNotGiven(String body) {
        answer(200, body);

        assertThatThrownBy(() -> client().printer("p").job("1").get())
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessageStartingWith("printJob.get of /print/printers/p/jobs/1 failed: the response is ");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    static Stream<Arguments> badIds() {
        List<String> bad = List.of(
                "",
                " ",
                "\t",
                ".",
                "..",
                "%2e%2e",
                ".%2e",
                "..%2f..",
                "../x",
                "..\\x",
                "a/b",
                "a?x=1",
                "a#f",
                "a%00b",
                "a%2Fb",
                "{jobId}",
                "a\r\nX-Evil: 1",
                "a\0b",
                "a\ud800b",
                "//evil.example",
                "http://evil/",
                "x".repeat(10_000));
        List<Arguments> places = List.of(
                arguments("printerId", (Consumer<String>) id -> offline().printer(id)),
                arguments("shareId", (Consumer<String>) id -> offline().share(id)),
                arguments("definitionId", (Consumer<String>) id -> offline().taskDefinition(id)),
                arguments(
                        "jobId", (Consumer<String>) id -> offline().printer("p").job(id)),
                arguments("jobId", (Consumer<String>) id -> offline().share("s").job(id)),
                arguments("triggerId", (Consumer<String>)
                        id -> offline().printer("p").taskTrigger(id)),
                arguments("definitionId", (Consumer<String>)
                        id -> offline().printer("p").taskTriggers().create(id)),
                arguments("taskId", (Consumer<String>)
                        id -> offline().taskDefinition("d").task(id)));
        return places.stream().flatMap(place -> bad.stream().map(id -> arguments(place.get()[0], place.get()[1], id)));
    }

    private static PrintJobClient offline() {
        return PrintJobClient.builder().tokenProvider(TokenProvider.of(TOKEN)).build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badIds")
    void anIdThatCannotBeOneIsRefusedByName(String name, Consumer<String> use, String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> use.accept(id))
                .withMessageStartingWith(name + " must not");
    }

    @ParameterizedTest
    @CsvSource({
        "a;b, a%3Bb",
        "@evil.example, @evil.example",
        "a b, a%20b",
        "a+b, a+b",
        "\uFF0E\uFF0E, %EF%BC%8E%EF%BC%8E",
        "\u202Ea, %E2%80%AEa",
        "\uD83D\uDDA8, %F0%9F%96%A8",
        "it's, it's"
    })
    void anyOtherIdStaysOneSegment(String id, String segment) throws Exception {
        answer(200, Fixture.text("printjob-get.json", id));

        client().printer(id).job(id).get();

        assertThat(server.takeRequest().getTarget()).isEqualTo("/v1.0/print/printers/" + segment + "/jobs/" + segment);
    }

    /** A proxy returns the response to another request. */
    @Test
    void aJobThatWasNotAskedForIsNotGivenToAnybody() throws Exception {
        answer(200, Fixture.text("printjob-get.json", "5183"));

        InvalidResponseException failure = catchThrowableOfType(
                InvalidResponseException.class,
                () -> client().printer("p").job("5182").get());

        assertThat(failure)
                .hasMessage(
                        "printJob.get of /print/printers/p/jobs/5182 failed: the response is for another request, its id differs: check the proxies (attempt 1)");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    /** Most ids are GUIDs, and users write them in upper or lower case. */
    @Test
    void anIdInAnotherCaseIsTheSame() {
        answer(200, Fixture.text("printjob-get.json", "ab-5182"));

        assertThat(client().printer("p").job("AB-5182").get().id()).isEqualTo("ab-5182");
    }

    @ParameterizedTest
    @EnumSource(GraphCloud.class)
    void everyCloudIsAnHttpsEndpointOfVersion1(GraphCloud cloud) {
        try (PrintJobClient print = PrintJobClient.builder()
                .cloud(cloud)
                .tokenProvider(TokenProvider.of(TOKEN))
                .build()) {
            assertThat(print).hasToString("PrintJobClient[" + cloud.endpoint() + "/]");
        }
        assertThat(cloud.endpoint()).matches("https://(dod-)?graph\\.microsoft\\.(com|us)/v1\\.0");
    }

    @Test
    void whatIsPrintedIsThePathAndNeverTheToken() {
        PrintJobClient print = client();

        assertThat(print.printer("p").job("1")).hasToString("/print/printers/p/jobs/1");
        assertThat(print.printer("p")).hasToString("/print/printers/p");
        assertThat(print.share("s").job("1")).hasToString("/print/shares/s/jobs/1");
        assertThat(print.share("s")).hasToString("/print/shares/s");
        assertThat(print.printer("p").taskTriggers()).hasToString("/print/printers/p/taskTriggers");
        assertThat(print.printer("p").taskTrigger("t")).hasToString("/print/printers/p/taskTriggers/t");
        assertThat(print.taskDefinitions()).hasToString("/print/taskDefinitions");
        assertThat(print.taskDefinition("d").tasks()).hasToString("/print/taskDefinitions/d/tasks");
        assertThat(print.taskDefinition("d")).hasToString("/print/taskDefinitions/d");
        assertThat(print.taskDefinition("d").task("t")).hasToString("/print/taskDefinitions/d/tasks/t");
        assertThat(print.toString()).doesNotContain(TOKEN);
    }

    @Test
    void withoutATokenProviderThereIsNoClient() {
        assertThatThrownBy(() -> PrintJobClient.builder().build())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("tokenProvider is required: set it");
    }

    @Test
    void aViewSharesTheClient() {
        answer(503, "");
        PrintJobClient print = client();
        try (PrintJobClient once = print.withOptions(o -> o.retryPolicy(io.cloudjobs.core.RetryPolicy.none()))) {
            assertThatThrownBy(() -> once.printer("p").job("1").get()).isInstanceOf(ApiException.class);
        }
        answer(200, Fixture.text("printjob-get.json"));

        assertThat(print.printer("p").job("5182").get().id()).isEqualTo("5182");
        print.close();
        assertThatThrownBy(() -> print.printer("p").job("1").get()).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }
}
