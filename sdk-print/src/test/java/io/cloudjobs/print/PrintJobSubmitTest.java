package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.print.PrintSubmitException.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Submits: the requests in their order, and the job after a failure. */
@Timeout(60)
class PrintJobSubmitTest {
    private static final String CREATE = "POST /v1.0/print/shares/s/jobs";
    private static final String SESSION =
            "POST /v1.0/print/shares/s/jobs/1825/documents/ca96c367-c3ad-478a-bbce-fbd1cd856e73/createUploadSession";
    private static final String START = "POST /v1.0/print/shares/s/jobs/1825/start";
    private static final String LOOK = "GET /v1.0/print/shares/s/jobs/1825";
    private static final String LOOK_AT_TASKS = LOOK + "?$expand=tasks";
    private static final String LOOK_AT_DOCUMENTS = LOOK + "?$expand=documents";
    private static final String PRINTER = "GET /v1.0/print/shares/s?$select=id&$expand=printer($select%3Did)";
    private static final String CANCEL = "POST /v1.0/print/printers/p/jobs/1825/cancel";
    private static final String PUT = "PUT 0-9/10";

    private static final byte[] BYTES = Bytes.of(10);
    private static final DocumentContent CONTENT = DocumentContent.of("TestFile.pdf", "application/pdf", BYTES);
    private static final PrintJobConfiguration CONFIGURATION =
            PrintJobConfiguration.builder().copies(2).build();

    @StartStop
    final MockWebServer api = new MockWebServer();

    @StartStop
    final MockWebServer transfers = new MockWebServer();

    private GraphServer graph;
    private UploadHost host;
    private PrintJobClient print;

    @BeforeEach
    void servers() {
        graph = new GraphServer(api);
        host = new UploadHost(transfers, BYTES.length);
        print = graph.client();
    }

    @AfterEach
    void noConnectionIsInUse() {
        graph.assertNoConnectionIsInUse();
    }

    private GraphServer created() {
        return graph.answer(201, Fixture.text("printjob-create.json"));
    }

    private GraphServer uploading() {
        return created().session(host.url());
    }

    private GraphServer orphanCancelled(GraphServer graph) {
        return graph.answer(200, "{\"id\":\"s\",\"printer\":{\"id\":\"p\"}}").answer(204, "");
    }

    private PrintJob submit() {
        return print.share("s").jobs().submit(CONFIGURATION, CONTENT);
    }

    private PrintSubmitException failure() {
        return catchThrowableOfType(PrintSubmitException.class, this::submit);
    }

    @Test
    void aJobIsCreatedUploadedAndStarted() throws Exception {
        uploading().answer(200, Fixture.text("printjob-start.json"));
        List<Long> progress = new ArrayList<>();

        PrintJob job = print.share("s")
                .jobs()
                .submit(CONFIGURATION, CONTENT, options -> options.parallel(2).onProgress(progress::add));

        assertThat(job.id()).isEqualTo("1825");
        assertThat(job.status().state()).isEqualTo(PrintJobProcessingState.PROCESSING);
        assertThat(job.createdBy().displayName()).isEqualTo("John Smith");
        assertThat(job.documents()).singleElement().satisfies(document -> {
            assertThat(document.displayName()).isEqualTo("TestFile.pdf");
            assertThat(document.size()).isEqualTo(BYTES.length);
        });
        assertThat(job.json()).isEqualTo(Fixture.text("printjob-create.json"));
        assertThat(host.document()).isEqualTo(BYTES);
        assertThat(progress).containsExactly((long) BYTES.length);
        JsonNode sent = new ObjectMapper().readTree(api.takeRequest().getBody().utf8());
        assertThat(sent.at("/configuration/copies").intValue()).isEqualTo(2);
        assertThat(new ObjectMapper()
                        .readTree(api.takeRequest().getBody().utf8())
                        .at("/properties/size")
                        .intValue())
                .isEqualTo(BYTES.length);
        assertThat(api.takeRequest().getBody().size()).isZero();
        assertThat(api.getRequestCount()).isEqualTo(3);
    }

