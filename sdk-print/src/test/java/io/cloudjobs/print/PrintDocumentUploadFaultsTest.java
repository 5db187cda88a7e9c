package io.cloudjobs.print;

import static io.cloudjobs.print.UploadHost.after;
import static io.cloudjobs.print.UploadHost.cutAfter;
import static io.cloudjobs.print.UploadHost.gone;
import static io.cloudjobs.print.UploadHost.lost;
import static io.cloudjobs.print.UploadHost.missing;
import static io.cloudjobs.print.UploadHost.refused;
import static io.cloudjobs.print.UploadHost.right;
import static io.cloudjobs.print.UploadHost.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.core.internal.ClientSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Documents on their way up when something goes wrong: what is sent then, and what comes of it. */
@Timeout(60)
class PrintDocumentUploadFaultsTest {
    private static final String CREATE = "POST /v1.0/print/printers/p/jobs/5182/documents/d/createUploadSession";
    private static final String LOOK = "GET /v1.0/print/printers/p/jobs/5182?$expand=documents";

    /** Short ones, for much goes wrong here. */
    private static final int PART = 1000;

    /** Two parts and a bit. */
    private static final int SIZE = 2 * PART + 10;

    private static final String FIRST = "PUT 0-999/2010";
    private static final String SECOND = "PUT 1000-1999/2010";
    private static final String THIRD = "PUT 2000-2009/2010";
    private static final byte[] BYTES = Bytes.of(SIZE);
    private static final String SHA = Bytes.sha256(BYTES);

    @StartStop
    final MockWebServer api = new MockWebServer();

    @StartStop
    final MockWebServer transfers = new MockWebServer();

    private GraphServer graph;
    private UploadHost host;

    @BeforeEach
    void servers() {
        graph = new GraphServer(api);
        host = new UploadHost(transfers, SIZE);
        graph.session(host.url());
    }

    @AfterEach
    void noConnectionIsInUse() {
        graph.assertNoConnectionIsInUse();
    }

    private PrinterDocumentResource document(PrintJobClient print) {
        return print.printer("p").job("5182").document("d");
    }

    private PrintJobClient withoutRepeats() {
        return graph.client(new ClientSettings(), RetryPolicy.none());
    }

    private PrintDocument upload() {
        return upload(graph.client(), options -> {});
    }

    private PrintDocument upload(PrintJobClient print, Consumer<UploadOptions> options) {
        return document(print).upload(content(), told -> {
            ((TransferSettings) told).part = PART;
            options.accept(told);
        });
    }

    private static DocumentContent content() {
        return DocumentContent.of("TestFile.pdf", "application/pdf", BYTES);
    }

    /** The job, read after the end of a session. */
    private static String job(String details, long size) {
        return "{\"id\":\"5182\",\"status\":{\"state\":\"paused\",\"details\":[" + details + "]},\"documents\":["
                + "{\"id\":\"other\",\"size\":" + SIZE + "},"
                + "{\"id\":\"d\",\"displayName\":\"TestFile.pdf\",\"size\":" + size + "}]}";
    }

    private static final String UPLOADED = job("", SIZE);

