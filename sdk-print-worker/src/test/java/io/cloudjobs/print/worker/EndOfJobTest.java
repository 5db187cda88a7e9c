package io.cloudjobs.print.worker;

import static io.cloudjobs.print.worker.HeldJobService.JOB;
import static io.cloudjobs.print.worker.HeldJobService.PRINTER;
import static io.cloudjobs.print.worker.HeldJobService.TASK;
import static io.cloudjobs.print.worker.HeldJobService.status;
import static io.cloudjobs.print.worker.PrintTaskEvent.Type.DECIDED;
import static io.cloudjobs.print.worker.PrintTaskEvent.Type.ENDED;
import static io.cloudjobs.print.worker.PrintTaskEvent.Type.FAILED;
import static io.cloudjobs.print.worker.PrintTaskEvent.Type.GIVEN_UP;
import static io.cloudjobs.print.worker.PrintTaskEvent.Type.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.worker.PrintTaskEntry.State;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The states of a job and its task at the service. */
class EndOfJobTest {
    private final OneJob one = new OneJob(held -> Decision.release());
    private final HeldJobService service = one.service;
    private final SimulatedRow row = one.row;

    @AfterEach
    void close() {
        one.close();
    }

    /** Its user cancelled the job, or another program acted. The worker sends no action. */
    @ParameterizedTest
    @CsvSource({"canceled, aborted", "aborted, aborted", "completed, completed", "paused, completed", "paused, aborted"
    })
    void anEndedTaskEndsTheEntry(String job, String task) {
        service.job = job;
        service.task(task);
        one.step();
        assertThat(row.hasEnded()).isTrue();
        assertThat(service.requests).containsExactly("GET job");
        assertThat(one.asked).isEmpty();
        assertThat(one.takeEvents()).containsExactly(ENDED);
    }

    @ParameterizedTest
    @CsvSource({"canceled, aborted", "canceled, processing"})
    void aHeldJobMayEnd(String job, String task) {
        one.handler = held -> Decision.hold();
        one.step();
        service.job = job;
        service.task(task);
        row.due = one.time.now(); // the poll wakes the job
        one.step();
        assertThat(one.takeEvents()).containsExactly(DECIDED, ENDED);
        assertThat(row.hasEnded()).isEqualTo(task.equals("aborted"));
    }

    /** One event, no visible entry, no personal data, and no loop, as long as the list shows the task. */
    @Test
    void aJobMayEndBeforeItsTask() {
        one.handler = held -> Decision.hold();
        one.step();
        assertThat(row.state().createdBy).isEqualTo("ada@contoso.com");
        assertThat(row.state().documentName).isEqualTo("plan.pdf");
        service.job = "canceled";
        one.steps(3);
        assertThat(one.takeEvents()).containsExactly(DECIDED, ENDED);
        assertThat(one.untilNext()).isEqualTo(Duration.ofDays(1));
        assertThat(row.state().ended).isTrue();
        assertThat(row.state().createdBy).isNull();
        assertThat(row.state().documentName).isNull();
        row.request(Decision.release());
        one.step();
        assertThat(service.requests).containsOnly("GET job");
        service.task("aborted");
        one.step();
        assertThat(row.hasEnded()).isTrue();
        assertThat(one.takeEvents()).isEmpty();
    }

    /** A redirection by another program shows before the job ends. */
    @Test
    void aRedirectedJobHasEnded() {
        service.redirectedTo = "not a link";
        one.step();
        assertThat(one.asked).isEmpty();
        assertThat(one.takeEvents()).containsExactly(ENDED);
    }

    /** Somebody else did something else than this worker sent. */
    @ParameterizedTest
    @CsvSource({
        "canceled, aborted,",
        "completed, completed, https://x/print/printers/other/jobs/8",
        "completed, completed,"
    })
    void anotherEffectIsNoSuccess(String job, String task, String redirectedTo) {
        one.handler = held -> Decision.redirect("target");
        service.next("POST redirect", HeldJobService.lost());
        one.step();
        service.job = job;
        service.task(task);
        service.redirectedTo = redirectedTo;
        one.step();
        assertThat(row.hasEnded()).isTrue();
        assertThat(one.takeEvents()).containsExactly(DECIDED, FAILED, ENDED);
    }

