package io.cloudjobs.print;

import static io.cloudjobs.print.PrintDocumentUpload.PART;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads without faults of the service, and documents with faults. */
@Timeout(60)
class PrintDocumentUploadTest {
    private static final String CREATE_BY_PRINTER =
            "POST /v1.0/print/printers/p/jobs/5182/documents/ca96c367/createUploadSession";
    private static final String CREATE_BY_SHARE =
            "POST /v1.0/print/shares/s/jobs/5182/documents/ca96c367/createUploadSession";

    @StartStop
    final MockWebServer api = new MockWebServer();

    @StartStop
    final MockWebServer transfers = new MockWebServer();

    @TempDir
    Path folder;

    private GraphServer graph;
    private PrintJobClient print;

    @BeforeEach
    void client() {
        graph = new GraphServer(api);
        print = graph.client();
    }

    @AfterEach
    void noConnectionIsInUse() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("cloudjobs-upload")) {
                assertThat(thread.isDaemon()).isTrue();
                thread.join(); // a part that was in flight when the upload failed ends normally
            }
        }
        graph.assertNoConnectionIsInUse();
    }

    private UploadHost host(int size) {
        UploadHost host = new UploadHost(transfers, size);
        graph.session(host.url());
        return host;
    }

    private PrinterDocumentResource document() {
        return print.printer("p").job("5182").document("ca96c367");
    }

    private static DocumentContent content(byte[] bytes) {
        return DocumentContent.of("TestFile.pdf", "application/pdf", bytes);
    }

    static IntStream sizes() {
        return IntStream.of(1, PART - 1, PART, PART + 1, 3 * PART, 3 * PART + 7);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void aDocumentArrivesInPartsAsItIs(int size) throws Exception {
        UploadHost host = host(size);
        byte[] bytes = Bytes.of(size);
        List<Long> progress = new ArrayList<>();

        PrintDocument uploaded = document().upload(content(bytes), options -> options.onProgress(progress::add));

        assertThat(uploaded.size()).isEqualTo(size);
        assertThat(uploaded.displayName()).isEqualTo("TestFile.pdf");
        assertThat(Bytes.summary(host.document())).isEqualTo(Bytes.summary(bytes));
        int parts = (size + PART - 1) / PART;
        assertThat(host.requests())
                .containsExactlyElementsOf(IntStream.range(0, parts)
                        .mapToObj(n -> UploadHost.put(n, size))
                        .toList());
        assertThat(progress)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, parts)
                        .mapToObj(n -> Math.min((long) n * PART, size))
                        .toList());
        assertThat(graph.requests()).containsExactly(CREATE_BY_PRINTER);
    }

    @Test
    void eachRequestSaysWhatTheServiceWantsAndNoMore() throws Exception {
        UploadHost host = host(PART + 1);

        document().upload(content(Bytes.of(PART + 1)));

        RecordedRequest create = api.takeRequest();
        assertThat(create.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(new ObjectMapper().readTree(create.getBody().utf8())).isEqualTo(new ObjectMapper().readTree("""
                        {"properties": {"documentName": "TestFile.pdf", "contentType": "application/pdf", "size": 4915201}}
                        """));
        RecordedRequest part = transfers.takeRequest();
        assertThat(part.getRequestLine()).isEqualTo("PUT " + UploadHost.SESSION + " HTTP/1.1");
        assertThat(part.getHeaders().get("Content-Range")).isEqualTo("bytes 0-4915199/4915201");
        assertThat(part.getHeaders().get("Content-Length")).isEqualTo("4915200");
        assertThat(part.getHeaders().get("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(part.getHeaders().names())
                .containsExactlyInAnyOrder(
                        "Accept",
                        "Accept-Encoding",
                        "Connection",
                        "Content-Length",
                        "Content-Range",
                        "Content-Type",
                        "Host",
                        "User-Agent");
        RecordedRequest last = transfers.takeRequest();
        assertThat(last.getHeaders().get("Content-Range")).isEqualTo("bytes 4915200-4915200/4915201");
        assertThat(last.getHeaders().get("Content-Length")).isEqualTo("1");
        assertThat(host.requests()).hasSize(2);
        assertThat(api.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aDocumentOfAJobOfAShareIsUploadedInTheSameWay() throws Exception {
        UploadHost host = host(10);
        byte[] bytes = Bytes.of(10);

        print.share("s").job("5182").document("ca96c367").upload(content(bytes));

        assertThat(host.document()).isEqualTo(bytes);
        assertThat(host.requests()).containsExactly("PUT 0-9/10");
        assertThat(graph.requests()).containsExactly(CREATE_BY_SHARE);
    }

    static Stream<Arguments> sources() {
        return Stream.of(
                source("a file", (bytes, file) -> DocumentContent.of(write(file, bytes), "application/pdf")),
                source("an array", (bytes, file) -> content(bytes)),
                source(
                        "a stream",
                        (bytes, file) -> DocumentContent.of(
                                "TestFile.pdf",
                                "application/pdf",
                                bytes.length,
                                () -> new ByteArrayInputStream(bytes))),
                source(
                        "a stream that gives little at a time",
                        (bytes, file) -> DocumentContent.of(
                                "TestFile.pdf", "application/pdf", bytes.length, () -> new Trickle(bytes))));
    }

    private static Arguments source(String name, BiFunction<byte[], Path, DocumentContent> content) {
        return argumentSet(name, content);
    }

    private static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads and skips fewer bytes than requested. */
    private static final class Trickle extends FilterInputStream {
        Trickle(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(length, 100_000));
        }

        @Override
        public long skip(long length) throws IOException {
            return super.skip(Math.min(length, 100_000));
        }
    }

    /** The response to the first part is lost, so the client reads the part again. */
    @ParameterizedTest
    @MethodSource("sources")
    void aDocumentComesFromAnywhere(BiFunction<byte[], Path, DocumentContent> source) throws Exception {
        int size = 2 * PART + 100;
        byte[] bytes = Bytes.of(size);
        UploadHost host = host(size).next(UploadHost.cutAfter(PART - 10));

        document().upload(source.apply(bytes, folder.resolve("TestFile.pdf")));

        assertThat(Bytes.summary(host.document())).isEqualTo(Bytes.summary(bytes));
        assertThat(host.requests())
                .containsExactly(
                        UploadHost.put(0, size),
                        UploadHost.put(0, size),
                        "GET",
                        "PUT 4915190-9830389/9830500",
                        "PUT 9830390-9830499/9830500");
        assertThat(graph.requests()).containsExactly(CREATE_BY_PRINTER);
    }

    @Test
    void everyStreamIsClosed() {
        int size = 2 * PART;
        byte[] bytes = Bytes.of(size);
        AtomicInteger opened = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        UploadHost host = host(size).next(UploadHost.cutAfter(PART - 10)); // which leads back into the first part

        document().upload(DocumentContent.of("a", "text/plain", size, () -> {
            opened.incrementAndGet();
            return new FilterInputStream(new ByteArrayInputStream(bytes)) {
                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        }));

        assertThat(host.document()).isEqualTo(bytes);
        assertThat(opened).hasValue(2);
        assertThat(closed).hasValue(2);
    }

    /** The client closes the first stream when it reads the first part again. A failure of the close is ignored. */
    @Test
    void aStreamThatCannotBeClosedDoesNotSpoilTheUpload() throws Exception {
        int size = 2 * PART;
        byte[] bytes = Bytes.of(size);
        AtomicInteger closed = new AtomicInteger();
        UploadHost host = host(size).next(UploadHost.cutAfter(PART - 10));

        PrintDocument uploaded = document()
                .upload(DocumentContent.of(
                        "a", "text/plain", size, () -> new FilterInputStream(new ByteArrayInputStream(bytes)) {
                            @Override
                            public void close() throws IOException {
                                closed.incrementAndGet();
                                throw new IOException("cannot be closed");
                            }
                        }));

        assertThat(uploaded.size()).isEqualTo(size);
        assertThat(closed).hasValue(2);
        assertThat(Bytes.summary(host.document())).isEqualTo(Bytes.summary(bytes));
        assertThat(graph.requests()).containsExactly(CREATE_BY_PRINTER);
    }

    @Test
    void aSourceThatGivesNothingIsAMistakeOfTheProgram() throws Exception {
        UploadHost host = host(10);

        assertThatNullPointerException()
                .isThrownBy(() -> document().upload(DocumentContent.of("a", "text/plain", 10, () -> null)))
                .withMessage("source.open() returned null");

        assertThat(host.requests()).isEmpty();
        assertThat(graph.requests()).containsExactly(CREATE_BY_PRINTER);
    }

    /** Half of the bytes fill the first part. */
    static Stream<Arguments> wrongLengths() {
        return Stream.of(
                argumentSet("too short for the first part", 2 * PART, PART - 1, List.of()),
                argumentSet("without the second part", 2 * PART, PART, List.of(UploadHost.put(0, 2 * PART))),
                argumentSet("too short", 2 * PART, 2 * PART - 1, List.of(UploadHost.put(0, 2 * PART))),
                argumentSet("too long", 2 * PART, 2 * PART + 1, List.of(UploadHost.put(0, 2 * PART))),
                argumentSet("one part and too long", 10, 11, List.of()),
                argumentSet("empty", 10, 0, List.of()));
    }

    @ParameterizedTest
    @MethodSource("wrongLengths")
    void aFileThatChangesItsLengthIsNotUploaded(int before, int after, List<String> requests) throws Exception {
        UploadHost host = host(before);
        DocumentContent content =
                DocumentContent.of(write(folder.resolve("a.pdf"), Bytes.of(before)), "application/pdf");
        write(folder.resolve("a.pdf"), Bytes.of(after));

        assertThatThrownBy(() -> document().upload(content))
                .isExactlyInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("the document changed during the upload: it no longer has " + before + " bytes");

        assertThat(host.requests()).containsExactlyElementsOf(requests);
        assertThat(graph.requests()).containsExactly(CREATE_BY_PRINTER);
    }

    @Test
    void aDocumentThatCannotBeReadIsNotUploaded() throws Exception {
        IOException broken = new IOException("broken");
        UploadHost host = host(10);

        assertThatThrownBy(() -> document().upload(DocumentContent.of("a", "text/plain", 10, () -> {
                    throw broken;
                })))
                .isExactlyInstanceOf(UncheckedIOException.class)
                .hasCause(broken);

        assertThat(host.requests()).isEmpty();
        assertThat(graph.requests()).containsExactly(CREATE_BY_PRINTER);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatTheCallbackThrowsReachesTheCallerAsItIs(int parallel) {
        RuntimeException enough = new RuntimeException("enough");
        UploadHost host = host(2 * PART);

        assertThatThrownBy(() -> document()
                        .upload(
                                content(Bytes.of(2 * PART)),
                                options -> options.parallel(parallel).onProgress(bytes -> {
                                    throw enough;
                                })))
                .isSameAs(enough);

        assertThat(host.requests())
                .hasSizeLessThanOrEqualTo(Math.min(parallel, 2))
                .isNotEmpty();
    }

    /** The host responds only when the maximum number of parts is in flight, to the last part first. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void partsInParallelAreAnsweredInAnyOrder(int parallel) throws Exception {
        int parts = parallel;
        int size = parts * PART - 5;
        byte[] bytes = Bytes.of(size);
        List<CountDownLatch> answered = new ArrayList<>();
        CountDownLatch underWay = new CountDownLatch(parts);
        for (int i = 0; i <= parts; i++) {
            answered.add(new CountDownLatch(1));
        }
        answered.get(parts).countDown();
        UploadHost.Answer inReverse = (request, host) -> {
            int n = Integer.parseInt(request.getHeaders().get("Content-Range").replaceFirst("bytes (\\d+)-.*", "$1"))
                    / PART;
            underWay.countDown();
            underWay.await();
            answered.get(n + 1).await();
            try {
                return UploadHost.right().to(request, host);
            } finally {
                answered.get(n).countDown();
            }
        };
        UploadHost host = host(size);
        IntStream.range(0, parts).forEach(n -> host.next(inReverse));
        List<Long> progress = new ArrayList<>();

        PrintDocument uploaded = document()
                .upload(content(bytes), options -> options.parallel(parallel).onProgress(progress::add));

        assertThat(uploaded.size()).isEqualTo(size);
        assertThat(Bytes.summary(host.document())).isEqualTo(Bytes.summary(bytes));
        assertThat(host.requests())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, parts)
                        .mapToObj(n -> UploadHost.put(n, size))
                        .toList());
        assertThat(progress).hasSize(parts).isSorted().endsWith((long) size);
        assertThat(graph.requests()).containsExactly(CREATE_BY_PRINTER);
    }

    @Test
    void noMorePartsThanAllowedAreOnTheirWay() throws Exception {
        int size = 7 * PART;
        byte[] bytes = Bytes.of(size);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch two = new CountDownLatch(2);
        UploadHost host = host(size);
        UploadHost.Answer counted = (request, counting) -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            two.countDown();
            two.await();
            try {
                return UploadHost.right().to(request, counting);
            } finally {
                underWay.decrementAndGet();
            }
        };
        IntStream.range(0, 7).forEach(n -> host.next(counted));

        document().upload(content(bytes), options -> options.parallel(2));

        assertThat(most).hasValue(2);
        assertThat(Bytes.summary(host.document())).isEqualTo(Bytes.summary(bytes));
        assertThat(host.requests()).hasSize(7);
    }
}