    /** What goes wrong, and what is sent; the document arrives all the same. */
    static Stream<Arguments> overcome() {
        return Stream.of(
                fault("the answer to the first part is lost", of(lost()), FIRST, FIRST, "GET", SECOND, THIRD),
                fault(
                        "the answer to the second part is lost",
                        of(right(), lost()),
                        FIRST,
                        SECOND,
                        SECOND,
                        "GET",
                        THIRD),
                fault(
                        "two answers are lost",
                        of(lost(), right(), right(), lost()),
                        FIRST,
                        FIRST,
                        "GET",
                        SECOND,
                        SECOND,
                        "GET",
                        THIRD),
                fault("a part does not arrive", of(cutAfter(0)), FIRST, FIRST, SECOND, THIRD),
                fault(
                        "the half of a part arrives",
                        of(right(), cutAfter(PART / 2)),
                        FIRST,
                        SECOND,
                        SECOND,
                        "GET",
                        "PUT 1500-2009/2010"),
                fault("a part is refused for now", of(right(), refused(503)), FIRST, SECOND, SECOND, THIRD),
                fault("a part is throttled", of(refused(429)), FIRST, FIRST, SECOND, THIRD),
                fault("a part takes too long behind a gateway", of(refused(504)), FIRST, FIRST, SECOND, THIRD),
                fault(
                        "a part is refused so often that it is given up at first",
                        of(right(), refused(503), refused(500), refused(502), missing("1000-"), right()),
                        FIRST,
                        SECOND,
                        SECOND,
                        SECOND,
                        "GET",
                        SECOND,
                        THIRD),
                fault(
                        "the question is refused for now",
                        of(lost(), right(), refused(503)),
                        FIRST,
                        FIRST,
                        "GET",
                        "GET",
                        SECOND,
                        THIRD),
                fault(
                        "what is missing overlaps",
                        of(lost(), right(), missing("1000-1999", "1990-2009")),
                        FIRST,
                        FIRST,
                        "GET",
                        SECOND,
                        THIRD),
                fault(
                        "what is missing has no end",
                        of(lost(), right(), missing("1000-")),
                        FIRST,
                        FIRST,
                        "GET",
                        SECOND,
                        THIRD),
                fault(
                        "what is missing ends with the size",
                        of(lost(), right(), missing("1000-2010")),
                        FIRST,
                        FIRST,
                        "GET",
                        SECOND,
                        THIRD),
                fault(
                        "what is missing is in no order",
                        of(lost(), right(), missing("2000-", "1000-1999")),
                        FIRST,
                        FIRST,
                        "GET",
                        SECOND,
                        THIRD),
                fault(
                        "less is missing than is said",
                        of(lost(), right(), missing("990-1999", "2000-"), right(), missing("1000-")),
                        FIRST,
                        FIRST,
                        "GET",
                        "PUT 990-1989/2010",
                        "GET",
                        SECOND,
                        THIRD),
                fault(
                        "an answer is no JSON",
                        of((request, host) -> {
                            right().to(request, host);
                            return UploadHost.json(202, "<html>");
                        }),
                        FIRST,
                        "GET",
                        SECOND,
                        THIRD),
                fault(
                        "an answer is empty",
                        of((request, host) -> {
                            right().to(request, host);
                            return UploadHost.json(202, "");
                        }),
                        FIRST,
                        "GET",
                        SECOND,
                        THIRD));
    }

    private static List<UploadHost.Answer> of(UploadHost.Answer... answers) {
        return List.of(answers);
    }

    private static Arguments fault(String name, List<UploadHost.Answer> answers, String... requests) {
        return argumentSet(name, answers, List.of(requests));
    }

    @ParameterizedTest
    @MethodSource("overcome")
    void theDocumentArrivesNevertheless(List<UploadHost.Answer> answers, List<String> requests) throws Exception {
        host.next(answers);
        List<Long> progress = new ArrayList<>();

        PrintDocument uploaded = upload(graph.client(), options -> options.onProgress(progress::add));

        assertThat(uploaded.size()).isEqualTo(SIZE);
        assertThat(Bytes.sha256(host.document())).isEqualTo(SHA);
        assertThat(host.requests()).containsExactlyElementsOf(requests);
        assertThat(graph.requests()).containsExactly(CREATE);
        assertThat(progress).isSorted().endsWith((long) SIZE);
    }

    /** Without repeats, each fault leads to the question. */
    static Stream<Arguments> overcomeWithoutRepeats() {
        return Stream.of(
                fault("the answer to the first part is lost", of(lost()), FIRST, "GET", SECOND, THIRD),
                fault(
                        "the half of a part arrives",
                        of(right(), cutAfter(PART / 2)),
                        FIRST,
                        SECOND,
                        "GET",
                        "PUT 1500-2009/2010"));
    }

    @ParameterizedTest
    @MethodSource("overcomeWithoutRepeats")
    void theDocumentArrivesWithoutRepeatsAsLongAsThereIsProgress(List<UploadHost.Answer> answers, List<String> requests)
            throws Exception {
        host.next(answers);

        upload(withoutRepeats(), options -> {});

        assertThat(Bytes.sha256(host.document())).isEqualTo(SHA);
        assertThat(host.requests()).containsExactlyElementsOf(requests);
    }

    /** The session has ended with all bytes, and the job says so. */
    static Stream<Arguments> lastAnswers() {
        return Stream.of(
                fault("lost", of(right(), right(), lost()), FIRST, SECOND, THIRD, THIRD, "GET"),
                fault(
                        "no JSON",
                        of(right(), right(), (request, host) -> {
                            right().to(request, host);
                            return UploadHost.json(201, "<html>");
                        }),
                        FIRST,
                        SECOND,
                        THIRD,
                        "GET"),
                fault(
                        "as if there were more to come",
                        of(right(), right(), (request, host) -> {
                            right().to(request, host);
                            return UploadHost.json(202, Fixture.text("uploadsession-put-partial.json"));
                        }),
                        FIRST,
                        SECOND,
                        THIRD,
                        "GET"),
                fault(
                        "as if there were more to come, and then nothing is missing",
                        of(
                                right(),
                                right(),
                                (request, host) -> {
                                    right().to(request, host);
                                    return UploadHost.json(202, "{}");
                                },
                                missing()),
                        FIRST,
                        SECOND,
                        THIRD,
                        "GET"),
                fault(
                        "410",
                        of(right(), right(), lost(), refused(410), refused(410)),
                        FIRST,
                        SECOND,
                        THIRD,
                        THIRD,
                        "GET"));
    }

