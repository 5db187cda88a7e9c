package io.cloudjobs.faults;

import static io.cloudjobs.faults.Transfer.DELETE;
import static io.cloudjobs.faults.Transfer.DOWNLOAD;
import static io.cloudjobs.faults.Transfer.RESUME;
import static io.cloudjobs.faults.Transfer.STATUS;
import static io.cloudjobs.faults.Transfer.SUBMIT;
import static io.cloudjobs.faults.Transfer.UPLOAD;
import static io.cloudjobs.faults.Transfer.UPLOAD_IN_PARALLEL;
import static io.cloudjobs.testkit.RawServer.Then.DRIP;
import static io.cloudjobs.testkit.RawServer.Then.HANG;
import static io.cloudjobs.testkit.RawServer.Then.KEEP;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.testkit.Canary;
import io.cloudjobs.testkit.RawServer.Answer;
import io.cloudjobs.testkit.RawServer.Then;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An upload or a download ends if there is no progress, at its deadline if there is, at its size limit, on an
 * interrupt, and when its client is closed. The threads of an upload end with it.
 */
@Timeout(300)
class TransferFaultTest {
    /** Ten times the duration of a request on a busy machine. */
    private static final Duration STALL = Duration.ofSeconds(2);

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    /** The limit that must not end a transfer. It is long, so nobody confuses it with a late end at another limit. */
    private static final Duration LONG = Duration.ofMinutes(2);

    private static final Duration A_MOMENT = Duration.ofSeconds(40);

    private static final ExecutorService CASES = Executors.newCachedThreadPool();

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n";

    private static Canary.Log log;

    @BeforeAll
    static void begin() {
        log = new Canary.Log();
        try (Case first = new Case(raw("HTTP/1.1 400 X\r\nContent-Length: 0\r\n\r\n", KEEP))) {
            // Loads the classes that the first call of a process needs: this takes longer than some tests allow.
            first.failureOf(SUBMIT, LONG);
            first.failureOf(DOWNLOAD, LONG);
        }
    }

    @AfterAll
    static void end() {
        CASES.shutdownNow();
        log.close();
    }

    /** A client, the working service, and the other host with the fault. */
    private static final class Case implements AutoCloseable {
        private final FaultServer host;
        private final DocumentService service = new DocumentService();
        private final FaultCase fault;
        private final String link;

        Case(FaultServer host) {
            this.host = host;
            host.fails(Operation.GET);
            link = host.url() + "/up?tempauthtoken=" + Canary.SECRET;
            service.leadsTo(link);
            fault = new FaultCase(host);
            fault.settings.endpoint = service.url();
            fault.settings.retryPolicy = RetryPolicy.none();
            fault.settings.attemptTimeout = STALL;
            fault.settings.time = Time.SYSTEM;
        }

        PrintJobClient client() {
            return PrintClients.builder(fault.settings).build();
        }

        SdkException failureOf(Transfer transfer, Duration timeout) {
            return fault.failureOf(settings -> transfer.run(client(), link, timeout));
        }

        /** Waits until the other host has received all requests that are possible while it does not respond. */
        void awaitRequests(Transfer transfer) {
            int expected = transfer == UPLOAD_IN_PARALLEL ? 2 : 1;
            assertThat(host.requestCount(expected)).isEqualTo(expected);
        }

        @Override
        public void close() {
            fault.close();
            host.close();
            service.close();
        }
    }

