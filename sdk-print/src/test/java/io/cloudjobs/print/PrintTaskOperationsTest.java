package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.print.printer.Printer;
import io.cloudjobs.print.printer.PrinterShare;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The requests for definitions, tasks and triggers, and for their printers and shares. */
@Timeout(60)
class PrintTaskOperationsTest {
    private static final String TOKEN = "token-that-nobody-may-see";
    private static final String LOST = "lost";

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final OkHttpClient http = new OkHttpClient();
    private final List<OperationEvent> operations = new ArrayList<>();

    private PrintJobClient client() {
        return client(endpoint(), http);
    }

    private String endpoint() {
        return server.url("/v1.0").toString();
    }

    private PrintJobClient client(String endpoint, OkHttpClient http) {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        return PrintJobClient.builder(settings)
                .endpoint(endpoint)
                .httpClient(http)
                .tokenProvider(TokenProvider.of(TOKEN))
                .listener(new CallListener() {
                    @Override
                    public void operationEnded(OperationEvent event) {
                        operations.add(event);
                    }
                })
                .build();
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    /** Responds with these statuses in turn. For a lost response, the request was received. */
    private void answers(String... statuses) {
        for (String status : statuses) {
            if (status.equals(LOST)) {
                server.enqueue(new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build());
            } else {
                answer(Integer.parseInt(status), "");
            }
        }
    }

    @AfterEach
    void noConnectionIsInUse() {
        ConnectionsInUse.assertNone(http);
    }

    /** An operation, its request, and its result as text. */
    private record Operation(
            String line,
            String sent,
            int status,
            String answer,
            Function<PrintJobClient, Object> call,
            Function<String, Object> result) {}

    private static final Set<String> IDS = Set.of("td-3", "t-9", "tt-1", "c05f3726", "s-9");

    private static Arguments operation(
            String name,
            String line,
            String sent,
            int status,
            String answer,
            Function<PrintJobClient, Object> call,
            Function<String, Object> result) {
        // Only a response about one object starts with an id that the request may have named.
        String id = line.substring(line.lastIndexOf('/') + 1);
        String text = answer.isEmpty()
                ? ""
                : IDS.contains(id) ? Fixture.text(answer + ".json", id) : Fixture.text(answer + ".json");
        return argumentSet(name, new Operation(line, sent, status, text, call, result));
    }

    private static Function<PrintJobClient, Object> call(Consumer<PrintJobClient> call) {
        return print -> {
            call.accept(print);
            return "nothing";
        };
    }

    private static Object nothing(String answer) {
        return "nothing";
    }

    private static PrintTaskDefinitionResource definition(PrintJobClient print) {
        return print.taskDefinition("td-3");
    }

    private static PrintTaskTriggerResource trigger(PrintJobClient print) {
        return print.printer("c05f3726").taskTrigger("tt-1");
    }

    static Stream<Arguments> reads() {
        return Stream.of(
                operation(
                        "get definition",
                        "GET /v1.0/print/taskDefinitions/td-3",
                        "",
                        200,
                        "printtaskdefinition-get",
                        print -> definition(print).get(),
                        PrintTaskDefinition::fromJson),
                operation(
                        "get task",
                        "GET /v1.0/print/taskDefinitions/td-3/tasks/t-9",
                        "",
                        200,
                        "printtask-get",
                        print -> definition(print).task("t-9").get(),
                        PrintTask::fromJson),
                operation(
                        "get trigger",
                        "GET /v1.0/print/printers/c05f3726/taskTriggers/tt-1",
                        "",
                        200,
                        "printtasktrigger-create",
                        print -> trigger(print).get(),
                        PrintTaskTrigger::fromJson),
                operation(
                        "get definition of trigger",
                        "GET /v1.0/print/printers/c05f3726/taskTriggers/tt-1/definition",
                        "",
                        200,
                        "printtaskdefinition-get",
                        print -> trigger(print).definition(),
                        PrintTaskDefinition::fromJson),
                operation(
                        "get definition of task",
                        "GET /v1.0/print/taskDefinitions/td-3/tasks/t-9/definition",
                        "",
                        200,
                        "printtaskdefinition-get",
                        print -> definition(print).task("t-9").definition(),
                        PrintTaskDefinition::fromJson),
                operation(
                        "get trigger of task",
                        "GET /v1.0/print/taskDefinitions/td-3/tasks/t-9/trigger",
                        "",
                        200,
                        "printtasktrigger-create",
                        print -> definition(print).task("t-9").trigger(),
                        PrintTaskTrigger::fromJson),
                operation(
                        "get printer",
                        "GET /v1.0/print/printers/c05f3726",
                        "",
                        200,
                        "printer-get",
                        print -> print.printer("c05f3726").get(),
                        Printer::fromJson),
                operation(
                        "get share",
                        "GET /v1.0/print/shares/s-9",
                        "",
                        200,
                        "printershare-get",
                        print -> print.share("s-9").get(),
                        PrinterShare::fromJson),
                operation(
                        "get printer of share",
                        "GET /v1.0/print/shares/s-9/printer",
                        "",
                        200,
                        "printer-get",
                        print -> print.share("s-9").printer(),
                        Printer::fromJson));
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                operation(
                        "list definitions",
                        "GET /v1.0/print/taskDefinitions",
                        "",
                        200,
                        "printtaskdefinition-list",
                        print -> print.taskDefinitions().list(),
                        answer -> List.of("PrintTaskDefinition[id=fab143fd-ee61-4358-8558-2c7dee953982,"
                                + " displayName=Test TaskDefinitionName]")),
                operation(
                        "list tasks",
                        "GET /v1.0/print/taskDefinitions/td-3/tasks",
                        "",
                        200,
                        "printtask-list",
                        print -> definition(print).tasks().list(),
                        answer -> List.of("PrintTask[id=d036638b-1272-4bba-9227-732463823ed3, state=processing]")),
                operation(
                        "list triggers",
                        "GET /v1.0/print/printers/c05f3726/taskTriggers",
                        "",
                        200,
                        "printtasktrigger-list",
                        print -> print.printer("c05f3726").taskTriggers().list(),
                        answer -> List.of(
                                "PrintTaskTrigger[id=b6a843ca-e60e-4e20-a222-a58d85eead6d, event=jobStarted]")));
    }

