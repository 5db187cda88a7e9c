package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.Reply.documented;
import static io.cloudjobs.emulator.Reply.json;
import static io.cloudjobs.emulator.Reply.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.testkit.ManualTime;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintEmulatorTest {
    private static final String COMPLETE = "{\"status\":{\"state\":\"completed\"}}";

    private CloudJobsEmulator emulator;
    private PrintEmulator print;
    private HeldJob held;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start(new ManualTime(Instant.parse("2020-02-04T01:02:03.004Z")));
        print = emulator.print();
        held = print.holdJob();
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    private Reply send(String method, String path, String body) {
        return Reply.toPrint(print, method, path, body);
    }

    private String job() {
        return "/print/printers/" + held.printerId() + "/jobs/" + held.jobId();
    }

    private String tasks() {
        return "/print/taskDefinitions/" + held.taskDefinitionId() + "/tasks";
    }

    private String task() {
        return tasks() + "/" + held.taskId();
    }

    private String jobState() {
        return send("GET", job(), "").json().at("/status/state").textValue();
    }

    private String taskState() {
        return send("GET", task(), "").json().at("/status/state").textValue();
    }

    @ParameterizedTest
    @CsvSource({
        "'',                  printjob-get",
        "?$expand=tasks,      printjob-get-expand-tasks",
        "?$expand=documents,  printjob-get-expand-documents",
        "?%24expand=tasks,    printjob-get-expand-tasks",
    })
    void aJobHasTheShapeOfTheDocumentedExample(String query, String example) {
        Reply reply = send("GET", job() + query, "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith("application/json;odata.metadata=minimal");
        assertThat(shape(reply.json())).isEqualTo(shape(json(documented("print/" + example))));
        assertThat(reply.json().fieldNames().next()).isEqualTo("@odata.context");
    }

    @Test
    void aHeldJobIsPausedWithOneDocumentAndOneTaskInProcessing() {
        JsonNode job = send("GET", job() + "?$expand=tasks,documents", "").json();

        assertThat(job.get("id").textValue()).isEqualTo(held.jobId());
        assertThat(job.get("createdDateTime").textValue()).isEqualTo("2020-02-04T01:02:03.0040000Z");
        assertThat(job.at("/status/state").textValue()).isEqualTo("paused");
        assertThat(job.at("/status/isAcquiredByPrinter").booleanValue()).isFalse();
        assertThat(job.get("documents")).hasSize(1);
        assertThat(job.at("/documents/0/id").textValue()).isEqualTo(held.documentId());
        assertThat(job.get("tasks")).hasSize(1);
        assertThat(job.at("/tasks/0/id").textValue()).isEqualTo(held.taskId());
        assertThat(job.at("/tasks/0/parentUrl").textValue()).isEqualTo(print.endpoint() + job());
        assertThat(job.at("/tasks/0/status/state").textValue()).isEqualTo("processing");
        assertThat(job.at("/tasks/0/status/description").textValue()).isEqualTo("The task is being processed.");
    }

    @Test
    void aJobIsReadThroughItsShareToo() {
        Reply reply = send("GET", "/print/shares/" + held.shareId() + "/jobs/" + held.jobId() + "?$expand=tasks", "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("@odata.context").textValue())
                .isEqualTo(print.endpoint() + "/$metadata#print/shares('" + held.shareId() + "')/jobs/$entity");
        assertThat(reply.json().at("/tasks/0/parentUrl").textValue()).isEqualTo(print.endpoint() + job());
    }

    @Test
    void jobsOfOnePrinterHaveShortIdsOfTheirOwn() {
        HeldJob second = print.holdJob();
        HeldJob elsewhere = print.holdJob("p", "s");

        assertThat(second.printerId()).isEqualTo(held.printerId());
        assertThat(second.shareId()).isEqualTo(held.shareId());
        assertThat(second.taskDefinitionId()).isEqualTo(held.taskDefinitionId());
        assertThat(held.jobId()).isEqualTo("1");
        assertThat(second.jobId()).isEqualTo("2");
        assertThat(elsewhere.jobId()).isEqualTo("1");
        assertThatThrownBy(() -> print.holdJob("another", "s")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> print.holdJob("p", " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPathSegmentIsDecodedOnce() {
        HeldJob odd = print.holdJob("a/b c+d%2Fü", "..");

        String path = "/print/printers/a%2Fb%20c+d%252F%C3%BC/jobs/1";
        Reply reply = send("GET", path + "?$expand=tasks", "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/tasks/0/id").textValue()).isEqualTo(odd.taskId());
        assertThat(reply.json().at("/tasks/0/parentUrl").textValue())
                .isEqualTo(print.endpoint() + path.replace("+", "%2B"));
        assertThat(send("GET", "/print/shares/../jobs/1", "").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reason\":1}",
                "{\"reason\":[]}",
                "{\"because\":\"Released at another device\"}",
                "{\"reason\":\"Released at another device\",\"Reason\":null}",
                "{\"destinationPrinterId\":\"device\"}",
            })
    void anAbortTakesAReasonOnly(String body) {
        Reply reply = send("POST", job() + "/abort", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/error/code").textValue()).isEqualTo("invalidRequest");
        assertThat(jobState()).isEqualTo("paused");
        assertThat(taskState()).isEqualTo("processing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"reason\":null}", "{\"reason\":\"Released at another device\"}"})
    void abortMakesTheJobAndItsTaskAborted(String body) {
        Reply reply = send("POST", job() + "/abort", body);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.text()).isEmpty();
        assertThat(reply.response().headers().map()).doesNotContainKeys("content-type", "content-length");
        assertThat(jobState()).isEqualTo("aborted");
        assertThat(taskState()).isEqualTo("aborted");
        assertThat(send("GET", job() + "?$expand=tasks", "").text()).doesNotContain("another device");
    }

    @Test
    void abortTakesTheDocumentedRequest() {
        assertThat(send("POST", job() + "/abort", documented("print/printjob-abort-request"))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void abortNeedsATaskInProcessing() {
        send("PATCH", task(), COMPLETE);

        Reply reply = send("POST", job() + "/abort", "");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.json().at("/error/code").textValue()).isEqualTo("notAllowed");
        assertThat(jobState()).isEqualTo("completed");
    }

    @Test
    void oneOfManyAbortsWins() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var aborts = IntStream.range(0, 32)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> send("POST", job() + "/abort", "").status())
                    .toList();
            int done = 0;
            for (var abort : threads.invokeAll(aborts)) {
                assertThat(abort.get()).isIn(204, 409);
                done += abort.get() == 204 ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
            assertThat(print.requests()).isEqualTo(32);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void manyCallersWorkOnJobsOfTheirOwn() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var releases = IntStream.range(0, 64)
                    .<Callable<String>>mapToObj(i -> () -> {
                        HeldJob mine = print.holdJob();
                        String path = "/print/taskDefinitions/" + mine.taskDefinitionId() + "/tasks/" + mine.taskId();
                        JsonNode task = send("PATCH", path, COMPLETE).json();
                        return task.get("id").textValue().equals(mine.taskId()) ? mine.jobId() : "another's";
                    })
                    .toList();
            for (var release : threads.invokeAll(releases)) {
                JsonNode job = send("GET", "/print/printers/" + held.printerId() + "/jobs/" + release.get(), "")
                        .json();
                assertThat(job.at("/status/state").textValue()).isEqualTo("completed");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anUpdateReturnsTheTaskWithTheDescriptionOfTheService() {
        Reply reply = send("PATCH", task(), documented("print/printtask-update-request"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(shape(reply.json())).isEqualTo(shape(json(documented("print/printtask-update"))));
        assertThat(reply.json().at("/status"))
                .isEqualTo(json(documented("print/printtask-update")).at("/status"));

        JsonNode read = send("GET", task(), "").json();
        assertThat(shape(read)).isEqualTo(shape(json(documented("print/printtask-get"))));
        assertThat(read.at("/status"))
                .isEqualTo(json(documented("print/printtask-get")).at("/status"));
    }

    @Test
    void theTasksOfADefinitionAreListed() {
        JsonNode list = send("GET", tasks(), "").json();

        assertThat(shape(list)).isEqualTo(shape(json(documented("print/printtask-list"))));
        assertThat(list.at("/value/0/id").textValue()).isEqualTo(held.taskId());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"status":{"state":"completed"}}                    | completed  | completed
                    {"status":{"state":"aborted","description":"no"}}   | aborted    | paused
                    {"status":{"state":"processing"}}                   | processing | paused
                    {"status":{"description":"on its way"}}             | processing | paused
                    {"status":{"state":null,"description":null}}        | processing | paused
                    {"status":null}                                     | processing | paused
                    {}                                                  | processing | paused
                    """)
    void anUpdateChangesWhatIsSent(String body, String task, String job) {
        Reply reply = send("PATCH", task(), body);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/status/state").textValue()).isEqualTo(task);
        assertThat(taskState()).isEqualTo(task);
        assertThat(jobState()).isEqualTo(job);
    }

    @Test
    void aCompletedTaskLetsTheJobEndWell() {
        send("PATCH", task(), COMPLETE);

        JsonNode status = send("GET", job(), "").json().get("status");
        assertThat(status).isEqualTo(json("""
                                {"state":"completed",
                                 "description":"The print job has completed successfully and no further processing will take place.",
                                 "details":["completedSuccessfully"],
                                 "isAcquiredByPrinter":true}"""));
    }

    @Test
    void anUpdateCanBeSentTwice() {
        assertThat(send("PATCH", task(), COMPLETE).status()).isEqualTo(200);
        assertThat(send("PATCH", task(), COMPLETE).status()).isEqualTo(200);
    }

    @Test
    void aTaskThatHasEndedKeepsItsState() {
        send("POST", job() + "/abort", "");

        Reply reply = send("PATCH", task(), COMPLETE);

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.json().at("/error/code").textValue()).isEqualTo("notAllowed");
        assertThat(taskState()).isEqualTo("aborted");
        assertThat(jobState()).isEqualTo("aborted");
    }

    @ParameterizedTest
    @CsvSource({
        "processing, pending,    409",
        "processing, processing, 200",
        "processing, completed,  200",
        "processing, aborted,    200",
        "completed,  pending,    409",
        "completed,  processing, 409",
        "completed,  completed,  200",
        "completed,  aborted,    409",
        "aborted,    pending,    409",
        "aborted,    processing, 409",
        "aborted,    completed,  409",
        "aborted,    aborted,    200",
    })
    void aTaskGoesFromProcessingToItsEndOnly(String from, String to, int status) {
        send("PATCH", task(), "{\"status\":{\"state\":\"" + from + "\"}}");

        Reply reply = send("PATCH", task(), "{\"status\":{\"state\":\"" + to + "\"}}");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(taskState()).isEqualTo(status == 200 ? to : from);
        if (status == 409) {
            assertThat(reply.json().at("/error/code").textValue()).isEqualTo("notAllowed");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "null",
                "\"text\"",
                "{} {}",
                "{\"status\":1}",
                "{\"status\":{\"state\":1}}",
                "{\"status\":{\"state\":\"unknownFutureValue\"}}",
                "{\"status\":{\"state\":\"Completed\"}}",
                "{\"status\":{\"description\":[]}}",
            })
    void aBodyThatCannotBeReadIs400(String body) {
        Reply reply = send("PATCH", task(), body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/error/code").textValue()).isEqualTo("invalidRequest");
        assertThat(taskState()).isEqualTo("processing");
    }

    @ParameterizedTest
    @CsvSource({"1048576, 204, aborted", "1048577, 413, paused", "3145728, 413, paused"})
    void aBodyThatIsTooLargeIs413AndTheConnectionIsStillGood(int length, int status, String state) {
        String around = "{\"reason\":\"\"}";
        Reply reply = send(
                "POST",
                job() + "/abort",
                new StringBuilder(around)
                        .insert(around.length() - 2, "x".repeat(length - around.length()))
                        .toString());

        assertThat(reply.status()).isEqualTo(status);
        assertThat(jobState()).isEqualTo(state);
    }

    @Test
    void anUnknownExpandIs400() {
        assertThat(send("GET", job() + "?$expand=tasks,printer", "").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,   /print/printers/{p}/jobs/99",
        "GET,   /print/printers/none/jobs/1",
        "GET,   /print/shares/none/jobs/1",
        "GET,   /print/shares/{p}/jobs/1",
        "POST,  /print/printers/{p}/jobs/99/abort",
        "POST,  /print/printers/none/jobs/1/abort",
        "GET,   /print/taskDefinitions/none/tasks",
        "GET,   /print/taskDefinitions/{d}/tasks/none",
        "PATCH, /print/taskDefinitions/{d}/tasks/none",
        "PATCH, /print/taskDefinitions/none/tasks/{t}",
    })
    void whatIsNotThereIs404(String method, String path) {
        Reply reply = send(
                method,
                path.replace("{p}", held.printerId())
                        .replace("{d}", held.taskDefinitionId())
                        .replace("{t}", held.taskId()),
                "");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().at("/error/code").textValue()).isEqualTo("UnknownError");
        assertThat(reply.json().at("/error/message").textValue())
                .startsWith("\"The ")
                .endsWith(".\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/print", "/print/printers//jobs/1", "/print/printers/p/jobs/1/", "/me"})
    void aPathThatTheServiceDoesNotHaveIs404(String path) {
        Reply reply = send("GET", path, "");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().at("/error/code").textValue()).isEqualTo("itemNotFound");
    }

    @Test
    void anotherMethodIs405() {
        Reply reply = send("DELETE", task(), "");

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo("GET, PATCH");
        assertThat(shape(reply.json())).isEqualTo(shape(json(documented("print/error-405-method-not-allowed"))));
        assertThat(reply.json().at("/error/code").textValue()).isEqualTo("Request_BadRequest");
        assertThat(send("HEAD", job(), "").status()).isEqualTo(405);
        assertThat(send("POST", "/print/shares/" + held.shareId() + "/jobs/1/abort", "")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer ", "Bearer wrong", "Basic {token}", "{token}", "Bearer  {token}"})
    void withoutTheTokenTheResponseIs401(String authorization) {
        String value = authorization.replace("{token}", print.token());
        Reply reply = value.isEmpty()
                ? Reply.to("POST", print.endpoint() + job() + "/abort", "")
                : Reply.to("POST", print.endpoint() + job() + "/abort", "", "Authorization", value);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().at("/error/code").textValue()).isEqualTo("InvalidAuthenticationToken");
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(jobState()).isEqualTo("paused");
        assertThat(print.requests()).isEqualTo(2);
    }

    @Test
    void anOldTokenIsRefused() {
        String old = print.token();
        print.rotateToken();

        assertThat(print.token()).isNotEqualTo(old);
        assertThat(Reply.to("GET", print.endpoint() + job(), "", "Authorization", "bearer " + old)
                        .status())
                .isEqualTo(401);
        assertThat(Reply.to("GET", print.endpoint() + job(), "", "Authorization", "bearer " + print.token())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void everyResponseHasItsIds() {
        String authorization = "Bearer " + print.token();
        Reply ok = Reply.to(
                "GET", print.endpoint() + job(), "", "Authorization", authorization, "client-request-id", "mine");
        Reply error = Reply.to("GET", print.endpoint() + "/me", "", "client-request-id", "mine");
        Reply without = Reply.to("GET", print.endpoint() + "/me", "");

        assertThat(ok.header("request-id")).hasSize(36).isNotEqualTo(error.header("request-id"));
        assertThat(ok.header("client-request-id")).isEqualTo("mine");
        JsonNode inner = error.json().at("/error/innerError");
        assertThat(inner.get("request-id").textValue()).isEqualTo(error.header("request-id"));
        assertThat(inner.get("client-request-id").textValue())
                .isEqualTo("mine")
                .isEqualTo(error.header("client-request-id"));
        assertThat(inner.get("date").textValue()).isEqualTo("2020-02-04T01:02:03");
        assertThat(without.header("client-request-id")).isEqualTo(without.header("request-id"));
        assertThat(send("POST", job() + "/abort", "").header("request-id")).hasSize(36);
    }
}
