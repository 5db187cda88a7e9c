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
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads with faults: the requests and the results. */
@Order(1) // long, so it starts first
@Timeout(60)
class PrintDocumentUploadFaultsTest {
    private static final String CREATE = "POST /v1.0/print/printers/p/jobs/5182/documents/d/createUploadSession";
    private static final String LOOK = "GET /v1.0/print/printers/p/jobs/5182?$expand=documents";

    /** Short parts, because there are many faults. */
    private static final int PART = 1000;

    /** The size of two parts and a few bytes. */
    private static final int SIZE = 2 * PART + 10;

    private static final String FIRST = "PUT 0-999/2010";
    private static final String SECOND = "PUT 1000-1999/2010";
    private static final String THIRD = "PUT 2000-2009/2010";
    private static final byte[] BYTES = Bytes.of(SIZE);
    private static final String SUMMARY = Bytes.summary(BYTES);

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

    /** The faults and the requests. The document still arrives. */
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
                fault("an answer is no JSON", of(saying(202, "<html>")), FIRST, "GET", SECOND, THIRD),
                fault("an answer is empty", of(saying(202, "")), FIRST, "GET", SECOND, THIRD));
    }

    /** The host stores the part, but sends another response. */
    private static UploadHost.Answer saying(int status, String body) {
        return (request, host) -> {
            right().to(request, host);
            return UploadHost.json(status, body);
        };
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
        assertThat(Bytes.summary(host.document())).isEqualTo(SUMMARY);
        assertThat(host.requests()).containsExactlyElementsOf(requests);
        assertThat(graph.requests()).containsExactly(CREATE);
        assertThat(progress).isSorted().doesNotHaveDuplicates().endsWith((long) SIZE);
    }

    /** Without retries, after each fault the client reads the missing ranges. */
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

        assertThat(Bytes.summary(host.document())).isEqualTo(SUMMARY);
        assertThat(host.requests()).containsExactlyElementsOf(requests);
    }

    /** The session has ended with all bytes, and the job says so. */
    static Stream<Arguments> lastAnswers() {
        return Stream.of(
                fault("lost", of(right(), right(), lost()), FIRST, SECOND, THIRD, THIRD, "GET"),
                fault("no JSON", of(right(), right(), saying(201, "<html>")), FIRST, SECOND, THIRD, "GET"),
                fault(
                        "as if there were more to come",
                        of(right(), right(), saying(202, Fixture.text("uploadsession-put-partial.json"))),
                        FIRST,
                        SECOND,
                        THIRD,
                        "GET"),
                fault(
                        "as if there were more to come, and then nothing is missing",
                        of(right(), right(), saying(202, "{}"), missing()),
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
                        "GET"),
                fault("416", of(right(), right(), saying(416, "")), FIRST, SECOND, THIRD, "GET"),
                fault(
                        "with a document of another size",
                        of(right(), right(), saying(201, "{\"id\":\"x\",\"size\":2009}")),
                        FIRST,
                        SECOND,
                        THIRD,
                        "GET"),
                fault(
                        "with a document that expects something",
                        of(
                                right(),
                                right(),
                                saying(201, "{\"id\":\"x\",\"size\":2010,\"nextExpectedRanges\":[\"2000-2009\"]}")),
                        FIRST,
                        SECOND,
                        THIRD,
                        "GET"),
                fault(
                        "without an id",
                        of(right(), right(), saying(201, "{\"documentName\":\"TestFile.pdf\",\"size\":2010}")),
                        FIRST,
                        SECOND,
                        THIRD,
                        "GET"));
    }

    @ParameterizedTest
    @MethodSource("lastAnswers")
    void whenTheLastAnswerSaysNothingTheJobDoes(List<UploadHost.Answer> answers, List<String> requests)
            throws Exception {
        host.next(answers);
        graph.answer(200, UPLOADED);
        List<Long> progress = new ArrayList<>();

        PrintDocument uploaded = upload(graph.client(), options -> options.onProgress(progress::add));

        assertThat(progress).containsExactlyElementsOf(List.of(1000L, 2000L, (long) SIZE));
        assertThat(uploaded.id()).isEqualTo("d");
        assertThat(uploaded.size()).isEqualTo(SIZE);
        assertThat(Bytes.summary(host.document())).isEqualTo(SUMMARY);
        assertThat(host.requests()).containsExactlyElementsOf(requests);
        assertThat(graph.requests()).containsExactly(CREATE, LOOK);
    }

    @Test
    void aDocumentThatDoesNotSayItsSizeIsUploaded() throws Exception {
        host.next(right(), right(), saying(200, "{\"id\":\"x\",\"nextExpectedRanges\":[]}"));

        PrintDocument uploaded = upload();

        assertThat(uploaded.id()).isEqualTo("x");
        assertThat(uploaded.size()).isNull();
        assertThat(Bytes.summary(host.document())).isEqualTo(SUMMARY);
        assertThat(host.requests()).containsExactly(FIRST, SECOND, THIRD);
        assertThat(graph.requests()).containsExactly(CREATE);
    }

    /** The response is the document after half of it, although the other half is missing. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"x\",\"size\":1000}", "{\"id\":\"x\",\"nextExpectedRanges\":[\"1000-\"]}"})
    void anAnswerThatIsNotYetTheDocumentIsNotTakenForIt(String answer) throws Exception {
        host.next(saying(202, answer));

        PrintDocument uploaded = upload();

        assertThat(uploaded.id()).isNotEqualTo("x");
        assertThat(uploaded.size()).isEqualTo(SIZE);
        assertThat(Bytes.summary(host.document())).isEqualTo(SUMMARY);
        assertThat(host.requests()).containsExactly(FIRST, SECOND, THIRD);
    }

    /** A document with its size does not count either, while parts were not sent. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"x\"}", "{\"id\":\"x\",\"size\":SIZE}"})
    void aDocumentThatDoesNotSayItsSizeIsNotEnoughWhenAPartHasFailed(String answer) throws Exception {
        host.next(saying(202, answer.replace("SIZE", String.valueOf(SIZE))), refused(503));

        PrintDocument uploaded = upload(withoutRepeats(), options -> {});

        assertThat(uploaded.id()).isNotEqualTo("x");
        assertThat(uploaded.size()).isEqualTo(SIZE);
        assertThat(Bytes.summary(host.document())).isEqualTo(SUMMARY);
        assertThat(host.requests()).containsExactly(FIRST, SECOND, "GET", SECOND, THIRD);
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

        assertThat(failure)
                .hasMessageStartingWith(
                        "printDocument.upload of /print/printers/p/jobs/5182/documents/d failed: HTTP 404");
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

    /** The session has ended, but not with the last part. */
    static Stream<Arguments> sessionsThatEnd() {
        return Stream.of(
                fault("at once", of(gone()), FIRST, "GET"),
                fault("on the way", of(right(), gone()), FIRST, SECOND, "GET"),
                fault("in place of the last part", of(right(), right(), gone()), FIRST, SECOND, THIRD, "GET"),
                fault("as 410", of(right(), refused(410), refused(410)), FIRST, SECOND, "GET"),
                fault("after a lost answer", of(lost(), gone()), FIRST, FIRST, "GET"),
                fault("before the question", of(lost(), right(), gone()), FIRST, FIRST, "GET"),
                fault("in the second round", of(lost(), right(), right(), gone()), FIRST, FIRST, "GET", SECOND, "GET"));
    }

    /** The old document is still there and has the same size. The client does not return it as the new one. */
    @ParameterizedTest
    @MethodSource("sessionsThatEnd")
    void aSessionThatEndsOnTheWayIsTheEnd(List<UploadHost.Answer> answers, List<String> requests) throws Exception {
        host.next(answers);
        graph.answer(200, UPLOADED);
        List<Long> progress = new ArrayList<>();

        ApiException failure = catchThrowableOfType(
                ApiException.class, () -> upload(graph.client(), options -> options.onProgress(progress::add)));

        assertThat(failure.operation()).isEqualTo("printDocument.upload");
        assertThat(failure.statusCode()).isIn(404, 410, 416);
        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(ApiException.class);
        assertThat(progress).doesNotContain((long) SIZE);
        assertThat(host.requests()).containsExactlyElementsOf(requests);
        assertThat(graph.requests()).containsExactly(CREATE);
    }

    /** The failures that are thrown immediately, because another attempt would also fail. */
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

    /** The same ranges are missing as before, so another round would never end. */
    static Stream<Arguments> withoutProgress() {
        return Stream.of(
                argumentSet("416 to what is missing", of(refused(416)), "HTTP 416", lines(FIRST, "GET")),
                argumentSet(
                        "accepted and not kept",
                        of(
                                said(202, "{\"nextExpectedRanges\":[\"0-\"]}"),
                                said(202, "{\"nextExpectedRanges\":[\"0-\"]}"),
                                said(202, "{\"nextExpectedRanges\":[\"0-\"]}")),
                        "the service requests bytes that it has already accepted",
                        lines(FIRST, SECOND, THIRD, "GET")),
                argumentSet(
                        "kept, and then forgotten",
                        of(right(), refused(416), missing("0-")),
                        "HTTP 416",
                        lines(FIRST, SECOND, "GET")),
                argumentSet(
                        "kept, and then more is missing than was said",
                        of(lost(), right(), missing("2000-")),
                        "the service requests bytes that it has already accepted",
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

        assertThat(failure)
                .hasMessageStartingWith(
                        "printDocument.upload of /print/printers/p/jobs/5182/documents/d failed: " + problem);
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
                .hasMessage(
                        "printDocument.upload of /print/printers/p/jobs/5182/documents/d failed: the timeout of PT10S has expired: raise timeout(...)");
        assertThat(failure.getCause()).isInstanceOf(ApiException.class);
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(host.requests()).containsExactly(FIRST, SECOND);
        assertThat(graph.requests()).containsExactly(CREATE);
    }

    @Test
    void theTimeoutBeginsBeforeTheSession() throws Exception {
        api.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                graph.time.advance(Duration.ofSeconds(11));
                return UploadHost.json(200, "{\"uploadUrl\":\"" + host.url() + "\"}");
            }
        });

        TransportException failure = catchThrowableOfType(
                TransportException.class,
                () -> upload(graph.client(), options -> options.timeout(Duration.ofSeconds(10))));

        assertThat(failure).hasMessageEndingWith(" failed: the timeout of PT10S has expired: raise timeout(...)");
        assertThat(host.requests()).isEmpty();
        assertThat(graph.requests()).containsExactly(CREATE);
    }

    @Test
    void theTimeoutIsThatOfTheSessionAsWell() throws Exception {
        MockWebServer fresh = new MockWebServer();
        fresh.start();
        try {
            GraphServer busy = new GraphServer(fresh);
            later(fresh);
            busy.session(host.url());

            ApiException failure = catchThrowableOfType(
                    ApiException.class,
                    () -> upload(busy.client(), options -> options.timeout(Duration.ofSeconds(10))));

            assertThat(failure.operation()).isEqualTo("printDocument.createUploadSession");
            assertThat(failure.statusCode()).isEqualTo(503);
            assertThat(busy.requests()).containsExactly(CREATE);
            assertThat(host.requests()).isEmpty();
        } finally {
            fresh.close();
        }
    }

    @Test
    void theTimeoutIsThatOfTheLookAsWell() throws Exception {
        host.next(right(), right(), lost());
        later(api);
        graph.answer(200, UPLOADED);

        NotFoundException failure = catchThrowableOfType(
                NotFoundException.class,
                () -> upload(graph.client(), options -> options.timeout(Duration.ofSeconds(10))));

        assertThat(failure.getSuppressed()).hasSize(2);
        assertThat(failure.getSuppressed()[1])
                .isInstanceOfSatisfying(
                        ApiException.class,
                        look -> assertThat(look.statusCode()).isEqualTo(503));
        assertThat(graph.requests()).containsExactly(CREATE, LOOK);
    }

    /** A wait of 20 seconds, which is within the timeout of a usual call. */
    private static void later(MockWebServer server) {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", "20")
                .build());
    }

    /** The timeout of the client is for small calls and does not limit a document. */
    @Test
    void theTimeoutOfTheClientDoesNotEndAPart() throws Exception {
        host.next(
                after(() -> graph.time.advance(Duration.ofMinutes(2))),
                after(() -> graph.time.advance(Duration.ofMinutes(2))),
                after(() -> graph.time.advance(Duration.ofMinutes(2))));
        PrintJobClient impatient = graph.client().withOptions(options -> options.timeout(Duration.ofSeconds(5)));

        upload(impatient, options -> {});

        assertThat(Bytes.summary(host.document())).isEqualTo(SUMMARY);
        assertThat(host.requests()).containsExactly(FIRST, SECOND, THIRD);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anInterruptEndsTheUpload(int parallel) throws Exception {
        Thread caller = Thread.currentThread();
        CountDownLatch isInterrupted = new CountDownLatch(1);
        host.next(
                (request, host) -> {
                    caller.interrupt();
                    isInterrupted.countDown();
                    return right().to(request, host);
                },
                (request, host) -> {
                    isInterrupted.await(); // its response would make the client send a third part
                    return right().to(request, host);
                });

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
                thread.join(); // a part in flight ends normally
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

    /** Both parts are in flight when one is lost: the client reads the missing ranges after the other one has ended. */
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
        graph.answer(200, UPLOADED); // the part that is retried last may find the session ended

        PrintDocument uploaded = upload(graph.client(), options -> options.parallel(parallel));

        assertThat(uploaded.size()).isEqualTo(SIZE);
        assertThat(Bytes.summary(host.document())).isEqualTo(SUMMARY);
        assertThat(host.requests()).contains(FIRST, SECOND, THIRD);
    }

    /** The response to the first part is lost after the second part has completed the document. */
    @Test
    void theLastProgressIsTheSizeAlsoWhenAnAnswerWasLost() throws Exception {
        CountDownLatch firstIsThere = new CountDownLatch(1);
        CountDownLatch isWhole = new CountDownLatch(1);
        UploadHost.Answer first = (request, host) -> {
            MockResponse lost = lost().to(request, host);
            firstIsThere.countDown();
            isWhole.await();
            return lost;
        };
        UploadHost.Answer second = (request, host) -> {
            firstIsThere.await();
            MockResponse right = right().to(request, host);
            isWhole.countDown();
            return right;
        };
        UploadHost.Answer byRange = (request, host) ->
                (request.getHeaders().get("Content-Range").startsWith("bytes 0-") ? first : second).to(request, host);
        host.next(byRange, byRange);
        List<Long> progress = new ArrayList<>();

        PrintDocument uploaded = upload(withoutRepeats(), options -> {
            ((TransferSettings) options).part = SIZE / 2;
            options.parallel(2).onProgress(progress::add);
        });

        assertThat(uploaded.size()).isEqualTo(SIZE);
        assertThat(progress).containsExactly(SIZE / 2L, (long) SIZE);
        assertThat(host.requests()).containsExactlyInAnyOrder("PUT 0-1004/2010", "PUT 1005-2009/2010");
        assertThat(graph.requests()).containsExactly(CREATE);
    }

    /** The service has lost bytes that it had accepted. */
    @Test
    void progressNeverGoesBack() throws Exception {
        host.next(
                right(),
                right(),
                refused(503),
                missing("500-"),
                said(202, "{\"nextExpectedRanges\":[\"1500-2009\"]}"),
                said(201, "{\"id\":\"x\",\"size\":2010}"));
        List<Long> progress = new ArrayList<>();

        upload(withoutRepeats(), options -> options.onProgress(progress::add));

        assertThat(progress).containsExactlyElementsOf(List.of(1000L, 2000L, (long) SIZE));
        assertThat(host.requests())
                .containsExactly(FIRST, SECOND, THIRD, "GET", "PUT 500-1499/2010", "PUT 1500-2009/2010");
    }

    static Stream<Arguments> errorsOfAPart() {
        return Stream.of(1, 2)
                .flatMap(parallel -> Stream.of(
                        argumentSet("typed, parallel " + parallel, parallel, new NoClassDefFoundError("broken")),
                        argumentSet("of the machine, parallel " + parallel, parallel, new InternalError("broken"))));
    }

    /** It ends the upload immediately, because no other part would succeed. */
    @ParameterizedTest
    @MethodSource("errorsOfAPart")
    void anErrorOfAPartEndsTheUpload(int parallel, Error broken) throws Exception {
        GraphServer breaking = new GraphServer(
                api,
                new OkHttpClient.Builder()
                        .addInterceptor(chain -> {
                            if (chain.request().method().equals("PUT")) {
                                throw broken;
                            }
                            return chain.proceed(chain.request());
                        })
                        .build());

        Throwable failure = catchThrowable(() -> upload(breaking.client(), options -> options.parallel(parallel)));

        joinUploads();
        if (broken instanceof VirtualMachineError) {
            assertThat(failure).isSameAs(broken);
        } else {
            assertThat(failure).isExactlyInstanceOf(TransportException.class).hasCause(broken);
        }
        assertThat(host.requests()).isEmpty();
        assertThat(graph.requests()).containsExactly(CREATE);
        breaking.assertNoConnectionIsInUse();
    }

    @Test
    void aSecondSessionIsAskedForWhenTheAnswerWithTheFirstIsLost() throws Exception {
        MockWebServer fresh = new MockWebServer();
        fresh.start();
        try {
            GraphServer again = new GraphServer(fresh).loseAnswer().session(host.url());

            upload(again.client(), options -> {});

            assertThat(Bytes.summary(host.document())).isEqualTo(SUMMARY);
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
            assertThat(failure).hasMessageContaining("while a task of this application is processing the job");
            assertThat(failure.mayHaveReachedService()).isFalse();
            assertThat(refusing.requests()).containsExactly(CREATE);
            assertThat(host.requests()).isEmpty();
        } finally {
            fresh.close();
        }
    }
}