    private static FaultServer raw(Answer answer) {
        try {
            return new RawFaultServer(operation -> answer, "http");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FaultServer raw(String answer, Then then) {
        return raw(Answer.of(answer, then));
    }

    /** A phase that never ends, and the time until the client gives up. */
    private record Phase(String name, Transfer transfer, Duration end, Supplier<FaultServer> host) {}

    private static Stream<Phase> phases() {
        Duration twoStalls = STALL.multipliedBy(2); // the second one in the request for the missing ranges
        return Stream.of(
                        phase("silence after the request", () -> raw("", HANG), STALL, DOWNLOAD),
                        phase("silence after the request", () -> raw("", HANG), twoStalls, UPLOAD),
                        phase("silence in the headers", () -> raw("HTTP/1.1 20", HANG), STALL, DOWNLOAD),
                        phase("silence in the body", () -> raw(OK + "%PDF", HANG), STALL, DOWNLOAD),
                        phase("nobody reads", () -> raw(Answer.onConnection(HANG)), twoStalls, UPLOAD_IN_PARALLEL),
                        phase("connect hangs", FullBacklogServer::new, DEADLINE, UPLOAD, DOWNLOAD),
                        phase(
                                "a byte every 20 ms in the headers",
                                () -> raw("HTTP/1.1 200 OK\r\nX: ", DRIP),
                                DEADLINE,
                                UPLOAD,
                                DOWNLOAD,
                                SUBMIT),
                        phase("a byte every 20 ms", () -> raw(OK, DRIP), DEADLINE, UPLOAD, DOWNLOAD, SUBMIT),
                        phase(
                                "a chunk every 20 ms",
                                () -> EndlessServer.chunks(200, 8, 20),
                                DEADLINE,
                                UPLOAD,
                                DOWNLOAD),
                        phase("100 Continue every 20 ms", () -> EndlessServer.patience(20), DEADLINE, UPLOAD, DOWNLOAD),
                        // These transfer only a few bytes, so an attempt has its own limit, independent of progress.
                        phase("a byte every 20 ms", () -> raw(OK, DRIP), STALL, RESUME, STATUS, DELETE))
                .flatMap(phases -> phases);
    }

    private static Stream<Phase> phase(String name, Supplier<FaultServer> host, Duration end, Transfer... transfers) {
        return Arrays.stream(transfers).map(transfer -> new Phase(name, transfer, end, host));
    }

    /** All of them wait at the same time. */
    @TestFactory
    Stream<DynamicTest> aTransferEndsInTimeWhen() {
        return phases()
                .map(phase -> {
                    Future<?> end = CASES.submit(() -> check(phase));
                    return DynamicTest.dynamicTest(phase.transfer() + ", " + phase.name(), end::get);
                })
                .toList()
                .stream();
    }

    private static void check(Phase phase) {
        try (Case one = new Case(phase.host().get())) {
            Duration timeout = phase.end().equals(DEADLINE) ? DEADLINE : LONG;
            assertThat(took(one, phase.transfer(), timeout))
                    .isBetween(phase.end(), phase.end().plus(A_MOMENT));
            one.fault.assertNothingInUse();
        }
    }

    private static Duration took(Case one, Transfer transfer, Duration timeout) {
        long begun = System.nanoTime();
        SdkException failure = one.failureOf(transfer, timeout);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        SdkException cause = transfer == SUBMIT ? (SdkException) failure.getCause() : failure;
        assertThat(cause).isExactlyInstanceOf(TransportException.class);
        // Some logging systems never finish such a trace.
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("CIRCULAR");
        return took;
    }

    @Test
    void anEndlessDocumentEndsAtItsBound() {
        try (Case one = new Case(EndlessServer.chunks(200, 8 * 1024, 0))) {
            assertTooLong(one, 1024 * 1024);
        }
    }

    @Test
    void ofADocumentThatSaysThatItIsTooLongNothingIsTaken() {
        try (Case one = new Case(raw("HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n%PDF", HANG))) {
            assertThat(assertTooLong(one, 1024 * 1024)).isZero();
        }
    }

    /** The number of bytes that were read. */
    private static int assertTooLong(Case one, int maxBytes) {
        one.fault.settings.retryPolicy = RetryPolicy.standard();
        one.fault.settings.attemptTimeout = LONG;
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        SdkException failure = one.fault.failureOf(
                settings -> Transfer.document(one.client()).download(out, options -> options.maxBytes(maxBytes)));

        assertThat(failure)
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessageContaining("more than " + maxBytes);
        assertThat(out.size()).isLessThanOrEqualTo(maxBytes);
        assertThat(one.host.requestCount()).isEqualTo(1);
        one.fault.assertNothingInUse();
        return out.size();
    }

    /** A document that was compressed in transit is a different document. */
    @Test
    void anEncodingThatWasNotAskedForIsRefused() {
        try (Case one = new Case(raw(OK.replace("\r\n\r\n", "\r\nContent-Encoding: gzip\r\n\r\n"), HANG))) {
            assertThat(one.failureOf(DOWNLOAD, LONG))
                    .isExactlyInstanceOf(InvalidResponseException.class)
                    .hasMessageContaining(
                            "the response is compressed, although the client requested no compression: check the proxy or gateway");
            assertThat(one.host.requestCount()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UPLOAD", "RESUME", "STATUS", "DELETE"})
    void anEndlessAnswerThatIsFastEndsAtItsBound(Transfer transfer) {
        try (Case one = new Case(EndlessServer.chunks(200, 8 * 1024, 0))) {
            one.fault.settings.maxResponseBytes = 1024 * 1024;
            one.fault.settings.attemptTimeout = LONG;

            assertThat(one.failureOf(transfer, LONG)).isExactlyInstanceOf(InvalidResponseException.class);
            one.fault.assertNothingInUse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UPLOAD", "DOWNLOAD", "STATUS", "DELETE"})
    void anEndlessErrorThatIsFastIsNotReadToItsEnd(Transfer transfer) {
        try (Case one = new Case(EndlessServer.chunks(500, 8 * 1024, 0))) {
            one.fault.settings.attemptTimeout = LONG;

            assertThat(one.failureOf(transfer, LONG)).isExactlyInstanceOf(ApiException.class);
            one.fault.assertNothingInUse();
        }
    }

    /**
     * On a platform thread, which notices the interrupt only when its I/O returns; immediately if other threads do the
     * I/O.
     */
    @ParameterizedTest
    @EnumSource(names = {"UPLOAD", "UPLOAD_IN_PARALLEL", "SUBMIT", "DOWNLOAD"})
    void anInterruptEndsIt(Transfer transfer) throws Exception {
        try (Case one = new Case(raw(OK, DRIP))) {
            one.fault.settings.attemptTimeout = LONG;
            CompletableFuture<Thread> caller = new CompletableFuture<>();
            Future<SdkException> failure = CASES.submit(() -> {
                caller.complete(Thread.currentThread());
                SdkException interrupted = one.failureOf(transfer, LONG);
                assertThat(Thread.interrupted()).isTrue();
                return interrupted;
            });
            one.awaitRequests(transfer);

            caller.join().interrupt();

            SdkException ended = failure.get(A_MOMENT.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(transfer == SUBMIT ? ended.getCause() : ended)
                    .isExactlyInstanceOf(InterruptedCallException.class);
            assertThat(ended.mayHaveReachedService()).isTrue();
            assertNoThreadIsLeft();
            one.fault.assertNothingInUse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UPLOAD", "UPLOAD_IN_PARALLEL", "SUBMIT", "DOWNLOAD", "STATUS"})
    void theCloseOfTheClientEndsIt(Transfer transfer) throws Exception {
        try (Case one = new Case(raw("", HANG))) {
            one.fault.settings.attemptTimeout = LONG;
            PrintJobClient client = one.client();
            Future<SdkException> failure =
                    CASES.submit(() -> one.fault.failureOf(settings -> transfer.run(client, one.link, LONG)));
            one.awaitRequests(transfer);
            int requests = one.host.requestCount();

            client.close();

            SdkException ended = failure.get(A_MOMENT.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(transfer == SUBMIT ? ended.getCause() : ended)
                    .isExactlyInstanceOf(TransportException.class)
                    .hasMessageContaining("the client was closed during the call");
            assertThat(ended.mayHaveReachedService()).isTrue();
            assertThat(one.host.requestCount()).isEqualTo(requests);
            assertNoThreadIsLeft();
            one.fault.assertNothingInUse();
        }
    }

    /** The threads that upload parts. Each ends after its current part. */
    private static void assertNoThreadIsLeft() {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("cloudjobs-upload"))
                .forEach(thread -> {
                    try {
                        thread.join(A_MOMENT.toMillis());
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    assertThat(thread.isAlive()).isFalse();
                });
    }
}
