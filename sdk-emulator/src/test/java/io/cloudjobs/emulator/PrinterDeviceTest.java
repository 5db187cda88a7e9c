package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.Reply.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.testkit.ManualTime;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrinterDeviceTest {
    private static final Duration TEN = Duration.ofSeconds(10);

    /** Starts at 2026-11-22T12:00:00Z. */
    private final ManualTime time = new ManualTime();

    private CloudJobsEmulator emulator;
    private PrintEmulator print;
    private PrinterDevice device;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start(time);
        print = emulator.print();
        device = print.device(print.printerId());
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    private void pass(long seconds) {
        time.advance(Duration.ofSeconds(seconds));
    }

    private String submit() {
        return print.submitJob("ada@contoso.com");
    }

    private static String path(String printerId) {
        return "/print/printers/" + printerId;
    }

    private String path() {
        return path(print.printerId());
    }

    private JsonNode get(String path) {
        Reply reply = Reply.toPrint(print, "GET", path, "");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private JsonNode job(String jobId) {
        return get(path() + "/jobs/" + jobId);
    }

    /** Returns what a client sees of a job: its state, its details, and whether it is acquired and fetchable. */
    private String seen(String jobId) {
        return seen(job(jobId));
    }

    private static String seen(JsonNode job) {
        var words = new ArrayList<String>();
        words.add(job.at("/status/state").textValue());
        job.at("/status/details").forEach(detail -> words.add(detail.textValue()));
        if (job.at("/status/isAcquiredByPrinter").booleanValue()) {
            words.add("acquired");
        }
        if (job.path("isFetchable").booleanValue()) {
            words.add("fetchable");
        }
        return String.join(" ", words);
    }

    /** Returns the state and the details of a printer or a share. */
    private static String status(JsonNode entity) {
        var words = new ArrayList<String>();
        words.add(entity.at("/status/state").textValue());
        entity.at("/status/details").forEach(detail -> words.add(detail.textValue()));
        assertThat(entity.at("/status/description").isTextual()).isTrue();
        return String.join(" ", words);
    }

    private String printer() {
        return status(get(path()));
    }

    @Test
    void aDevicePrintsOneJobAfterAnother() {
        device.start(TEN);
        String first = submit();
        pass(1);
        String second = submit();

        assertThat(seen(first)).isEqualTo("processing interpreting acquired");
        assertThat(seen(second)).isEqualTo("pending fetchable");
        assertThat(printer()).isEqualTo("processing");
        pass(8);
        assertThat(seen(first)).isEqualTo("processing interpreting acquired");
        pass(1);
        assertThat(seen(first)).isEqualTo("completed completedSuccessfully acquired");
        assertThat(seen(second)).isEqualTo("processing interpreting acquired");
        pass(10);
        assertThat(seen(second)).isEqualTo("completed completedSuccessfully acquired");
        assertThat(printer()).isEqualTo("idle");
        pass(60);
        assertThat(seen(submit())).isEqualTo("processing interpreting acquired");
    }

    @Test
    void aReadDoesNotPrintAJobOfADevice() {
        device.start(TEN);
        device.stop();
        String jobId = submit();

        for (int i = 0; i < 3; i++) {
            assertThat(seen(jobId)).isEqualTo("pending fetchable");
        }
    }

    @Test
    void jobsArePrintedAtTheirTimesEvenIfNobodyReads() {
        device.start(TEN);
        submit();
        submit();
        pass(95);
        submit();
        pass(100);

        List<String> ends = new ArrayList<>();
        archive()
                .forEach(job -> ends.add(job.path("createdDateTime").textValue().substring(11, 19) + " "
                        + job.path("acquiredDateTime").textValue().substring(11, 19) + " "
                        + job.path("completionDateTime").textValue().substring(11, 19) + " "
                        + job.path("copiesPrinted") + " " + job.path("acquiredByPrinter")));

        assertThat(ends)
                .containsExactly(
                        "12:00:00 12:00:00 12:00:10 1 true",
                        "12:00:00 12:00:10 12:00:20 1 true",
                        "12:01:35 12:01:35 12:01:45 1 true");
        assertThat(usage().path("completedJobCount").intValue()).isEqualTo(3);
        assertThat(job("2").path("acknowledgedDateTime").textValue()).isEqualTo("2026-11-22T12:00:10.0000000Z");
    }

    private JsonNode archive() {
        return Reply.toPrintAsUser(
                        print,
                        "GET",
                        "/reports/getPrinterArchivedPrintJobs(printerId='" + print.printerId()
                                + "',startDateTime=null,endDateTime=null)",
                        "")
                .json()
                .path("value");
    }

    private JsonNode usage() {
        return Reply.toPrintAsUser(print, "GET", "/reports/dailyPrintUsageByPrinter", "")
                .json()
                .at("/value/0");
    }

    @ParameterizedTest
    @CsvSource({"jammed, mediaJam", "outOfPaper, mediaEmpty", "stopped, paused"})
    void aHaltStopsThePrinterAndItsJobUntilTheDeviceResumes(String state, String detail) {
        device.start(TEN);
        String first = submit();
        String second = submit();
        pass(4);

        halt(state);

        assertThat(device.state()).isEqualTo(state);
        pass(3600);
        assertThat(printer()).isEqualTo("stopped " + detail);
        assertThat(seen(first)).isEqualTo("stopped acquired");
        assertThat(seen(second)).isEqualTo("pending fetchable");
        assertThat(status(get("/print/shares/" + print.shareId() + "/printer"))).isEqualTo("stopped " + detail);

        device.resume();

        assertThat(device.state()).isEqualTo("printing");
        assertThat(printer()).isEqualTo("processing");
        assertThat(seen(first)).isEqualTo("processing interpreting acquired");
        pass(5);
        assertThat(seen(first)).isEqualTo("processing interpreting acquired");
        pass(1); // 4 s before the halt, 6 s after it
        assertThat(seen(first)).isEqualTo("completed completedSuccessfully acquired");
        pass(10);
        assertThat(seen(second)).isEqualTo("completed completedSuccessfully acquired");
        assertThat(archive().get(0).path("completionDateTime").textValue()).isEqualTo("2026-11-22T13:00:10.0000000Z");
        assertThat(archive().get(1).path("acquiredDateTime").textValue()).isEqualTo("2026-11-22T13:00:10.0000000Z");
    }

    private void halt(String state) {
        switch (state) {
            case "jammed" -> device.jam();
            case "outOfPaper" -> device.runOutOfPaper();
            default -> device.stop();
        }
    }

    @Test
    void aHaltedDeviceTakesNoJobAndBeginsWhenItResumes() {
        device.start(TEN);
        device.jam();
        String jobId = submit();
        pass(60);
        device.runOutOfPaper();
        assertThat(printer()).isEqualTo("stopped mediaEmpty");
        assertThat(seen(jobId)).isEqualTo("pending fetchable");

        device.resume();

        assertThat(seen(jobId)).isEqualTo("processing interpreting acquired");
        pass(9);
        assertThat(seen(jobId)).isEqualTo("processing interpreting acquired");
        pass(1);
        assertThat(seen(jobId)).startsWith("completed");
    }

    @Test
    void theStatusIsTheSameInEveryRead() {
        print.describePrinter(print.printerId(), "{\"status\":{\"state\":\"unknown\",\"details\":[\"coverOpen\"]}}");
        assertThat(printer()).isEqualTo("unknown coverOpen");
        device.start(TEN);
        assertThat(printer()).isEqualTo("idle");

        device.jam();

        String stopped = "stopped mediaJam";
        String share = "/print/shares/" + print.shareId();
        assertThat(printer()).isEqualTo(stopped);
        assertThat(status(get(share + "/printer"))).isEqualTo(stopped);
        for (String one : List.of(share, path() + "/shares/" + print.shareId())) {
            JsonNode entity = Reply.toPrintAsUser(print, "GET", one, "").json();
            assertThat(status(entity)).isEqualTo(stopped);
        }
        for (String list : List.of("/print/printers", "/print/shares", path() + "/shares")) {
            JsonNode value = Reply.toPrintAsUser(print, "GET", list, "").json().at("/value/0");
            assertThat(status(value)).as(list).isEqualTo(stopped);
        }
        JsonNode filtered = Reply.toPrintAsUser(
                        print, "GET", "/print/printers?$filter=status/state%20eq%20'stopped'", "")
                .json();
        assertThat(filtered.path("value")).hasSize(1);
        print.describeShare(print.shareId(), "{\"status\":{\"state\":\"idle\",\"details\":[],\"description\":\"\"}}");
        assertThat(status(Reply.toPrintAsUser(print, "GET", share, "").json())).isEqualTo("idle");
    }

    @Test
    void aPrinterWithoutADeviceIsAsBefore() {
        assertThat(device.state()).isEqualTo("notStarted");
        String jobId = submit();
        pass(3600);

        assertThat(seen(jobId)).isEqualTo("processing interpreting fetchable");
        assertThat(seen(jobId)).isEqualTo("completed completedSuccessfully acquired");
        assertThat(printer()).isEqualTo("idle");
        assertThat(job(jobId).has("acknowledgedDateTime")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"idle", "jammed", "outOfPaper", "stopped"})
    void anyActionStartsTheDevice(String state) {
        if (state.equals("idle")) {
            device.resume();
        } else {
            halt(state);
        }
        assertThat(device.state()).isEqualTo(state);

        device.resume();
        submit();

        assertThat(device.state()).isEqualTo("printing");
        time.advance(Duration.ofMillis(4999));
        assertThat(device.state()).isEqualTo("printing");
        time.advance(Duration.ofMillis(1));
        assertThat(device.state()).isEqualTo("idle");
    }

    @Test
    void aDeviceTakesTheJobsThatWait() {
        String waiting = submit();
        HeldJob held = print.holdJob();
        String other = submit();
        HeldJob released = print.holdJob();
        print.release(print.printerId(), released.jobId());
        pass(60);

        device.start(TEN);

        assertThat(seen(waiting)).isEqualTo("processing interpreting acquired");
        assertThat(seen(other)).isEqualTo("pending fetchable");
        assertThat(seen(held.jobId())).isEqualTo("paused");
        assertThat(seen(released.jobId())).isEqualTo("completed completedSuccessfully acquired");
        assertThat(job(waiting).path("acknowledgedDateTime").textValue()).isEqualTo("2026-11-22T12:01:00.0000000Z");
    }

    @Test
    void jobsArePrintedInTheOrderOfTheirReleases() {
        device.start(TEN);
        HeldJob first = print.holdJob();
        HeldJob second = print.holdJob();
        String started = submit();
        print.release(print.printerId(), second.jobId());
        print.release(print.printerId(), first.jobId());

        assertThat(List.of(seen(first.jobId()), seen(second.jobId())))
                .containsExactly("pending fetchable", "pending fetchable");
        pass(10);
        assertThat(seen(started)).startsWith("completed");
        assertThat(seen(second.jobId())).startsWith("processing");
        pass(10);
        assertThat(seen(first.jobId())).startsWith("processing");
    }

    @Test
    void aReleasedJobIsCompletedWhenTheDeviceHasPrintedIt() {
        device.start(TEN);
        HeldJob held = print.holdJob();
        String task = "/print/taskDefinitions/" + held.taskDefinitionId() + "/tasks/" + held.taskId();
        Reply reply = Reply.toPrint(print, "PATCH", task, "{\"status\":{\"state\":\"completed\"}}");
        assertThat(reply.status()).isEqualTo(200);

        assertThat(seen(held.jobId())).isEqualTo("processing interpreting acquired");
        pass(10);
        assertThat(seen(held.jobId())).isEqualTo("completed completedSuccessfully acquired");
    }

    @Test
    void theResponseToAStartOrARedirectIsTheStateOnTheDevice() {
        device.start(TEN);
        String jobId = created();
        print.uploadDocument(print.printerId(), jobId);
        Reply start = Reply.toPrintAsUser(
                print, "POST", "/print/shares/" + print.shareId() + "/jobs/" + jobId + "/start", "");
        assertThat(start.json().path("state").textValue()).isEqualTo("processing");
        assertThat(start.json().path("isAcquiredByPrinter").booleanValue()).isTrue();
        HeldJob held = print.holdJob();

        Reply redirect = Reply.toPrint(
                print,
                "POST",
                path() + "/jobs/" + held.jobId() + "/redirect",
                "{\"destinationPrinterId\":\"" + print.printerId() + "\"}");

        assertThat(seen(redirect.json())).isEqualTo("pending fetchable");
    }

    private String created() {
        return Reply.toPrintAsUser(print, "POST", path() + "/jobs", "{\"configuration\":{\"copies\":3}}")
                .json()
                .path("id")
                .textValue();
    }

    @Test
    void copiesTakeNoLongerAndCount() {
        device.start(TEN);
        String jobId = created();
        print.uploadDocument(print.printerId(), jobId);
        Reply.toPrintAsUser(print, "POST", "/print/shares/" + print.shareId() + "/jobs/" + jobId + "/start", "");
        pass(10);

        assertThat(seen(jobId)).startsWith("completed");
        assertThat(archive().get(0).path("copiesPrinted").intValue()).isEqualTo(3);
        assertThat(usage().path("pageCount").intValue()).isEqualTo(3);
    }

    @Test
    void eachPrinterHasItsOwnDevice() {
        print.addPrinter("lobby", "share of lobby");
        PrinterDevice lobby = print.device("lobby");
        device.start(TEN);
        lobby.start(Duration.ofSeconds(1));
        String here = submit();
        String there = print.submitJob("share of lobby", "ada@contoso.com");
        device.jam();
        pass(1);

        assertThat(seen(here)).isEqualTo("stopped acquired");
        assertThat(seen(get(path("lobby") + "/jobs/" + there))).startsWith("completed");
        assertThat(print.device("lobby").state()).isEqualTo("idle");
    }

    @Test
    void aNewTimeIsForLaterJobs() {
        device.start(TEN);
        String first = submit();
        String second = submit();
        pass(4);
        device.jam();

        device.start(Duration.ofSeconds(1));

        assertThat(device.state()).isEqualTo("printing");
        pass(5);
        assertThat(seen(first)).startsWith("processing");
        pass(1);
        assertThat(seen(first)).startsWith("completed");
        pass(1);
        assertThat(seen(second)).startsWith("completed");
    }

    @Test
    void aDeviceCanTakeNoTime() {
        device.start(Duration.ZERO);
        for (int i = 0; i < 3; i++) {
            assertThat(seen(submit())).isEqualTo("completed completedSuccessfully acquired");
        }
        assertThat(device.state()).isEqualTo("idle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PT-0.000000001S", "PT-2562047788015215H-30M-8S", "P365DT0.000000001S", "PT2562047788015215H"})
    void aTimeThatCannotBeIsRefused(String perJob) {
        assertThatThrownBy(() -> device.start(Duration.parse(perJob)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("perJob must be from 0 to 365 days, but is " + Duration.parse(perJob));
        assertThat(device.state()).isEqualTo("notStarted");
    }

    @Test
    void aResetEndsTheDevice() {
        device.jam();
        submit();

        emulator.reset();

        assertThat(print.device(print.printerId()).state()).isEqualTo("notStarted");
        assertThat(printer()).isEqualTo("idle");
        device.resume();
        assertThat(print.device(print.printerId()).state()).isEqualTo("notStarted");
    }

    @Test
    void theClockOfTheEmulatorMovesTheDevice() {
        emulator.clock().freeze();
        device.start(TEN);
        String jobId = submit();
        time.advance(Duration.ofDays(1));
        assertThat(seen(jobId)).startsWith("processing");

        emulator.clock().advance(TEN);

        assertThat(seen(jobId)).startsWith("completed");
    }

    /** The operations that end or change a job, on a job in each state that a device makes. */
    @ParameterizedTest
    @CsvSource({
        // job, operation, HTTP status, state after it
        "held,     cancel,    204, canceled",
        "held,     abort,     204, aborted",
        "held,     redirect,  200, completed",
        "held,     configure, 200, paused",
        "held,     release,   200, pending",
        "pending,  cancel,    204, canceled",
        "pending,  abort,     409, pending",
        "pending,  redirect,  409, pending",
        "pending,  configure, 409, pending",
        "pending,  release,   409, pending",
        "printing, cancel,    204, canceled",
        "printing, abort,     409, processing",
        "printing, redirect,  409, processing",
        "printing, configure, 409, processing",
        "printing, release,   409, processing",
        "stopped,  cancel,    204, canceled",
        "stopped,  abort,     409, stopped",
        "stopped,  redirect,  409, stopped",
        "stopped,  configure, 409, stopped",
        "stopped,  release,   409, stopped",
        "printed,  cancel,    409, completed",
        "printed,  abort,     409, completed",
        "printed,  redirect,  409, completed",
        "printed,  configure, 409, completed",
        "printed,  release,   409, completed",
    })
    void theServiceAllowsWhatItAllowsWithoutADevice(String job, String operation, int status, String after) {
        String byRequest = jobThatIs(job);
        if (!operation.equals("release")) { // no request of a job, but of its task
            assertThat(request(operation, byRequest).status()).isEqualTo(status);
            assertThat(job(byRequest).at("/status/state").textValue()).isEqualTo(after);
        }
        if (operation.equals("configure")) { // not without a request
            return;
        }
        emulator.reset();
        device = print.device(print.printerId());
        String byMethod = jobThatIs(job);
        int before = print.requests();

        if (status < 300) {
            assertThatCode(() -> call(operation, byMethod)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> call(operation, byMethod))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("rint job '" + byMethod + "'");
        }

        assertThat(print.requests()).isEqualTo(before);
        assertThat(job(byMethod).at("/status/state").textValue()).isEqualTo(after);
    }

    private String jobThatIs(String state) {
        device.start(TEN);
        String jobId = switch (state) {
            case "held" -> {
                submit();
                yield print.holdJob().jobId();
            }
            case "pending" -> {
                submit();
                yield submit();
            }
            default -> submit();
        };
        if (state.equals("stopped")) {
            device.jam();
        }
        if (state.equals("printed")) {
            pass(10);
        }
        return jobId;
    }

    private Reply request(String operation, String jobId) {
        String job = path() + "/jobs/" + jobId;
        return switch (operation) {
            case "cancel" -> Reply.toPrintAsUser(print, "POST", job + "/cancel", "");
            case "abort" -> Reply.toPrint(print, "POST", job + "/abort", "");
            case "redirect" ->
                Reply.toPrint(
                        print, "POST", job + "/redirect", "{\"destinationPrinterId\":\"" + print.printerId() + "\"}");
            default -> Reply.toPrint(print, "PATCH", job, "{\"configuration\":{\"copies\":2}}");
        };
    }

    private void call(String operation, String jobId) {
        String printerId = print.printerId();
        switch (operation) {
            case "cancel" -> print.cancel(printerId, jobId);
            case "abort" -> print.abort(printerId, jobId);
            case "redirect" -> print.redirect(printerId, jobId, printerId);
            default -> print.release(printerId, jobId);
        }
    }

    @Test
    void aJobThatIsCanceledWhileItPrintsMakesRoomForTheNext() {
        device.start(TEN);
        String first = submit();
        String second = submit();
        String third = submit();
        String fourth = submit();
        pass(4);
        print.cancel(print.printerId(), third);
        print.cancel(print.printerId(), first);

        pass(10);

        assertThat(seen(first)).isEqualTo("canceled acquired");
        assertThat(seen(second)).startsWith("completed");
        assertThat(seen(third)).isEqualTo("canceled");
        assertThat(seen(fourth)).startsWith("processing");
        JsonNode canceled = archive().get(0).get("acquiredByPrinter").booleanValue()
                ? archive().get(0)
                : archive().get(1);
        assertThat(canceled.path("processingState").textValue()).isEqualTo("canceled");
        assertThat(canceled.path("acquiredDateTime").textValue()).isEqualTo("2026-11-22T12:00:00.0000000Z");
        assertThat(canceled.path("completionDateTime").textValue()).isEqualTo("2026-11-22T12:00:04.0000000Z");
        assertThat(canceled.path("copiesPrinted").intValue()).isZero();
        assertThat(usage().path("incompleteJobCount").intValue()).isEqualTo(2);
        assertThat(usage().path("pageCount").intValue()).isEqualTo(1);
    }

    @Test
    void aJobThatIsCanceledInAJamLeavesThePrinterJammed() {
        device.start(TEN);
        String first = submit();
        String second = submit();
        device.jam();
        print.cancel(print.printerId(), first);
        pass(60);

        assertThat(printer()).isEqualTo("stopped mediaJam");
        assertThat(seen(second)).isEqualTo("pending fetchable");
        device.resume();
        assertThat(job(second).path("acknowledgedDateTime").textValue()).isEqualTo("2026-11-22T12:01:00.0000000Z");
    }

    @ParameterizedTest
    @CsvSource({
        "notStarted, processing interpreting fetchable",
        "idle,        processing interpreting acquired",
        "jammed,      pending fetchable",
        "outOfPaper,  pending fetchable",
        "stopped,     pending fetchable",
    })
    void aRedirectedJobIsPrintedByTheDeviceOfItsDestination(String state, String after) {
        HeldJob held = print.holdJob("lobby", "share of lobby");
        if (state.equals("idle")) {
            device.start(TEN);
        } else if (!state.equals("notStarted")) {
            halt(state);
        }

        String jobId = print.redirect("lobby", held.jobId(), print.printerId());

        assertThat(seen(jobId)).isEqualTo(after);
        JsonNode old = get(path("lobby") + "/jobs/" + held.jobId() + "?$expand=tasks");
        assertThat(seen(old)).isEqualTo("completed completedSuccessfully");
        assertThat(old.at("/tasks/0/status/state").textValue()).isEqualTo("completed");
        assertThat(old.path("redirectedTo").textValue()).endsWith(path() + "/jobs/" + jobId);
    }

    @Test
    void aJobIsAddedToAPrinterForAnyUser() {
        String held = print.addJob(print.printerId(), "ben@contoso.com", true);
        String started = print.addJob(print.printerId(), "ben@contoso.com", false);

        assertThat(seen(held)).isEqualTo("paused");
        JsonNode job = get(path() + "/jobs/" + held + "?$expand=tasks,documents");
        assertThat(job.at("/createdBy/userPrincipalName").textValue()).isEqualTo("ben@contoso.com");
        assertThat(job.at("/tasks/0/status/state").textValue()).isEqualTo("processing");
        assertThat(job.at("/documents/0/size").intValue()).isEqualTo(276_604);
        print.release(print.printerId(), held);
        assertThat(seen(held)).isEqualTo("completed completedSuccessfully acquired fetchable");
        assertThat(seen(started)).isEqualTo("processing interpreting fetchable");
    }

    @Test
    void manyThreadsUseADevice() throws Exception {
        int threads = 8;
        int jobs = 25;
        var pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                work.add(() -> {
                    int canceled = 0;
                    for (int j = 0; j < jobs; j++) {
                        String jobId = submit();
                        halt(List.of("jammed", "outOfPaper", "stopped").get((thread + j) % 3));
                        pass(1);
                        device.start(TEN);
                        if (j % 5 == 0) {
                            try {
                                print.cancel(print.printerId(), jobId);
                                canceled++;
                            } catch (IllegalStateException e) {
                                assertThat(e).hasMessageContaining("is completed and cannot be canceled");
                            }
                        }
                        print.document(print.printerId(), jobId);
                    }
                    return canceled;
                });
            }
            int canceled = 0;
            for (var result : pool.invokeAll(work)) {
                canceled += result.get();
            }
            device.resume();
            pass(threads * jobs * 10);

            assertThat(device.state()).isEqualTo("idle");
            assertThat(usage().path("completedJobCount").intValue()).isEqualTo(threads * jobs - canceled);
            assertThat(usage().path("incompleteJobCount").intValue()).isEqualTo(canceled);
            Instant free = Instant.MIN; // the device prints one job at a time
            for (JsonNode job : archive()) {
                if (job.path("processingState").textValue().equals("completed")) {
                    Instant begun = Instant.parse(job.path("acquiredDateTime").textValue());
                    Instant end = Instant.parse(job.path("completionDateTime").textValue());
                    assertThat(begun).isAfterOrEqualTo(free);
                    assertThat(Duration.between(begun, end)).isGreaterThanOrEqualTo(TEN);
                    free = end;
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void theStateOfTheEmulatorShowsTheDevice() {
        assertThat(shown()).isEqualTo(json("{\"state\":\"notStarted\",\"secondsPerJob\":5.0,\"queue\":[]}"));
        device.start(Duration.ofMillis(2500));
        submit();
        assertThat(shown().path("state").textValue()).isEqualTo("printing");
        assertThat(shown().path("secondsPerJob").doubleValue()).isEqualTo(2.5);
        device.runOutOfPaper();
        assertThat(shown().path("state").textValue()).isEqualTo("outOfPaper");
        assertThat(json(emulator.state()).at("/print/printers/0/jobs/0/state").textValue())
                .isEqualTo("stopped");
    }

    private JsonNode shown() {
        return json(emulator.state()).at("/print/printers/0/device");
    }

    private static final String QUEUED = """
            {"print": {"printers": [{"id": "p", "shares": [{"id": "s"}],
             "device": {"state": "idle", "secondsPerJob": 2, "queue": ["7", "3"]},
             "jobs": [{"id": "3", "state": "pending"}, {"id": "7", "state": "pending"}]}]}}
            """;

    @Test
    void aLoadedDeviceBeginsItsQueue() throws Exception {
        emulator.load(new ByteArrayInputStream(QUEUED.getBytes(StandardCharsets.UTF_8)));
        pass(3);

        assertThat(get(path("p") + "/jobs/7").at("/status/state").textValue()).isEqualTo("completed");
        assertThat(get(path("p") + "/jobs/3").at("/status/state").textValue()).isEqualTo("processing");
    }

    @Test
    void aPrintedJobKeepsItsTimesInADump() throws Exception {
        emulator.load(new ByteArrayInputStream(QUEUED.getBytes(StandardCharsets.UTF_8)));
        pass(3);
        print.device("p").jam();
        String archive = "/reports/getPrinterArchivedPrintJobs(printerId='p',startDateTime=null,endDateTime=null)";
        List<String> paths = List.of(path("p") + "/jobs/7", path("p") + "/jobs/3", path("p"), archive);
        List<JsonNode> before = paths.stream().map(this::read).toList();
        byte[] dump = StateRoundTripTest.dump(emulator);
        emulator.reset();
        emulator.load(new ByteArrayInputStream(dump));

        assertThat(paths.stream().map(this::read).toList()).isEqualTo(before);
        assertThat(before.get(0).path("acknowledgedDateTime").textValue())
                .isEqualTo(before.get(3).at("/value/0/acquiredDateTime").textValue())
                .isNotEqualTo(before.get(3).at("/value/0/completionDateTime").textValue());
        print.device("p").resume();
        pass(1);

        assertThat(read(paths.get(1)).at("/status/state").textValue()).isEqualTo("completed");
    }

    private JsonNode read(String path) {
        return Reply.toPrintAsUser(print, "GET", path.replace("'", "%27"), "").json();
    }
}