    @ParameterizedTest
    @MethodSource("lastAnswers")
    void whenTheLastAnswerSaysNothingTheJobDoes(List<UploadHost.Answer> answers, List<String> requests)
            throws Exception {
        host.next(answers);
        graph.answer(200, UPLOADED);

        PrintDocument uploaded = upload();

        assertThat(uploaded.id()).isEqualTo("d");
        assertThat(uploaded.size()).isEqualTo(SIZE);
        assertThat(Bytes.sha256(host.document())).isEqualTo(SHA);
        assertThat(host.requests()).containsExactlyElementsOf(requests);
        assertThat(graph.requests()).containsExactly(CREATE, LOOK);
    }

    @Test
    void theLookGoesToTheShareOfAJobOfAShare() throws Exception {
        host.next(lost());
        graph.answer(200, UPLOADED);

        graph.client().share("s").job("5182").document("d").upload(content());

        assertThat(graph.requests())
                .containsExactly(CREATE.replace("printers/p", "shares/s"), LOOK.replace("printers/p", "shares/s"));
    }

    static Stream<Arguments> jobsWithoutTheDocument() {
        return Stream.of(
                argumentSet("still waiting for it", job("\"uploadPending\"", SIZE)),
                argumentSet("with a part of it", job("", SIZE - 1)),
                argumentSet("with an empty one", job("", 0)),
                argumentSet("with another one only", job("", SIZE).replace("\"id\":\"d\"", "\"id\":\"e\"")),
                argumentSet("without any", "{\"id\":\"5182\",\"status\":{\"state\":\"paused\"}}"));
    }

    @ParameterizedTest
    @MethodSource("jobsWithoutTheDocument")
    void whenTheJobDoesNotHaveTheDocumentTheUploadHasFailed(String job) throws Exception {
        host.next(right(), right(), lost());
        graph.answer(200, job);

        NotFoundException failure = catchThrowableOfType(NotFoundException.class, this::upload);

        assertThat(failure).hasMessageStartingWith("printDocument.upload failed: HTTP 404");
        assertThat(failure.getSuppressed()).singleElement().isExactlyInstanceOf(NotFoundException.class);
        assertThat(host.requests()).containsExactly(FIRST, SECOND, THIRD, THIRD, "GET");
        assertThat(graph.requests()).containsExactly(CREATE, LOOK);
    }

    @Test
    void aJobThatCannotBeReadIsSuppressedInTheFailureOfTheUpload() throws Exception {
        host.next(right(), right(), lost());
        graph.answer(403, "");

        SdkException failure = catchThrowableOfType(SdkException.class, this::upload);

        assertThat(failure).isExactlyInstanceOf(NotFoundException.class);
        assertThat(failure.getSuppressed())
                .hasExactlyElementsOfTypes(NotFoundException.class, ForbiddenException.class);
        assertThat(graph.requests()).containsExactly(CREATE, LOOK);
    }

    @Test
    void aSessionThatEndsOnTheWayIsTheEnd() throws Exception {
        host.next(right(), gone());
        graph.answer(200, job("\"uploadPending\"", 0));

        SdkException failure = catchThrowableOfType(NotFoundException.class, this::upload);

        assertThat(failure.operation()).isEqualTo("printDocument.upload");
        assertThat(host.requests()).containsExactly(FIRST, SECOND, "GET");
        assertThat(graph.requests()).containsExactly(CREATE, LOOK);
    }

    /** What is thrown at once, as another attempt would end the same way. */
    static Stream<Arguments> fatal() {
        return Stream.of(
                argumentSet("400", 400, ApiException.class),
                argumentSet("401", 401, UnauthorizedException.class),
                argumentSet("403", 403, ForbiddenException.class),
                argumentSet("413", 413, ApiException.class),
                argumentSet("302", 302, ApiException.class),
                argumentSet("200 with an error in it", 200, ApiException.class));
    }