    /** The response to the job lacks the task, or its state: the task itself is read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "[{\"id\":\"other\",\"status\":{\"state\":\"completed\"}}]",
                "[{\"id\":\"Task-1\"}]",
                "[{\"status\":{\"state\":\"completed\"}}]",
                "[{\"id\":\"Task-1\",\"status\":{\"state\":\"suspended\"}}]"
            })
    void theTaskIsReadIfTheJobDoesNotShowIt(String tasks) {
        service.tasks = tasks;
        one.step();
        assertThat(row.hasEnded()).isTrue();
        assertThat(service.requests).endsWith("GET task", "PATCH task").startsWith("GET job");
        assertThat(one.takeEvents()).containsExactly(DECIDED, SETTLED);
    }

    /** Another task of the same job is not ours, whatever its state is. */
    @ParameterizedTest
    @ValueSource(strings = {"TASK-1", "task-1", "Task-1"})
    void theCaseOfAnIdDoesNotMatter(String id) {
        service.tasks = "[{\"id\":\"other\",\"status\":{\"state\":\"completed\"}},{\"id\":\"" + id
                + "\",\"status\":{\"state\":\"processing\"}}]";
        one.step();
        assertThat(row.hasEnded()).isTrue();
        assertThat(service.requests).containsExactly("GET job", "PATCH task");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "suspended", "unknownFutureValue"})
    void aTaskThatDoesNotHoldTheJobYetIsReadAgain(String state) {
        service.task(state);
        one.steps(3);
        assertThat(one.untilNext()).isEqualTo(Duration.ofMinutes(1));
        assertThat(one.asked).isEmpty();
        assertThat(one.takeEvents()).isEmpty();
        assertThat(one.state()).isEqualTo(State.DECIDING);
        service.task("processing");
        one.step();
        assertThat(row.hasEnded()).isTrue();
    }

    /** The service keeps ended tasks for some time only. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTaskThatIsGoneEndsTheEntry(boolean linkKnown) {
        row.set(TaskState.found(TASK, linkKnown ? new PrintJobLink(PRINTER, JOB) : null, one.time.now()));
        service.always("GET job", status(404));
        service.always("GET task", status(404));
        one.step();
        assertThat(row.hasEnded()).isTrue();
        assertThat(one.takeEvents()).containsExactly(ENDED);
    }

    /** The job is gone, but its task says that it holds it: a person must see that. */
    @Test
    void aJobThatIsGoneIsGivenUpWhileItsTaskIsProcessing() {
        service.always("GET job", status(404));
        one.steps(3);
        assertThat(service.requests)
                .containsExactly("GET job", "GET task", "GET job", "GET task", "GET job", "GET task");
        assertThat(one.state()).isEqualTo(State.GIVEN_UP);
        assertThat(row.state().problem).contains("404");
        one.steps(5);
        assertThat(one.takeEvents().stream().filter(GIVEN_UP::equals)).hasSize(1);
        service.task("aborted");
        one.step();
        assertThat(row.hasEnded()).isTrue();
    }

    /** A hint without a link, or the list of tasks: the task leads to its job. */
    @Test
    void theTaskLeadsToItsJob() {
        row.set(TaskState.found(TASK, null, one.time.now()));
        one.step();
        assertThat(service.requests).containsExactly("GET task", "GET job", "PATCH task");
        assertThat(row.hasEnded()).isTrue();
    }

    static Stream<String> wrongUrls() {
        return Stream.of(null, "", "https://x/print/shares/s/jobs/7", "https://x/print/printers/../jobs/7");
    }

    @ParameterizedTest
    @MethodSource("wrongUrls")
    void aTaskWithoutAJobIsGivenUp(String url) {
        row.set(TaskState.found(TASK, null, one.time.now()));
        service.parentUrl = url;
        one.steps(3);
        assertThat(service.requests).containsExactly("GET task", "GET task", "GET task");
        assertThat(one.state()).isEqualTo(State.GIVEN_UP);
        assertThat(row.state().problem).contains("the task has no link to the job that it holds");
    }

    /** A decision, and a hold, need the tasks only: the service may need two more requests for the documents. */
    @Test
    void theDocumentsAreReadForTheHandlerOnly() {
        one.handler = held -> Decision.hold();
        one.step();
        assertThat(service.expansions).containsExactly("tasks,documents");
        one.step();
        row.request(Decision.release());
        one.step();
        assertThat(service.expansions).containsExactly("tasks,documents", "tasks", "tasks");
        assertThat(row.hasEnded()).isTrue();
    }

    /** An older version leaves the decision of a newer one as it is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"DEFER\",\"to\":\"night\"}",
                "{\"kind\":\"RELEASE\",\"description\":\"by a person\"}",
                "{\"kind\":\"RELEASE\",\"configuration\":{\"stapling\":3}}",
                "{\"kind\":\"HOLD\",\"until\":\"tomorrow\"}",
                "{\"kind\":\"HOLD\",\"duration\":\"soon\"}",
                "{}"
            })
    void aDecisionOfANewerVersionStays(String decision) {
        String stored =
                "{\"taskId\":\"Task-1\",\"printerId\":\"printer\",\"jobId\":\"7\",\"decision\":" + decision + "}";
        row.set(StoredJson.JSON.deserialize(TaskState.class, stored.getBytes()));
        one.steps(3);
        assertThat(service.requests).containsOnly("GET job");
        assertThat(one.asked).isEmpty();
        assertThat(one.untilNext()).isEqualTo(Duration.ofMinutes(1));
        assertThat(new String(StoredJson.JSON.serialize(row.state()))).contains("\"decision\":" + decision);
        assertThat(row.state().problem).contains("newer version");
        assertThat(one.state()).isEqualTo(State.DECIDED);
    }

    /** After a return to an older version, a person can still free the job. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDecisionFromOutsideReplacesADecisionOfANewerVersion(boolean isSent) {
        TaskState state = row.state();
        state.decision = StoredJson.JSON.deserialize(Decision.class, "{\"kind\":\"DEFER\"}".getBytes());
        state.sentAt = isSent ? one.time.now().toString() : null;
        row.set(state);
        row.request(Decision.abort("by a person"));
        Instant before = one.time.now();
        for (int i = 0; i < 20 && !row.hasEnded(); i++) {
            one.step();
        }
        assertThat(row.hasEnded()).isTrue();
        assertThat(service.requests).containsOnlyOnce("POST abort");
        assertThat(Duration.between(before, one.time.now())).isEqualTo(isSent ? OneJob.SETTLE : Duration.ZERO);
    }
}