    static Stream<Arguments> deletes() {
        return Stream.of(
                operation(
                        "delete definition",
                        "DELETE /v1.0/print/taskDefinitions/td-3",
                        "",
                        204,
                        "",
                        call(print -> definition(print).delete()),
                        PrintTaskOperationsTest::nothing),
                operation(
                        "delete trigger",
                        "DELETE /v1.0/print/printers/c05f3726/taskTriggers/tt-1",
                        "",
                        204,
                        "",
                        call(print -> trigger(print).delete()),
                        PrintTaskOperationsTest::nothing));
    }

    static Stream<Arguments> updates() {
        return Stream.of(operation(
                "update definition",
                "PATCH /v1.0/print/taskDefinitions/td-3",
                "{\"displayName\":\"Badge release\"}",
                200,
                "printtaskdefinition-get",
                print -> definition(print).update("Badge release"),
                PrintTaskDefinition::fromJson));
    }

    static Stream<Arguments> creates() {
        return Stream.of(
                operation(
                        "create definition",
                        "POST /v1.0/print/taskDefinitions",
                        "{\"displayName\":\"Test TaskDefinitionName\"}",
                        201,
                        "printtaskdefinition-get",
                        print -> print.taskDefinitions().create("Test TaskDefinitionName"),
                        PrintTaskDefinition::fromJson),
                operation(
                        "create definition with the name of the application",
                        "POST /v1.0/print/taskDefinitions",
                        "printtaskdefinition-create-request.json",
                        201,
                        "printtaskdefinition-get",
                        print -> print.taskDefinitions()
                                .create("Test TaskDefinitionName", "Requesting App Display Name"),
                        PrintTaskDefinition::fromJson),
                operation(
                        "create trigger",
                        "POST /v1.0/print/printers/c05f3726/taskTriggers",
                        "printtasktrigger-create-request.json",
                        201,
                        "printtasktrigger-create",
                        print ->
                                print.printer("c05f3726").taskTriggers().create("fab143fd-ee61-4358-8558-2c7dee953982"),
                        PrintTaskTrigger::fromJson));
    }

