package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.print.PrintSubmitException.Step;
import io.cloudjobs.print.printer.UnsupportedSettingsException;
import java.time.Duration;
import java.util.Collections;
import java.util.function.BiFunction;
import java.util.function.Consumer;
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

/** A submit that first checks the settings. */
@Timeout(60)
class CheckedSubmitTest {
    private static final String CAPABILITIES = "GET /v1.0/print/shares/s?$select=id,displayName,capabilities";
    private static final String CREATE = "POST /v1.0/print/shares/s/jobs";
    private static final String JOB = CREATE + "/1825";
    private static final String SESSION = JOB + "/documents/ca96c367-c3ad-478a-bbce-fbd1cd856e73/createUploadSession";
    private static final String START = JOB + "/start";

    private static final byte[] BYTES = Bytes.of(10);
    private static final DocumentContent CONTENT = DocumentContent.of("TestFile.pdf", "application/pdf", BYTES);
    private static final PrintJobConfiguration TWO_SIDED = PrintJobConfiguration.builder()
            .duplexMode(PrintDuplexMode.FLIP_ON_LONG_EDGE)
            .build();

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

    private GraphServer offering(String capabilities) {
        return graph.answer(200, "{\"id\":\"s\",\"capabilities\":" + capabilities + "}");
    }

    private void started() {
        graph.answer(201, Fixture.text("printjob-create.json"))
                .session(host.url())
                .answer(200, Fixture.text("printjob-start.json"));
    }

    private PrintJob submit() {
        return print.share("s").jobs().submit(TWO_SIDED, CONTENT, SubmitOptions::checkCapabilities);
    }

    private PrintSubmitException failure() {
        PrintSubmitException failure = catchThrowableOfType(PrintSubmitException.class, this::submit);
        assertThat(failure)
                .returns(Step.CHECK, PrintSubmitException::step)
                .returns("printJob.submit", SdkException::operation)
                .returns("/print/shares/s", SdkException::resource)
                .returns(null, PrintSubmitException::jobId)
                .returns(false, PrintSubmitException::isCanceled)
                .returns(false, PrintSubmitException::mayHaveStarted)
                .returns(false, SdkException::mayHaveReachedService);
        assertThat(failure.getSuppressed()).isEmpty();
        assertThat(failure.getCause().getSuppressed()).isEmpty();
        return failure;
    }

    @Test
    void whatIsOfferedIsSubmitted() throws Exception {
        offering("{\"duplexModes\":[\"flipOnLongEdge\"],\"contentTypes\":[\"application/pdf\"]}");
        started();

        PrintJob job = submit();

        assertThat(job.id()).isEqualTo("1825");
        assertThat(job.status().state()).isEqualTo(PrintJobProcessingState.PROCESSING);
        assertThat(graph.requests()).containsExactly(CAPABILITIES, CREATE, SESSION, START);
        assertThat(host.document()).isEqualTo(BYTES);
    }

    @Test
    void withoutTheOptionNothingIsChecked() throws Exception {
        started();

        print.share("s").jobs().submit(TWO_SIDED, CONTENT, options -> options.timeout(Duration.ofMinutes(1)));

        assertThat(graph.requests()).containsExactly(CREATE, SESSION, START);
    }

    @Test
    void capabilitiesThatAreNullRefuseNothing() throws Exception {
        offering("null");
        started();

        assertThat(submit().id()).isEqualTo("1825");
        assertThat(graph.requests()).containsExactly(CAPABILITIES, CREATE, SESSION, START);
    }

