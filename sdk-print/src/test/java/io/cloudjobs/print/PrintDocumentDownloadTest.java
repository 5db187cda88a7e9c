package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads of documents: the requests, the bytes, and the file after a failure. */
@Timeout(60)
class PrintDocumentDownloadTest {
    private static final String ASK = "GET /v1.0/print/printers/p/jobs/5182/documents/d/$value";
    private static final String LINK = "/downloads/9001?tempauthtoken=eyJ0eXAi.secret-of-the-link";
    private static final String NEW_LINK = "/downloads/9001?tempauthtoken=eyJ0eXAi.secret-of-the-new-link";
    private static final int SIZE = 300_000;
    private static final byte[] BYTES = Bytes.of(SIZE);

    @StartStop
    final MockWebServer api = new MockWebServer();

    @StartStop
    final MockWebServer transfers = new MockWebServer();

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Long> progress = new ArrayList<>();
    private GraphServer graph;
    private PrinterDocumentResource document;

    @BeforeEach
    void client() {
        graph = new GraphServer(api);
        document = graph.client().printer("p").job("5182").document("d");
    }

    @AfterEach
    void noConnectionIsInUse() {
        graph.assertNoConnectionIsInUse();
    }

    private void found(String link) {
        graph.found(transfers.url(link).toString());
    }

    private static MockResponse.Builder response(byte[] bytes) {
        return new MockResponse.Builder().body(new Buffer().write(bytes));
    }

    private void give(MockResponse.Builder... responses) {
        for (MockResponse.Builder response : responses) {
            transfers.enqueue(response.build());
        }
    }

    /** The connection is lost within the body. */
    private static MockResponse.Builder cut(byte[] bytes) {
        return response(bytes).onResponseBody(new SocketEffect.CloseSocket());
    }

    private static MockResponse.Builder status(int status) {
        return new MockResponse.Builder().code(status);
    }

    private void download(OutputStream out) {
        document.download(out, options -> options.onProgress(progress::add));
    }