    static Stream<Arguments> withoutLists() {
        return Stream.of(reads(), deletes(), updates(), creates()).flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("withoutLists")
    void anOperationIsOneRequest(Operation operation) throws Exception {
        answer(operation.status(), operation.answer());

        Object result = operation.call().apply(client());

        assertThat(result).isEqualTo(operation.result().apply(operation.answer()));
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertSent(operation, server.takeRequest());
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aListIsOneRequestAPageAndNoneBeforeItIsUsed(Operation operation) throws Exception {
        String next = "\"@odata.nextLink\": \"" + endpoint() + "/next?$skiptoken=%s\", \"value\"";
        answer(200, operation.answer().replace("\"value\"", next.formatted(1)));
        answer(200, "{%s: []}".formatted(next.formatted(2)));
        answer(200, operation.answer());

        PagedIterable<?> list = (PagedIterable<?>) operation.call().apply(client());
        assertThat(server.getRequestCount()).isZero();
        List<String> items = list.stream().map(Object::toString).toList();

        List<Object> page = List.copyOf((List<?>) operation.result().apply(operation.answer()));
        assertThat(items).isEqualTo(List.of(page.get(0), page.get(0)));
        assertThat(server.getRequestCount()).isEqualTo(3);
        assertSent(operation, server.takeRequest());
        for (int i = 1; i <= 2; i++) {
            RecordedRequest request = server.takeRequest();
            assertThat(request.getRequestLine()).isEqualTo("GET /v1.0/next?$skiptoken=" + i + " HTTP/1.1");
            assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + TOKEN);
            assertThat(request.getHeaders().get("Prefer")).isEqualTo("include-unknown-enum-members");
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aListThatLeadsAwayIsNotFollowed(Operation operation) {
        answer(200, "{\"value\": [], \"@odata.nextLink\": \"https://evil.example/v1.0/next\"}");

        PagedIterable<?> list = (PagedIterable<?>) operation.call().apply(client());

        assertThatThrownBy(() -> list.iterator().hasNext()).isExactlyInstanceOf(InvalidResponseException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aListWithoutItsValueIsNotGiven(Operation operation) {
        answer(200, "{}");
        answer(200, "{\"value\": [{}, {\"id\": \"x\"}]}");
        answer(200, "{\"value\": [null]}");

        PagedIterable<?> list = (PagedIterable<?>) operation.call().apply(client());

        assertThatThrownBy(() -> list.iterator().hasNext())
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessageContaining("value is missing");
        assertThat(list).hasSize(2);
        assertThat(list).isEmpty();
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    private void assertSent(Operation operation, RecordedRequest request) {
        assertThat(request.getRequestLine()).isEqualTo(operation.line() + " HTTP/1.1");
        String body = request.getBody() == null ? "" : request.getBody().utf8();
        if (operation.sent().endsWith(".json")) {
            assertThat(body)
                    .isEqualToIgnoringWhitespace(
                            Fixture.text(operation.sent()).replace("https://graph.microsoft.com/v1.0", endpoint()));
        } else {
            assertThat(body).isEqualTo(operation.sent());
        }
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo(body.isEmpty() ? null : "application/json");
        assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(request.getHeaders().get("Prefer")).isEqualTo("include-unknown-enum-members");
    }

    static Stream<Arguments> idempotent() {
        return Stream.of(reads(), deletes(), updates()).flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("idempotent")
    void whatIsAsGoodTwiceIsRepeated(Operation operation) throws Exception {
        answers(LOST, "503");
        answer(operation.status(), operation.answer());

        Object result = operation.call().apply(client());

        assertThat(result).isEqualTo(operation.result().apply(operation.answer()));
        assertThat(server.getRequestCount()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            assertSent(operation, server.takeRequest());
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aPageIsAskedForAgain(Operation operation) {
        answers(LOST, "503");
        answer(200, operation.answer());

        PagedIterable<?> list = (PagedIterable<?>) operation.call().apply(client());

        assertThat(list).hasSize(1);
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("creates")
    void whatMayHaveBeenMadeIsNotMadeAgain(Operation operation) {
        for (String unclear : List.of(LOST, "408", "500", "502", "503", "504")) {
            int before = server.getRequestCount();
            answers(unclear);

            SdkException failure = catchThrowableOfType(
                    SdkException.class, () -> operation.call().apply(client()));

            assertThat(failure.mayHaveReachedService()).as(unclear).isTrue();
            assertThat(server.getRequestCount() - before).as(unclear).isEqualTo(1);
        }
        assertThat(time.sleeps()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("creates")
    void whatWasThrottledIsMadeLater(Operation operation) throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .setHeader("Retry-After", "10")
                .body(Fixture.text("error-429-throttled.json"))
                .build());
        answer(operation.status(), operation.answer());

        Object result = operation.call().apply(client());

        assertThat(result).isEqualTo(operation.result().apply(operation.answer()));
        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(10));
        assertSent(operation, server.takeRequest());
        assertSent(operation, server.takeRequest());
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("deletes")
    void whatIsGoneAfterALostAnswerIsDeleted(Operation operation) throws Exception {
        List<List<String>> lost = List.of(
                List.of(LOST, "404"), List.of("503", "404"), List.of(LOST, "500", "404"), List.of("408", "404"));
        for (List<String> statuses : lost) {
            operations.clear();
            answers(statuses.toArray(String[]::new));

            operation.call().apply(client());

            for (int i = 0; i < statuses.size(); i++) {
                assertSent(operation, server.takeRequest());
            }
            assertThat(operations).singleElement().satisfies(event -> {
                assertThat(event.failure()).isNull();
                assertThat(event.attempts()).isEqualTo(statuses.size());
            });
        }
        assertThat(server.getRequestCount()).isEqualTo(2 + 2 + 3 + 2);
    }

    @ParameterizedTest
    @MethodSource("deletes")
    void whatNobodyCanHaveDeletedWasNeverThere(Operation operation) {
        for (List<String> statuses : List.of(List.of("404"), List.of("429", "404"))) {
            int before = server.getRequestCount();
            answers(statuses.toArray(String[]::new));

            NotFoundException failure = catchThrowableOfType(
                    NotFoundException.class, () -> operation.call().apply(client()));

            assertThat(failure.mayHaveReachedService()).isFalse();
            assertThat(failure.attempts()).isEqualTo(statuses.size());
            assertThat(server.getRequestCount() - before).isEqualTo(statuses.size());
        }
    }

    static Stream<Arguments> notDeletes() {
        return Stream.of(reads(), updates()).flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("notDeletes")
    void onlyADeletionTakes404ForSuccess(Operation operation) {
        answers(LOST, "404");

        assertThatThrownBy(() -> operation.call().apply(client())).isExactlyInstanceOf(NotFoundException.class);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    static Stream<Arguments> withResult() {
        return Stream.of(reads(), creates()).flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("withResult")
    void anAnswerWithoutAnIdIsNotGiven(Operation operation) {
        for (String body : List.of("{}", "{\"id\": \"\", \"status\": {\"state\": \"pending\"}}", "null", "[]", "")) {
            int before = server.getRequestCount();
            answer(200, body);

            assertThatThrownBy(() -> operation.call().apply(client()))
                    .isExactlyInstanceOf(InvalidResponseException.class);
            assertThat(server.getRequestCount() - before).isEqualTo(1);
        }
    }

    /** The request refers to the definition by a whole URL, which must be in the same cloud as the trigger. */
    @ParameterizedTest
    @EnumSource(GraphCloud.class)
    void aTriggerNamesTheDefinitionInItsOwnCloud(GraphCloud cloud) {
        List<String> sent = new ArrayList<>();
        OkHttpClient graph = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    Buffer body = new Buffer();
                    chain.request().body().writeTo(body);
                    sent.add(chain.request().url() + " " + body.readUtf8());
                    return new Response.Builder()
                            .request(chain.request())
                            .protocol(Protocol.HTTP_1_1)
                            .code(201)
                            .message("Created")
                            .body(ResponseBody.create(Fixture.text("printtasktrigger-create.json"), null))
                            .build();
                })
                .build();

        PrintTaskTrigger trigger =
                client(cloud.endpoint(), graph).printer("p").taskTriggers().create("a definition");

        assertThat(trigger.event()).isEqualTo(PrintEvent.JOB_STARTED);
        assertThat(sent)
                .containsExactly(cloud.endpoint() + "/print/printers/p/taskTriggers "
                        + "{\"event\":\"jobStarted\",\"definition@odata.bind\":\"" + cloud.endpoint()
                        + "/print/taskDefinitions/a%20definition\"}");
    }

    @Test
    void whatMustBeGivenIsAskedFor() {
        PrintJobClient print = client();

        assertThatNullPointerException()
                .isThrownBy(() -> print.taskDefinitions().create(null))
                .withMessage("displayName");
        assertThatNullPointerException()
                .isThrownBy(() -> print.taskDefinitions().create(null, "app"))
                .withMessage("displayName");
        assertThatNullPointerException()
                .isThrownBy(() -> print.taskDefinitions().create("name", null))
                .withMessage("applicationName");
        assertThatNullPointerException()
                .isThrownBy(() -> print.taskDefinition("d").update(null))
                .withMessage("displayName");
        assertThat(server.getRequestCount()).isZero();
    }
}