    @Test
    void theRequestsComeInTheirOrder() throws Exception {
        uploading().answer(200, Fixture.text("printjob-start.json"));

        print.share("s").jobs().submit(CONTENT);

        assertThat(graph.requests()).containsExactly(CREATE, SESSION, START);
        assertThat(host.requests()).containsExactly(PUT);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 429})
    void aJobThatIsRefusedIsNotThere(int status) throws Exception {
        for (int i = 0; i < 3; i++) {
            graph.answer(status, "");
        }

        PrintSubmitException failure = failure();

        assertThat(failure.step()).isEqualTo(Step.CREATE);
        assertThat(failure.operation()).isEqualTo("printJob.submit");
        assertThat(failure.jobId()).isNull();
        assertThat(failure.isCanceled()).isFalse();
        assertThat(failure.mayHaveStarted()).isFalse();
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(failure)
                .hasMessageStartingWith(
                        "printJob.submit of /print/shares/s failed: printJob.create of /print/shares/s failed: HTTP "
                                + status)
                .cause()
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.statusCode()).isEqualTo(status));
        assertThat(graph.requests()).containsOnly(CREATE).hasSize(status == 429 ? 3 : 1);
        assertThat(host.requests()).isEmpty();
    }

    /** A job may exist, but its id is unknown; it never prints. */
    @Test
    void aCreationWhoseAnswerIsLostIsNotRepeated() throws Exception {
        graph.loseAnswer();

        PrintSubmitException failure = failure();

        assertThat(failure.step()).isEqualTo(Step.CREATE);
        assertThat(failure.jobId()).isNull();
        assertThat(failure.isCanceled()).isFalse();
        assertThat(failure.mayHaveStarted()).isFalse();
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(failure).hasCauseExactlyInstanceOf(TransportException.class);
        assertThat(graph.requests()).containsExactly(CREATE);
    }

    /** No request was sent, so the exception is not wrapped: it is a mistake of the program. */
    @Test
    void aConfigurationThatMustNotBeSentIsRefused() {
        PrintJobConfiguration asRead = PrintJob.fromJson("{\"id\":\"1\",\"status\":{\"state\":\"paused\"},"
                        + "\"configuration\":{\"quality\":\"unknownFutureValue\"}}")
                .configuration();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> print.share("s").jobs().submit(asRead, CONTENT))
                .withMessage("quality must not be unknownFutureValue: set another value");

        assertThat(api.getRequestCount()).isZero();
    }

    /** The failures between the creation and the start. The client cancels the job. */
    static Stream<Arguments> failedUploads() {
        return Stream.of(
                upload(
                        "no session",
                        test -> test.created().answer(403, Fixture.text("error-403-missing-scope.json")),
                        ForbiddenException.class,
                        "printDocument.createUploadSession of /print/shares/s/jobs/1825/documents/ca96c367-c3ad-478a-bbce-fbd1cd856e73 failed: HTTP 403",
                        List.of(),
                        SESSION),
                upload(
                        "a session without a URL",
                        test -> test.created().answer(200, "{}"),
                        InvalidResponseException.class,
                        "printDocument.createUploadSession of /print/shares/s/jobs/1825/documents/ca96c367-c3ad-478a-bbce-fbd1cd856e73 failed: the response has no valid uploadUrl",
                        List.of(),
                        SESSION),
                upload(
                        "no response with a session",
                        test -> test.created().loseAnswer().loseAnswer().loseAnswer(),
                        TransportException.class,
                        "printDocument.createUploadSession of /print/shares/s/jobs/1825/documents/ca96c367-c3ad-478a-bbce-fbd1cd856e73 failed: no response",
                        List.of(),
                        SESSION,
                        SESSION,
                        SESSION),
                upload(
                        "a part that is refused",
                        test -> {
                            test.host.next(UploadHost.refused(400));
                            return test.uploading();
                        },
                        ApiException.class,
                        "printDocument.upload of /print/shares/s/jobs/1825/documents/ca96c367-c3ad-478a-bbce-fbd1cd856e73 failed: HTTP 400",
                        List.of(PUT),
                        SESSION),
                upload(
                        "a session that ends",
                        test -> {
                            test.host.next(UploadHost.gone());
                            return test.uploading();
                        },
                        ApiException.class,
                        "printDocument.upload of /print/shares/s/jobs/1825/documents/ca96c367-c3ad-478a-bbce-fbd1cd856e73 failed: HTTP 404",
                        List.of(PUT, "GET"),
                        SESSION),
                upload(
                        "a session that ends after a lost answer",
                        test -> {
                            test.host.next(UploadHost.lost());
                            return test.uploading()
                                    .answer(
                                            200,
                                            "{\"id\":\"1825\",\"status\":{\"state\":\"paused\","
                                                    + "\"details\":[\"uploadPending\"]},\"documents\":[]}");
                        },
                        ApiException.class,
                        "printDocument.upload of /print/shares/s/jobs/1825/documents/ca96c367-c3ad-478a-bbce-fbd1cd856e73 failed: HTTP 404",
                        List.of(PUT, PUT, "GET"),
                        SESSION,
                        LOOK_AT_DOCUMENTS));
    }

    private static Arguments upload(
            String name,
            Function<PrintJobSubmitTest, GraphServer> answers,
            Class<? extends SdkException> type,
            String problem,
            List<String> parts,
            String... requests) {
        return argumentSet(name, answers, type, problem, parts, List.of(requests));
    }

    @ParameterizedTest
    @MethodSource("failedUploads")
    void aJobWhoseUploadFailsIsCancelled(
            Function<PrintJobSubmitTest, GraphServer> answers,
            Class<? extends SdkException> type,
            String problem,
            List<String> parts,
            List<String> requests)
            throws Exception {
        orphanCancelled(answers.apply(this));

        PrintSubmitException failure = failure();

        assertThat(failure.step()).isEqualTo(Step.UPLOAD);
        assertThat(failure.jobId()).isEqualTo("1825");
        assertThat(failure.isCanceled()).isTrue();
        assertThat(failure.mayHaveStarted()).isFalse();
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(failure)
                .hasMessageStartingWith(
                        "printJob.submit of /print/shares/s failed: job 1825 was not started and was cancelled: "
                                + problem)
                .hasCauseInstanceOf(type);
        List<String> expected = new ArrayList<>(List.of(CREATE));
        expected.addAll(requests);
        expected.addAll(List.of(PRINTER, CANCEL));
        assertThat(graph.requests()).containsExactlyElementsOf(expected);
        assertThat(host.requests()).containsExactlyElementsOf(parts);
    }

    /** The failures of the cancel. The exception shows that the job is left, and why. */
    static Stream<Arguments> failedCancels() {
        return Stream.of(
                cancel(
                        "the printer may not be read",
                        graph -> graph.answer(403, ""),
                        ForbiddenException.class,
                        PRINTER),
                cancel(
                        "the share has no printer",
                        graph -> graph.answer(200, "{\"id\":\"s\"}"),
                        InvalidResponseException.class,
                        PRINTER),
                cancel(
                        "the job may not be cancelled",
                        graph -> graph.answer(200, "{\"id\":\"s\",\"printer\":{\"id\":\"p\"}}")
                                .answer(403, ""),
                        ForbiddenException.class,
                        PRINTER,
                        CANCEL),
                cancel(
                        "nobody knows whether it was cancelled",
                        graph -> graph.answer(200, "{\"id\":\"s\",\"printer\":{\"id\":\"p\"}}")
                                .loseAnswer()
                                .loseAnswer()
                                .loseAnswer(),
                        TransportException.class,
                        PRINTER,
                        CANCEL,
                        CANCEL,
                        CANCEL));
    }

    private static Arguments cancel(
            String name, Consumer<GraphServer> answers, Class<? extends Throwable> type, String... requests) {
        return argumentSet(name, answers, type, List.of(requests));
    }

    @ParameterizedTest
    @MethodSource("failedCancels")
    void aJobThatCannotBeCancelledIsLeftBehind(
            Consumer<GraphServer> answers, Class<? extends Throwable> type, List<String> requests) throws Exception {
        host.next(UploadHost.refused(400));
        answers.accept(uploading());

        PrintSubmitException failure = failure();

        assertThat(failure.jobId()).isEqualTo("1825");
        assertThat(failure.isCanceled()).isFalse();
        assertThat(failure.mayHaveStarted()).isFalse();
        assertThat(failure)
                .hasMessageStartingWith(
                        "printJob.submit of /print/shares/s failed: job 1825 was not started and could not be cancelled: printDocument.upload of /print/shares/s/jobs/1825/documents/ca96c367-c3ad-478a-bbce-fbd1cd856e73 failed");
        assertThat(failure.getCause()).isInstanceOf(ApiException.class);
        assertThat(failure.getCause().getSuppressed()).singleElement().isInstanceOf(type);
        List<String> expected = new ArrayList<>(List.of(CREATE, SESSION));
        expected.addAll(requests);
        assertThat(graph.requests()).containsExactlyElementsOf(expected);
    }

    @Test
    void aJobWithoutADocumentIsCancelled() throws Exception {
        orphanCancelled(graph.answer(201, "{\"id\":\"1825\",\"status\":{\"state\":\"paused\"},\"documents\":[]}"));

        PrintSubmitException failure = failure();

        assertThat(failure.step()).isEqualTo(Step.CREATE);
        assertThat(failure.jobId()).isEqualTo("1825");
        assertThat(failure.isCanceled()).isTrue();
        assertThat(failure.mayHaveStarted()).isFalse();
        assertThat(failure)
                .hasMessage(
                        "printJob.submit of /print/shares/s failed: job 1825 was not started and was cancelled: printJob.create of /print/shares/s failed:"
                                + " the new job has no document");
        assertThat(graph.requests()).containsExactly(CREATE, PRINTER, CANCEL);
    }

    @Test
    void aDocumentThatCannotBeReadLeavesNoJob() throws Exception {
        IOException broken = new IOException("broken");
        orphanCancelled(uploading());

        PrintSubmitException failure = catchThrowableOfType(
                PrintSubmitException.class,
                () -> print.share("s").jobs().submit(DocumentContent.of("a", "text/plain", 10, () -> {
                    throw broken;
                })));

        assertThat(failure.step()).isEqualTo(Step.UPLOAD);
        assertThat(failure.isCanceled()).isTrue();
        assertThat(failure.attempts()).isZero();
        assertThat(failure.getCause())
                .isExactlyInstanceOf(UncheckedIOException.class)
                .hasCause(broken);
        assertThat(graph.requests()).containsExactly(CREATE, SESSION, PRINTER, CANCEL);
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void whatTheCallbackThrowsIsTheCause() throws Exception {
        RuntimeException enough = new RuntimeException("enough");
        orphanCancelled(uploading());

        PrintSubmitException failure = catchThrowableOfType(
                PrintSubmitException.class,
                () -> print.share("s")
                        .jobs()
                        .submit(
                                CONFIGURATION,
                                CONTENT,
                                options -> options.onProgress(bytes -> {
                                    throw enough;
                                })));

        assertThat(failure.getCause()).isSameAs(enough);
        assertThat(failure)
                .hasMessage(
                        "printJob.submit of /print/shares/s failed: job 1825 was not started and was cancelled: enough");
        assertThat(graph.requests()).containsExactly(CREATE, SESSION, PRINTER, CANCEL);
        assertThat(host.requests()).containsExactly(PUT);
    }

    /** An assertion of a callback, or out of memory: the error is not wrapped. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anErrorLeavesNoJobAndReachesTheCallerAsItIs(boolean mayCancel) throws Exception {
        AssertionError broken = new AssertionError("broken");
        if (mayCancel) {
            orphanCancelled(uploading());
        } else {
            uploading().answer(403, "");
        }

        Throwable failure = catchThrowable(() -> print.share("s")
                .jobs()
                .submit(
                        CONFIGURATION,
                        CONTENT,
                        options -> options.onProgress(bytes -> {
                            throw broken;
                        })));

        assertThat(failure).isSameAs(broken);
        if (mayCancel) {
            assertThat(failure).hasNoSuppressedExceptions();
            assertThat(graph.requests()).containsExactly(CREATE, SESSION, PRINTER, CANCEL);
        } else {
            assertThat(failure.getSuppressed()).singleElement().isInstanceOf(ForbiddenException.class);
            assertThat(graph.requests()).containsExactly(CREATE, SESSION, PRINTER);
        }
        assertThat(host.requests()).containsExactly(PUT);
    }

    @Test
    void anErrorAfterTheStartLeavesTheJobAlone() throws Exception {
        uploading().answer(200, Fixture.text("printjob-start.json"));
        Error broken = new InternalError("broken");
        PrintJobClient told = print.withOptions(options -> options.listener(new CallListener() {
            @Override
            public void attemptEnded(AttemptEvent event) {
                if (event.operation().equals("printJob.start")) {
                    throw broken;
                }
            }
        }));

        Throwable failure = catchThrowable(() -> told.share("s").jobs().submit(CONTENT));

        assertThat(failure).isSameAs(broken).hasNoSuppressedExceptions();
        assertThat(graph.requests()).containsExactly(CREATE, SESSION, START);
    }

    @Test
    void withoutAContentNothingIsSent() {
        assertThatNullPointerException()
                .isThrownBy(() -> print.share("s").jobs().submit(CONFIGURATION, null))
                .withMessage("content");

        assertThat(api.getRequestCount()).isZero();
    }

    @Test
    void aStartThatIsRefusedLeavesNoJob() throws Exception {
        orphanCancelled(uploading().answer(403, ""));

        PrintSubmitException failure = failure();

        assertThat(failure.step()).isEqualTo(Step.START);
        assertThat(failure.isCanceled()).isTrue();
        assertThat(failure.mayHaveStarted()).isFalse();
        assertThat(failure)
                .hasMessageStartingWith(
                        "printJob.submit of /print/shares/s failed: job 1825 was not started and was cancelled: printJob.start of /print/shares/s/jobs/1825 failed: HTTP 403")
                .hasCauseExactlyInstanceOf(ForbiddenException.class);
        assertThat(graph.requests()).containsExactly(CREATE, SESSION, START, PRINTER, CANCEL);
    }

    /** A cancel could remove a job that already prints, and a second start could print it twice. */
    static Stream<Arguments> unclearStarts() {
        return Stream.of(
                argumentSet(
                        "paused without a task",
                        (Consumer<GraphServer>) graph -> graph.answer(
                                        200, "{\"id\":\"1825\",\"status\":{\"state\":\"paused\"}}")
                                .answer(200, "{\"id\":\"1825\",\"status\":{\"state\":\"paused\"},\"tasks\":[]}"),
                        List.of(LOOK, LOOK_AT_TASKS)),
                argumentSet("not to be read", (Consumer<GraphServer>) graph -> graph.answer(403, ""), List.of(LOOK)));
    }

    @ParameterizedTest
    @MethodSource("unclearStarts")
    void aJobThatMayHaveBeenStartedIsNotCancelled(Consumer<GraphServer> look, List<String> looks) throws Exception {
        look.accept(uploading().loseAnswer());

        PrintSubmitException failure = failure();

        assertThat(failure.step()).isEqualTo(Step.START);
        assertThat(failure.jobId()).isEqualTo("1825");
        assertThat(failure.isCanceled()).isFalse();
        assertThat(failure.mayHaveStarted()).isTrue();
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(failure)
                .hasMessageStartingWith(
                        "printJob.submit of /print/shares/s failed: job 1825 may have been started (read it before you submit again): printJob.start of /print/shares/s/jobs/1825 failed")
                .hasCauseExactlyInstanceOf(TransportException.class);
        List<String> expected = new ArrayList<>(List.of(CREATE, SESSION, START));
        expected.addAll(looks);
        assertThat(graph.requests()).containsExactlyElementsOf(expected);
    }

    @Test
    void aStartWhoseAnswerIsLostIsLookedUp() throws Exception {
        uploading().loseAnswer().answer(200, "{\"id\":\"1825\",\"status\":{\"state\":\"pending\"}}");

        PrintJob job = submit();

        assertThat(job.status().state()).isEqualTo(PrintJobProcessingState.PENDING);
        assertThat(graph.requests()).containsExactly(CREATE, SESSION, START, LOOK);
    }

    /** A start without time for its response could print without notice: it is not sent. */
    @Test
    void theTimeoutIsThatOfAllStepsTogether() throws Exception {
        host.next(UploadHost.after(() -> graph.time.advance(Duration.ofSeconds(11))));
        orphanCancelled(uploading());

        PrintSubmitException failure = catchThrowableOfType(
                PrintSubmitException.class,
                () -> print.share("s")
                        .jobs()
                        .submit(CONFIGURATION, CONTENT, options -> options.timeout(Duration.ofSeconds(10))));

        assertThat(failure.step()).isEqualTo(Step.START);
        assertThat(failure)
                .hasMessage(
                        "printJob.submit of /print/shares/s failed: job 1825 was not started and was cancelled: printJob.submit of /print/shares/s failed:"
                                + " the timeout of PT10S has expired: raise timeout(...)")
                .hasCauseExactlyInstanceOf(TransportException.class);
        assertThat(failure.mayHaveStarted()).isFalse();
        assertThat(failure.isCanceled()).isTrue();
        assertThat(graph.requests()).containsExactly(CREATE, SESSION, PRINTER, CANCEL);
        assertThat(host.requests()).containsExactly(PUT);
    }

    /** After an interrupt, the client does not cancel the job. */
    @Test
    void anInterruptLeavesTheJobBehind() throws Exception {
        Thread caller = Thread.currentThread();
        host.next(UploadHost.after(caller::interrupt));
        uploading();

        PrintSubmitException failure = failure();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.isCanceled()).isFalse();
        assertThat(failure.getCause()).isExactlyInstanceOf(InterruptedCallException.class);
        assertThat(failure)
                .hasMessageStartingWith(
                        "printJob.submit of /print/shares/s failed: job 1825 was not started and could not be cancelled: ");
        assertThat(graph.requests()).containsExactly(CREATE, SESSION);
    }

    @Test
    void closingTheClientLeavesTheJobBehind() throws Exception {
        host.next(UploadHost.after(print::close));
        uploading();

        PrintSubmitException failure = failure();

        assertThat(failure.step()).isIn(Step.UPLOAD, Step.START);
        assertThat(failure.jobId()).isEqualTo("1825");
        assertThat(failure.isCanceled()).isFalse();
        assertThat(failure.mayHaveStarted()).isFalse();
        assertThat(graph.requests()).containsExactly(CREATE, SESSION);
    }
}