    @ParameterizedTest
    @MethodSource("fatal")
    void aRefusalThatIsNotAboutThePartEndsTheUpload(int status, Class<? extends ApiException> type) throws Exception {
        host.next(right(), status == 200 ? said(200, "{\"error\":{\"code\":\"invalidRange\"}}") : refused(status));

        ApiException failure = catchThrowableOfType(ApiException.class, this::upload);

        assertThat(failure).isInstanceOf(type).hasNoSuppressedExceptions();
        assertThat(failure.operation()).isEqualTo("printDocument.upload");
        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(host.requests()).containsExactly(FIRST, SECOND);
        assertThat(graph.requests()).containsExactly(CREATE);
    }

    /** The same is missing as before, so that going on would never end. */
    static Stream<Arguments> withoutProgress() {
        return Stream.of(
                argumentSet("416 to what is missing", of(refused(416)), "HTTP 416", lines(FIRST, "GET")),
                argumentSet(
                        "accepted and not kept",
                        of(
                                said(202, "{\"nextExpectedRanges\":[\"0-\"]}"),
                                said(202, "{\"nextExpectedRanges\":[\"0-\"]}"),
                                said(202, "{\"nextExpectedRanges\":[\"0-\"]}")),
                        "the service asks again for what it has accepted",
                        lines(FIRST, SECOND, THIRD, "GET")),
                argumentSet(
                        "kept, and then forgotten",
                        of(right(), refused(416), missing("0-")),
                        "HTTP 416",
                        lines(FIRST, SECOND, "GET")),
                argumentSet(
                        "kept, and then more is missing than was said",
                        of(lost(), right(), missing("2000-")),
                        "the service asks again for what it has accepted",
                        lines(FIRST, FIRST, "GET", THIRD, "GET")),
                argumentSet(
                        "refused as often as it is tried",
                        of(refused(503), refused(503), refused(503)),
                        "HTTP 503",
                        lines(FIRST, FIRST, FIRST, "GET")));
    }

    private static List<String> lines(String... lines) {
        return List.of(lines);
    }

    @ParameterizedTest
    @MethodSource("withoutProgress")
    void anUploadThatDoesNotMoveOnIsGivenUp(List<UploadHost.Answer> answers, String problem, List<String> requests)
            throws Exception {
        host.next(answers);

        SdkException failure = catchThrowableOfType(SdkException.class, this::upload);

        assertThat(failure).hasMessageStartingWith("printDocument.upload failed: " + problem);
        assertThat(host.requests()).containsExactlyElementsOf(requests);
        assertThat(graph.requests()).containsExactly(CREATE);
    }

    @Test
    void aQuestionThatFailsIsSuppressedInTheFailureOfThePart() throws Exception {
        host.next(lost(), refused(400));

        SdkException failure = catchThrowableOfType(SdkException.class, () -> upload(withoutRepeats(), options -> {}));

        assertThat(failure).isExactlyInstanceOf(TransportException.class);
        assertThat(failure.operation()).isEqualTo("printDocument.upload");
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(failure.getSuppressed()).singleElement().isInstanceOfSatisfying(ApiException.class, asking -> {
            assertThat(asking.operation()).isEqualTo("printDocument.getUploadSession");
            assertThat(asking.statusCode()).isEqualTo(400);
        });
        assertThat(host.requests()).containsExactly(FIRST, "GET");
    }

    @Test
    void theTimeoutIsThatOfAllRequestsTogether() throws Exception {
        host.next(after(() -> graph.time.advance(Duration.ofSeconds(6))), (request, host) -> {
            graph.time.advance(Duration.ofSeconds(6));
            return UploadHost.json(503, "");
        });

        SdkException failure = catchThrowableOfType(
                SdkException.class, () -> upload(graph.client(), options -> options.timeout(Duration.ofSeconds(10))));

        assertThat(failure)
                .isExactlyInstanceOf(TransportException.class)
                .hasMessage("printDocument.upload failed: the timeout of PT10S is over");
        assertThat(failure.getCause()).isInstanceOf(ApiException.class);
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(host.requests()).containsExactly(FIRST, SECOND);
        assertThat(graph.requests()).containsExactly(CREATE);
    }