    /** The requests to the other host; none has a token. */
    private void assertTransfers(String... targets) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        for (int i = transfers.getRequestCount(); i > 0; i--) {
            RecordedRequest request = transfers.takeRequest();
            assertThat(request.getHeaders().get("Authorization")).isNull();
            assertThat(request.getMethod()).isEqualTo("GET");
            seen.add(request.getTarget());
        }
        assertThat(seen).containsExactly(targets);
    }

    private void assertWhole() {
        assertThat(out.size()).isEqualTo(SIZE);
        assertThat(Bytes.summary(out.toByteArray())).isEqualTo(Bytes.summary(BYTES));
        assertThat(progress).isSorted().doesNotHaveDuplicates().endsWith((long) SIZE);
    }

    private void assertNothingWrongCame() {
        assertThat(out.toByteArray()).isEqualTo(Arrays.copyOf(BYTES, out.size()));
    }

    static IntStream sizes() {
        return IntStream.of(0, 1, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 3_000_000);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void aDocumentArrivesAsItIs(int size) throws Exception {
        byte[] bytes = Bytes.of(size);
        found(LINK);
        give(response(bytes));

        download(out);

        assertThat(Bytes.summary(out.toByteArray())).isEqualTo(Bytes.summary(bytes));
        assertThat(progress).isSorted().doesNotHaveDuplicates();
        assertThat(progress.isEmpty() ? 0 : progress.get(progress.size() - 1)).isEqualTo(size);
        assertThat(graph.requests()).containsExactly(ASK);
        assertTransfers(LINK);
    }

    /** A chunked body also shows its end. */
    @Test
    void aDocumentInChunksArrivesAsItIs() throws Exception {
        found(LINK);
        give(new MockResponse.Builder().chunkedBody(new Buffer().write(BYTES), 70_000));

        download(out);

        assertWhole();
        assertTransfers(LINK);
    }

    @Test
    void eachRequestSaysWhatIsNeededAndNoMore() throws Exception {
        found(LINK);
        give(response(BYTES));

        download(out);

        RecordedRequest ask = api.takeRequest();
        assertThat(ask.getRequestLine()).isEqualTo(ASK + " HTTP/1.1");
        assertThat(ask.getHeaders().get("Authorization")).isEqualTo("Bearer token");
        assertThat(ask.getHeaders().values("Accept")).containsExactly("*/*");
        assertThat(ask.getHeaders().values("Accept-Encoding")).containsExactly("identity");
        RecordedRequest take = transfers.takeRequest();
        assertThat(take.getRequestLine()).isEqualTo("GET " + LINK + " HTTP/1.1");
        assertThat(take.getHeaders().get("Accept")).isEqualTo("*/*");
        assertThat(take.getHeaders().get("Accept-Encoding")).isEqualTo("identity");
        assertThat(take.getHeaders().names())
                .containsExactlyInAnyOrder("Accept", "Accept-Encoding", "Connection", "Host", "User-Agent");
    }

    /** The service may send the document itself, or a gateway may follow the link: the responses and the number of requests. */
    static Stream<Arguments> atOnce() {
        return Stream.of(
                argumentSet("whole", List.of(response(BYTES)), 1, 0),
                argumentSet(
                        "in chunks",
                        List.of(new MockResponse.Builder().chunkedBody(new Buffer().write(BYTES), 70_000)),
                        1,
                        0),
                argumentSet("said to be JSON", List.of(response(BYTES).setHeader("Content-Type", "text/json")), 1, 0),
                argumentSet("with an empty coding", List.of(response(BYTES).addHeader("Content-Encoding", "")), 1, 0),
                argumentSet("after a passing failure", List.of(status(503), response(BYTES)), 2, 0),
                argumentSet("cut in the middle", List.of(cut(BYTES), response(BYTES)), 2, 0),
                argumentSet("cut, and then a link", List.of(cut(BYTES), link(LINK)), 2, 1));
    }

    private static MockResponse.Builder link(String link) {
        return status(302).addHeader("Location", link);
    }

    @ParameterizedTest
    @MethodSource("atOnce")
    void aDocumentThatComesAtOnceIsTaken(List<MockResponse.Builder> answers, int requests, int toLink)
            throws Exception {
        for (MockResponse.Builder answer : answers) {
            String location = answer.build().getHeaders().get("Location");
            api.enqueue(
                    (location == null ? answer : link(transfers.url(location).toString())).build());
        }
        give(response(BYTES));

        download(out);

        assertWhole();
        assertThat(graph.requests()).hasSize(requests).containsOnly(ASK);
        assertThat(transfers.getRequestCount()).isEqualTo(toLink);
    }

    /** Responses without the document, with the messages. */
    static Stream<Arguments> notAtOnce() {
        String error = "{\"error\":{\"code\":\"generalException\",\"message\":\"m\"}}";
        return Stream.of(
                argumentSet("a part of it", response(BYTES).code(206), "HTTP 206 does not carry the whole document"),
                argumentSet("not yet", status(202), "HTTP 202 does not carry the whole document"),
                argumentSet("nothing", status(204), "HTTP 204 does not carry the whole document"),
                argumentSet("too long", response(Bytes.of(SIZE + 1)), "the document has 300001 bytes"),
                argumentSet(
                        "packed", response(BYTES).addHeader("Content-Encoding", "gzip"), "the response is compressed"),
                argumentSet(
                        "packed, with an empty coding besides",
                        response(BYTES).addHeader("Content-Encoding", "gzip").addHeader("Content-Encoding", ""),
                        "the response is compressed"),
                argumentSet(
                        "an error",
                        response(error.getBytes(StandardCharsets.UTF_8)).addHeader("Content-Type", "application/json"),
                        "generalException"),
                argumentSet(
                        "an error of a kind",
                        response(error.getBytes(StandardCharsets.UTF_8))
                                .addHeader("Content-Type", "application/problem+json; charset=utf-8"),
                        "generalException"));
    }

    @ParameterizedTest
    @MethodSource("notAtOnce")
    void whatComesAtOnceAndIsNotTheDocumentIsNotTaken(MockResponse.Builder answer, String said) throws Exception {
        api.enqueue(answer.build());

        SdkException failure = catchThrowableOfType(
                SdkException.class, () -> document.download(out, options -> options.maxBytes(SIZE)));

        assertThat(failure)
                .hasMessageContaining("printDocument.download of /print/printers/p/jobs/5182/documents/d failed: ")
                .hasMessageContaining(said);
        assertThat(out.size()).isZero();
        assertThat(graph.requests()).containsExactly(ASK);
        assertTransfers();
    }

    /** The login page of a proxy, which comes with 200, from either host. */
    @ParameterizedTest
    @ValueSource(strings = {"text/html", "Text/HTML; charset=utf-8", "application/xhtml+xml"})
    void aWebPageIsNoDocument(String type) throws Exception {
        for (boolean isAtOnce : new boolean[] {true, false}) {
            MockResponse page = response("<html>Log in</html>".getBytes(StandardCharsets.UTF_8))
                    .setHeader("Content-Type", type)
                    .build();
            if (isAtOnce) {
                api.enqueue(page);
            } else {
                api.enqueue(link(transfers.url(LINK).toString()).build());
                transfers.enqueue(page);
            }

            SdkException failure = catchThrowableOfType(InvalidResponseException.class, () -> download(out));

            assertThat(failure)
                    .hasMessageContaining("the response is a web page, not the document")
                    .hasMessageNotContaining("Log in");
            assertThat(out.size()).isZero();
        }
        assertThat(graph.requests()).containsExactly(ASK, ASK);
        assertThat(transfers.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileAppearsOrIsReplacedWhenAllIsThere(boolean isThere) throws Exception {
        Path file = folder.resolve("TestFile.pdf");
        if (isThere) {
            Files.writeString(file, "old");
        }
        found(LINK);
        give(response(BYTES));
        List<List<String>> seen = new ArrayList<>();

        document.download(file, options -> options.onProgress(bytes -> seen.add(names())));

        assertThat(Bytes.summary(Files.readAllBytes(file))).isEqualTo(Bytes.summary(BYTES));
        assertThat(names()).containsExactly("TestFile.pdf");
        assertThat(seen)
                .isNotEmpty()
                .allSatisfy(names -> assertThat(names)
                        .hasSize(isThere ? 2 : 1)
                        .anyMatch(name -> name.matches("[0-9a-f-]{36}\\.part")));
        assertTransfers(LINK);
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The faults, with the number of requests. The stream still gets each byte once. */
    static Stream<Arguments> overcome() {
        return Stream.of(
                argumentSet("cut in the middle", List.of(cut(BYTES), response(BYTES)), 2),
                argumentSet("cut twice", List.of(cut(BYTES), cut(BYTES), response(BYTES)), 3),
                argumentSet(
                        "lost before it began",
                        List.of(
                                new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()),
                                response(BYTES)),
                        2),
                argumentSet("refused for now", List.of(status(503), response(BYTES)), 2),
                argumentSet("throttled", List.of(status(429), response(BYTES)), 2),
                argumentSet("cut, then refused for now", List.of(cut(BYTES), status(500), response(BYTES)), 3),
                argumentSet(
                        "cut in the middle of its chunks",
                        List.of(
                                new MockResponse.Builder()
                                        .chunkedBody(new Buffer().write(BYTES), 1000)
                                        .onResponseBody(new SocketEffect.CloseSocket()),
                                response(BYTES)),
                        2));
    }

    @ParameterizedTest
    @MethodSource("overcome")
    void eachByteComesOnceNevertheless(List<MockResponse.Builder> answers, int requests) throws Exception {
        found(LINK);
        give(answers.toArray(new MockResponse.Builder[0]));

        download(out);

        assertWhole();
        assertThat(graph.requests()).containsExactly(ASK);
        assertThat(transfers.getRequestCount()).isEqualTo(requests);
    }

    static Stream<Arguments> replacements() {
        byte[] other = BYTES.clone();
        other[0]++;
        byte[] shorter = Arrays.copyOf(BYTES, 10);
        return Stream.of(
                argumentSet("by another one of its length", (Object) other),
                argumentSet("by a shorter one that begins like it", (Object) shorter),
                argumentSet("by an empty one", (Object) new byte[0]));
    }

    @ParameterizedTest
    @MethodSource("replacements")
    void aDocumentThatIsReplacedMeanwhileIsNotMixedWithTheNewOne(byte[] replacement) throws Exception {
        found(LINK);
        give(cut(BYTES), response(replacement));

        InvalidResponseException failure = catchThrowableOfType(InvalidResponseException.class, () -> download(out));

        assertThat(failure)
                .hasMessage(
                        "printDocument.download of /print/printers/p/jobs/5182/documents/d failed: the document was replaced during the download; download it again");
        assertNothingWrongCame();
        assertTransfers(LINK, LINK);
        assertThat(graph.requests()).containsExactly(ASK);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410})
    void aLinkThatHasExpiredIsAskedForOnceMore(int status) throws Exception {
        found(LINK);
        found(NEW_LINK);
        give(status(status), response(BYTES));

        download(out);

        assertWhole();
        assertTransfers(LINK, NEW_LINK);
        assertThat(graph.requests()).containsExactly(ASK, ASK);
    }

    @Test
    void aLinkThatExpiresInTheMiddleIsAskedForOnceMore() throws Exception {
        found(LINK);
        found(NEW_LINK);
        give(cut(BYTES), status(403), response(BYTES));

        download(out);

        assertWhole();
        assertTransfers(LINK, LINK, NEW_LINK);
        assertThat(graph.requests()).containsExactly(ASK, ASK);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410})
    void aNewLinkThatDoesNotDoEitherIsTheEnd(int status) throws Exception {
        found(LINK);
        found(NEW_LINK);
        give(status(403), status(status));

        ApiException failure = catchThrowableOfType(ApiException.class, () -> download(out));

        assertThat(failure.operation()).isEqualTo("printDocument.download");
        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure.getMessage()).doesNotContain("needs").doesNotContain("PrintJob.Read");
        assertTransfers(LINK, NEW_LINK);
        assertThat(graph.requests()).containsExactly(ASK, ASK);
    }

    /** Responses of the other host that a new link would not change. The client follows no redirect there. */
    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 400, 416})
    void anotherRefusalIsTheEndAtOnce(int status) throws Exception {
        found(LINK);
        give(status(status).addHeader("Location", transfers.url(LINK)));

        ApiException failure = catchThrowableOfType(ApiException.class, () -> download(out));

        assertThat(failure.statusCode()).isEqualTo(status);
        assertTransfers(LINK);
        assertThat(graph.requests()).containsExactly(ASK);
    }

    @Test
    void aDownloadThatIsCutTooOftenHasFailed() throws Exception {
        found(LINK);
        give(cut(BYTES), cut(BYTES), cut(BYTES));

        SdkException failure = catchThrowableOfType(TransportException.class, () -> download(out));

        assertThat(failure.attempts()).isEqualTo(3);
        assertNothingWrongCame();
        assertThat(out.size()).isBetween(1, SIZE - 1);
        assertThat(progress).isSorted().doesNotHaveDuplicates().endsWith((long) out.size());
        assertTransfers(LINK, LINK, LINK);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                argumentSet("403", 403, ForbiddenException.class),
                argumentSet("404", 404, NotFoundException.class),
                argumentSet("400", 400, ApiException.class));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalOfTheServiceIsTheEndAtOnce(int status, Class<? extends ApiException> type) throws Exception {
        graph.answer(status, "");

        ApiException failure = catchThrowableOfType(ApiException.class, () -> download(out));

        assertThat(failure).isInstanceOf(type);
        if (status == 403) {
            assertThat(failure).hasMessageContaining("PrintJob.Read.All");
        }
        assertThat(graph.requests()).containsExactly(ASK);
        assertTransfers();
    }

    @Test
    void theQuestionIsRepeatedWhenItsAnswerIsLost() throws Exception {
        graph.loseAnswer();
        graph.answer(503, "");
        found(LINK);
        give(response(BYTES));

        download(out);

        assertWhole();
        assertThat(graph.requests()).containsExactly(ASK, ASK, ASK);
        assertTransfers(LINK);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDocumentThatIsTooLongIsNotTaken(boolean saysItsLength) throws Exception {
        found(LINK);
        give(saysItsLength ? response(BYTES) : new MockResponse.Builder().chunkedBody(new Buffer().write(BYTES), 1000));

        InvalidResponseException failure = catchThrowableOfType(
                InvalidResponseException.class, () -> document.download(out, options -> options.maxBytes(SIZE - 1)));

        assertThat(failure)
                .hasMessageContaining(
                        saysItsLength
                                ? "the document has 300000 bytes, more than 299999: raise maxBytes(...)"
                                : "the document has more than 299999 bytes: raise maxBytes(...)");
        assertThat(out.size()).isBetween(0, saysItsLength ? 0 : SIZE - 1);
        assertNothingWrongCame();
        assertTransfers(LINK);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDocumentMayBeAsLongAsItMayBe(boolean saysItsLength) throws Exception {
        found(LINK);
        give(saysItsLength ? response(BYTES) : new MockResponse.Builder().chunkedBody(new Buffer().write(BYTES), 1000));

        document.download(out, options -> options.maxBytes(SIZE).onProgress(progress::add));

        assertWhole();
        assertTransfers(LINK);
    }

    /** As in HTTP/1.0: the client cannot distinguish a complete document from a truncated one. */
    @Test
    void aDocumentWhoseEndCannotBeToldIsNotTaken() throws Exception {
        found(LINK);
        give(response(BYTES).removeHeader("Content-Length").onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE));

        InvalidResponseException failure = catchThrowableOfType(InvalidResponseException.class, () -> download(out));

        assertThat(failure)
                .hasMessageContaining(
                        "the response has no Content-Length and may be truncated: check the proxy or gateway");
        assertThat(out.size()).isZero();
        assertTransfers(LINK);
        assertThat(graph.requests()).containsExactly(ASK);
    }

    @Test
    void aStreamThatCannotBeWrittenEndsTheDownload() throws Exception {
        IOException full = new IOException("no space left");
        found(LINK);
        give(response(BYTES), response(BYTES));

        assertThatThrownBy(() -> download(new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw full;
                    }
                }))
                .isExactlyInstanceOf(UncheckedIOException.class)
                .hasCause(full);

        assertTransfers(LINK);
        assertThat(progress).isEmpty();
    }

    static Stream<Throwable> whatCallbacksThrow() {
        return Stream.of(
                new RuntimeException("enough"),
                new IOException("checked, though nobody declared it"),
                new AssertionError("enough"),
                new NoClassDefFoundError("enough"),
                new StackOverflowError());
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E sneak(Throwable problem) throws E {
        throw (E) problem;
    }

    @ParameterizedTest
    @MethodSource("whatCallbacksThrow")
    void whatTheCallbackThrowsReachesTheCallerAsItIs(Throwable enough) throws Exception {
        found(LINK);
        give(response(BYTES), response(BYTES));

        assertThatThrownBy(() -> document.download(
                        out,
                        options -> options.onProgress(bytes -> {
                            throw PrintDocumentDownloadTest.<RuntimeException>sneak(enough);
                        })))
                .isSameAs(enough);

        assertTransfers(LINK);
    }

    /** After any failure the old file is unchanged, and no part file is left. */
    static Stream<Arguments> failures() {
        return Stream.of(
                failure("the question", test -> test.graph.answer(404, "")),
                failure("the link", test -> test.graph.found("ftp://example.com/a")),
                failure("the other host", test -> {
                    test.found(LINK);
                    test.give(status(400));
                }),
                failure("its connection", test -> {
                    test.found(LINK);
                    test.give(cut(BYTES), cut(BYTES), cut(BYTES));
                }),
                failure("the document that was replaced", test -> {
                    test.found(LINK);
                    test.give(cut(BYTES), response(Bytes.of(SIZE + 1)));
                }));
    }

    private static Arguments failure(String name, Consumer<PrintDocumentDownloadTest> answers) {
        return argumentSet(name, answers);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureLeavesTheFileAsItWas(Consumer<PrintDocumentDownloadTest> answers) throws Exception {
        Path file = Files.writeString(folder.resolve("TestFile.pdf"), "old");
        answers.accept(this);

        assertThat(catchThrowable(() -> document.download(file))).isInstanceOf(SdkException.class);

        assertThat(names()).containsExactly("TestFile.pdf");
        assertThat(file).hasContent("old");
    }

    /** Another success status does not mean the whole document. */
    @ParameterizedTest
    @ValueSource(ints = {201, 202, 203, 204, 205, 206})
    void anotherSuccessIsNoDocument(int status) throws Exception {
        Path file = Files.writeString(folder.resolve("TestFile.pdf"), "old");
        found(LINK);
        MockResponse.Builder answer = (status == 204 || status == 205 ? new MockResponse.Builder() : response(BYTES));
        give(answer.code(status).addHeader("Content-Range", "bytes 0-" + (SIZE - 1) + "/" + SIZE));

        InvalidResponseException failure =
                catchThrowableOfType(InvalidResponseException.class, () -> document.download(file));

        assertThat(failure)
                .hasMessageContaining("printDocument.download of /print/printers/p/jobs/5182/documents/d failed: ")
                .hasMessageContaining("HTTP " + status + " does not carry the whole document");
        assertThat(names()).containsExactly("TestFile.pdf");
        assertThat(file).hasContent("old");
        assertTransfers(LINK);
        assertThat(graph.requests()).containsExactly(ASK);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFolderIsNotReplaced(boolean isLink) throws Exception {
        Path there = Files.createDirectory(folder.resolve("documents"));
        Path file = isLink ? Files.createSymbolicLink(folder.resolve("link"), there) : there;
        List<String> before = names();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> document.download(file))
                .withMessageContaining("is a directory; use the path of a file in it");

        assertThat(names()).isEqualTo(before);
        assertThat(api.getRequestCount()).isZero();
        assertThat(transfers.getRequestCount()).isZero();
    }

    @Test
    void aSymbolicLinkToAFileStaysOne() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path there = Files.writeString(elsewhere.resolve("TestFile.pdf"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), there);
        found(LINK);
        give(response(BYTES));

        document.download(link);

        assertThat(link).isSymbolicLink();
        assertThat(Bytes.summary(Files.readAllBytes(there))).isEqualTo(Bytes.summary(BYTES));
        assertThat(names()).containsExactly("elsewhere", "link");
        assertThat(elsewhere).isDirectoryNotContaining("glob:**.part");
        assertTransfers(LINK);
    }

    @Test
    void aNameMayBeAsLongAsTheFileSystemAllows() throws Exception {
        Path file = folder.resolve("a".repeat(240));
        found(LINK);
        give(response(BYTES));

        document.download(file);

        assertThat(Bytes.summary(Files.readAllBytes(file))).isEqualTo(Bytes.summary(BYTES));
        assertThat(names()).containsExactly("a".repeat(240));
        assertTransfers(LINK);
    }

    @Test
    void aFolderThatIsNotThereIsSaidBeforeAnythingIsAsked() {
        assertThatThrownBy(() -> document.download(folder.resolve("missing").resolve("TestFile.pdf")))
                .isExactlyInstanceOf(UncheckedIOException.class);

        assertThat(api.getRequestCount()).isZero();
        assertThat(names()).isEmpty();
    }

    @Test
    void theTimeoutIsThatOfAllRequestsTogether() throws Exception {
        found(LINK);
        give(status(403));

        SdkException failure = catchThrowableOfType(
                TransportException.class,
                () -> graph.client()
                        .withOptions(options -> options.listener(new io.cloudjobs.core.CallListener() {
                            @Override
                            public void operationEnded(io.cloudjobs.core.OperationEvent event) {
                                graph.time.advance(Duration.ofSeconds(6));
                            }
                        }))
                        .printer("p")
                        .job("5182")
                        .document("d")
                        .download(out, options -> options.timeout(Duration.ofSeconds(10))));

        assertThat(failure).hasMessageContaining("the timeout of ").hasMessageContaining(" has expired");
        assertThat(graph.requests()).containsExactly(ASK);
        assertTransfers(LINK);
    }

    /** The timeout of the client is for small calls and does not limit a document. */
    @Test
    void theTimeoutOfTheClientDoesNotEndADownload() throws Exception {
        found(LINK);
        give(cut(BYTES), response(BYTES));

        graph.client()
                .withOptions(options -> options.timeout(Duration.ofSeconds(5)))
                .printer("p")
                .job("5182")
                .document("d")
                .download(
                        out,
                        options -> options.onProgress(bytes -> {
                            graph.time.advance(Duration.ofSeconds(60));
                            progress.add(bytes);
                        }));

        assertWhole();
        assertTransfers(LINK, LINK);
    }

    @Test
    void anInterruptEndsTheDownload() throws Exception {
        found(LINK);
        give(cut(BYTES), response(BYTES));

        Throwable failure = catchThrowable(() -> document.download(
                out,
                options -> options.onProgress(bytes -> {
                    progress.add(bytes);
                    Thread.currentThread().interrupt();
                })));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isInstanceOf(InterruptedCallException.class);
        assertNothingWrongCame();
        assertTransfers(LINK);
    }

    @Test
    void closingTheClientEndsTheDownload() throws Exception {
        PrintJobClient print = graph.client(new ClientSettings(), RetryPolicy.standard());
        found(LINK);
        give(cut(BYTES), response(BYTES));

        Throwable failure = catchThrowable(() -> print.printer("p")
                .job("5182")
                .document("d")
                .download(out, options -> options.onProgress(bytes -> print.close())));

        assertThat(failure)
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("the client was closed during the call");
        assertTransfers(LINK);
    }
}