    @Test
    void whatIsNotOfferedIsNotCreated() throws Exception {
        offering("{\"duplexModes\":[\"oneSided\"],\"contentTypes\":[\"application/oxps\"]}");

        PrintSubmitException failure = failure();

        String text = "duplexMode flipOnLongEdge is not offered (offered: oneSided);"
                + " contentType application/pdf is not offered (offered: application/oxps)";
        assertThat(failure)
                .hasMessage("printJob.submit of /print/shares/s failed: printJob.check of /print/shares/s failed:" + " "
                        + text + "; change these settings")
                .cause()
                .isInstanceOfSatisfying(
                        UnsupportedSettingsException.class,
                        cause -> assertThat(cause.unsupported()).hasToString(text));
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(graph.requests()).containsExactly(CAPABILITIES);
        assertThat(host.requests()).isEmpty();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                argumentSet(
                        "forbidden",
                        (Consumer<GraphServer>) graph -> graph.answer(403, ""),
                        ForbiddenException.class,
                        1),
                argumentSet(
                        "unavailable",
                        (Consumer<GraphServer>)
                                graph -> graph.answer(503, "").answer(503, "").answer(503, ""),
                        ApiException.class,
                        3),
                argumentSet(
                        "lost",
                        (Consumer<GraphServer>)
                                graph -> graph.loseAnswer().loseAnswer().loseAnswer(),
                        TransportException.class,
                        3),
                argumentSet(
                        "unreadable",
                        (Consumer<GraphServer>) graph -> graph.answer(200, "{"),
                        InvalidResponseException.class,
                        1),
                argumentSet(
                        "another share",
                        (Consumer<GraphServer>) graph -> graph.answer(200, "{\"id\":\"t\",\"capabilities\":null}"),
                        InvalidResponseException.class,
                        1));
    }

    /** Nobody knows what the printer offers. A read changes nothing, even if it may have reached the service. */
    @ParameterizedTest
    @MethodSource("failures")
    void withoutCapabilitiesThereIsNoJob(Consumer<GraphServer> answers, Class<? extends SdkException> type, int count)
            throws Exception {
        answers.accept(graph);

        PrintSubmitException failure = failure();

        assertThat(failure)
                .hasMessageStartingWith("printJob.submit of /print/shares/s failed: printerShare.capabilities of"
                        + " /print/shares/s failed: ")
                .hasCauseInstanceOf(type);
        assertThat(failure.attempts()).isEqualTo(count);
        assertThat(graph.requests()).isEqualTo(Collections.nCopies(count, CAPABILITIES));
    }

    @Test
    void aCheckIsRetriedLikeEachRead() throws Exception {
        graph.loseAnswer().answer(503, "");
        offering("{}");
        started();

        assertThat(submit().id()).isEqualTo("1825");
        assertThat(graph.requests()).containsExactly(CAPABILITIES, CAPABILITIES, CAPABILITIES, CREATE, SESSION, START);
    }

    @Test
    void theTimeoutCoversTheCheck() throws Exception {
        offering("{}");
        PrintJobClient slow = print.withOptions(options -> options.listener(new CallListener() {
            @Override
            public void attemptEnded(AttemptEvent event) {
                graph.time.advance(Duration.ofSeconds(11));
            }
        }));

        PrintSubmitException failure = catchThrowableOfType(
                PrintSubmitException.class,
                () -> slow.share("s")
                        .jobs()
                        .submit(
                                TWO_SIDED,
                                CONTENT,
                                options -> options.checkCapabilities().timeout(Duration.ofSeconds(10))));

        assertThat(failure)
                .returns(Step.CREATE, PrintSubmitException::step)
                .returns(null, PrintSubmitException::jobId)
                .returns(false, SdkException::mayHaveReachedService)
                .hasMessageContaining("the timeout of PT10S has expired: raise timeout(...)");
        assertThat(graph.requests()).containsExactly(CAPABILITIES);
    }

    /** Mistakes of the program are found without a request. */
    @Test
    void whatMustNotBeSentIsNotChecked() {
        PrintJobConfiguration asRead = PrintJob.fromJson("{\"id\":\"1\",\"status\":{\"state\":\"paused\"},"
                        + "\"configuration\":{\"quality\":\"unknownFutureValue\"}}")
                .configuration();
        PrinterShareJobsResource jobs = print.share("s").jobs();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> jobs.submit(asRead, CONTENT, SubmitOptions::checkCapabilities))
                .withMessage("quality must not be unknownFutureValue: set another value");
        assertThatNullPointerException()
                .isThrownBy(() -> jobs.submit(TWO_SIDED, null, SubmitOptions::checkCapabilities))
                .withMessage("content");
        assertThatNullPointerException().isThrownBy(() -> jobs.submit(null, CONTENT, SubmitOptions::checkCapabilities));
        assertThat(api.getRequestCount()).isZero();
    }

    static Stream<Arguments> otherOptions() {
        Consumer<UploadOptions> ofUploads = options -> options.parallel(2);
        Consumer<? super UploadOptions> ofAny = ofUploads;
        Consumer<Object> none = options -> {};
        return Stream.of(
                other("for an upload", (jobs, job) -> jobs.submit(job, CONTENT, ofUploads)),
                other("for more", (jobs, job) -> jobs.submit(job, CONTENT, ofAny)),
                other("none", (jobs, job) -> jobs.submit(job, CONTENT, none)),
                other(
                        "a typed lambda",
                        (jobs, job) ->
                                jobs.submit(job, CONTENT, (UploadOptions options) -> options.onProgress(bytes -> {}))));
    }

    private static Arguments other(
            String name, BiFunction<PrinterShareJobsResource, PrintJobConfiguration, PrintJob> submit) {
        return argumentSet(name, submit);
    }

    /** Options as programs have them already. */
    @ParameterizedTest
    @MethodSource("otherOptions")
    void optionsOfUploadsAreOptionsOfSubmits(
            BiFunction<PrinterShareJobsResource, PrintJobConfiguration, PrintJob> submit) throws Exception {
        started();

        assertThat(submit.apply(print.share("s").jobs(), TWO_SIDED).id()).isEqualTo("1825");
        assertThat(graph.requests()).containsExactly(CREATE, SESSION, START);
    }

    @Test
    void allOptionsCanBeChained() throws Exception {
        offering("{}");
        started();

        print.share("s")
                .jobs()
                .submit(
                        TWO_SIDED,
                        CONTENT,
                        options -> options.parallel(2)
                                .onProgress(bytes -> {})
                                .timeout(Duration.ofMinutes(1))
                                .checkCapabilities());

        assertThat(graph.requests()).containsExactly(CAPABILITIES, CREATE, SESSION, START);
    }
}