    /** The timeout of the client is for small calls; a document takes its time. */
    @Test
    void theTimeoutOfTheClientDoesNotEndAPart() throws Exception {
        host.next(
                after(() -> graph.time.advance(Duration.ofMinutes(2))),
                after(() -> graph.time.advance(Duration.ofMinutes(2))),
                after(() -> graph.time.advance(Duration.ofMinutes(2))));
        PrintJobClient impatient = graph.client().withOptions(options -> options.timeout(Duration.ofSeconds(5)));

        upload(impatient, options -> {});

        assertThat(Bytes.sha256(host.document())).isEqualTo(SHA);
        assertThat(host.requests()).containsExactly(FIRST, SECOND, THIRD);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anInterruptEndsTheUpload(int parallel) throws Exception {
        Thread caller = Thread.currentThread();
        host.next(after(caller::interrupt));

        Throwable failure = catchThrowable(() -> upload(graph.client(), options -> options.parallel(parallel)));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isInstanceOfSatisfying(InterruptedCallException.class, interrupted -> {
            assertThat(interrupted.operation()).isEqualTo("printDocument.upload");
            assertThat(interrupted.mayHaveReachedService()).isTrue();
        });
        joinUploads();
        assertThat(host.requests()).hasSizeLessThanOrEqualTo(parallel);
        assertThat(graph.requests()).containsExactly(CREATE);
    }

    private static void joinUploads() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("cloudjobs-upload")) {
                thread.join(); // a part that is on its way comes to its end
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void closingTheClientEndsTheUpload(int parallel) throws Exception {
        PrintJobClient print = graph.client();
        host.next(right(), after(print::close));

        Throwable failure = catchThrowable(() -> upload(print, options -> options.parallel(parallel)));

        joinUploads();
        assertThat(failure).hasMessageMatching(".*the client (was closed during the call|is closed).*");
        assertThat(host.requests()).hasSizeLessThanOrEqualTo(3);
        if (parallel == 1) {
            assertThat(failure).isExactlyInstanceOf(TransportException.class);
            assertThat(host.requests()).containsExactly(FIRST, SECOND);
        }
        assertThat(graph.requests()).containsExactly(CREATE);
    }

    @Test
    void aClientThatIsClosedBetweenTwoPartsEndsTheUpload() throws Exception {
        PrintJobClient print = graph.client();

        Throwable failure = catchThrowable(() -> upload(print, options -> options.onProgress(bytes -> print.close())));

        assertThat(failure)
                .isExactlyInstanceOf(TransportException.class)
                .hasMessageEndingWith("the client was closed during the call");
        assertThat(host.requests()).containsExactly(FIRST);
    }

    /** Both are on their way when one is lost: the question comes when the other one has ended. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void aFaultOfOnePartInParallelIsOvercome(int parallel) throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        UploadHost.Answer kept = (request, host) -> {
            both.countDown();
            both.await();
            return right().to(request, host);
        };
        UploadHost.Answer lost = (request, host) -> {
            both.countDown();
            both.await();
            return lost().to(request, host);
        };
        host.next(lost, kept);
        if (parallel > 2) {
            graph.answer(200, UPLOADED); // the part whose repeat comes last may find the session ended
        }

        PrintDocument uploaded = upload(graph.client(), options -> options.parallel(parallel));

        assertThat(uploaded.size()).isEqualTo(SIZE);
        assertThat(Bytes.sha256(host.document())).isEqualTo(SHA);
        assertThat(host.requests()).contains(FIRST, SECOND, THIRD);
    }

    @Test
    void aSecondSessionIsAskedForWhenTheAnswerWithTheFirstIsLost() throws Exception {
        MockWebServer fresh = new MockWebServer();
        fresh.start();
        try {
            GraphServer again = new GraphServer(fresh).loseAnswer().session(host.url());

            upload(again.client(), options -> {});

            assertThat(Bytes.sha256(host.document())).isEqualTo(SHA);
            assertThat(again.requests()).containsExactly(CREATE, CREATE);
        } finally {
            fresh.close();
        }
    }

    @Test
    void withoutASessionNothingIsSent() throws Exception {
        MockWebServer fresh = new MockWebServer();
        fresh.start();
        try {
            GraphServer refusing = new GraphServer(fresh).answer(403, Fixture.text("error-403-missing-scope.json"));

            ForbiddenException failure =
                    catchThrowableOfType(ForbiddenException.class, () -> upload(refusing.client(), options -> {}));

            assertThat(failure.operation()).isEqualTo("printDocument.createUploadSession");
            assertThat(failure).hasMessageContaining("a task of it that is processing the job");
            assertThat(failure.mayHaveReachedService()).isFalse();
            assertThat(refusing.requests()).containsExactly(CREATE);
            assertThat(host.requests()).isEmpty();
        } finally {
            fresh.close();
        }
    }
}
