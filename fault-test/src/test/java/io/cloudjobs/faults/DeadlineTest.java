package io.cloudjobs.faults;

import static io.cloudjobs.faults.FaultRows.Connection.FRESH;
import static io.cloudjobs.faults.FaultRows.Connection.REUSED;
import static io.cloudjobs.testkit.RawServer.Then.DRIP;
import static io.cloudjobs.testkit.RawServer.Then.HANG;
import static io.cloudjobs.testkit.RawServer.Then.KEEP;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.faults.FaultRows.Connection;
import io.cloudjobs.testkit.Canary;
import io.cloudjobs.testkit.ManualTime;
import io.cloudjobs.testkit.RawServer.Answer;
import io.cloudjobs.testkit.RawServer.Then;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A call ends at its deadline, wherever it hangs. Every phase that can hang is tested with real sockets and the real
 * clock. Many combinations of status, {@code Retry-After} and timeout are tested with a simulated clock.
 */
@Timeout(300)
class DeadlineTest {
    /** Ten times the duration of a request on a busy machine. All cases wait for it at the same time. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** The limit that must not end a call. It is long, so nobody confuses it with a late end at the deadline. */
    private static final Duration LONG = Duration.ofSeconds(90);

    private static final Duration TOLERANCE = Duration.ofSeconds(30);

    private static final ExecutorService CASES = Executors.newCachedThreadPool();

    private static Canary.Log log;

    /** A phase that never ends, and the known outcome of the request at the deadline. */
    record Phase(String name, Set<Connection> connections, Supplier<FaultServer> server, String outcome) {}

    private static final String NOTHING_SENT = "0 of 1: TransportException, clear";
    private static final String SENT = "1 of 1: TransportException, unclear";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n";

    static Stream<Phase> phases() {
        return Stream.of(
                new Phase("connect hangs", EnumSet.of(FRESH), FullBacklogServer::new, NOTHING_SENT),
                new Phase(
                        "TLS handshake hangs",
                        EnumSet.of(FRESH),
                        () -> raw("https", Answer.onConnection(HANG)),
                        NOTHING_SENT),
                // The server may have read the bytes in the buffers of an idle connection.
                new Phase(
                        "accepted, then silence",
                        EnumSet.of(FRESH),
                        () -> raw("http", Answer.onConnection(HANG)),
                        "0 of 1: TransportException, unclear"),
                phase("silence after the request", "", HANG, SENT),
                phase("silence in the status line", "HTTP/1.1 20", HANG, SENT),
                phase("silence in the headers", "HTTP/1.1 200 OK\r\nConte", HANG, SENT),
                phase("a byte every 20 ms in the headers", "HTTP/1.1 200 OK\r\nX: ", DRIP, SENT),
                phase("100 Continue every 20 ms", () -> EndlessServer.patience(20), SENT),
                phase("silence before the body", OK + "\r\n", HANG, SENT),
                phase("silence in the body", OK + "\r\n{\"id\":", HANG, SENT),
                phase("a byte every 20 ms in the body", OK + "\r\n{", DRIP, SENT),
                phase("a chunk every 20 ms", () -> EndlessServer.chunks(200, 8, 20), SENT),
                new Phase(
                        "HTTP/2, silence after the request",
                        EnumSet.of(REUSED),
                        () -> http2(response().onResponseStart(SocketEffect.Stall.INSTANCE)),
                        SENT),
                new Phase(
                        "HTTP/2, silence in the body",
                        EnumSet.of(REUSED),
                        () -> http2(response().onResponseBody(SocketEffect.Stall.INSTANCE)),
                        SENT),
                // The status has arrived, so the exception reports it.
                phase(
                        "403, silence in the body",
                        "HTTP/1.1 403 X\r\nContent-Length: 99\r\n\r\n{\"err",
                        HANG,
                        "1 of 1: ForbiddenException 403, clear"),
                phase(
                        "403, a byte every 20 ms in the body",
                        "HTTP/1.1 403 X\r\nContent-Length: 9999\r\n\r\n",
                        DRIP,
                        "1 of 1: ForbiddenException 403, clear"),
                phase(
                        "503, a byte every 20 ms in the body",
                        "HTTP/1.1 503 X\r\nContent-Length: 9999\r\n\r\n",
                        DRIP,
                        "1 of 1: ApiException 503, unclear"),
                phase(
                        "429, a chunk every 20 ms",
                        () -> EndlessServer.chunks(429, 8, 20),
                        "1 of 1: RateLimitException 429, clear"));
    }

    private static Phase phase(String name, String answer, Then then, String outcome) {
        return phase(name, () -> raw("http", Answer.of(answer, then)), outcome);
    }

    private static Phase phase(String name, Supplier<FaultServer> server, String outcome) {
        return new Phase(name, EnumSet.allOf(Connection.class), server, outcome);
    }

    private static FaultServer raw(String scheme, Answer answer) {
        try {
            return new RawFaultServer(operation -> answer, scheme);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FaultServer http2(MockResponse.Builder answer) {
        MockResponse stalled = answer.build();
        return CannedFaultServer.http2(operation -> stalled);
    }

    private static MockResponse.Builder response() {
        return new MockResponse.Builder().body("{\"id\":\"5182\"}");
    }

    @BeforeAll
    static void begin() {
        log = new Canary.Log();
        WarmUp.run();
    }

    @AfterAll
    static void end() {
        CASES.shutdownNow();
        log.close();
    }

    /** All cases wait at the same time, when all are ready. */
    @TestFactory
    Stream<DynamicTest> aCallEndsAtItsDeadlineWhen() {
        Map<Phase, List<Case>> cases = new LinkedHashMap<>();
        phases().forEach(phase -> cases.put(phase, cases(phase)));
        Map<Case, Future<String>> outcomes = new LinkedHashMap<>();
        cases.values().forEach(all -> all.forEach(c -> outcomes.put(c, CASES.submit(c::outcome))));
        return cases.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey().name(), () -> check(entry.getKey(), entry.getValue(), outcomes)));
    }

    private static List<Case> cases(Phase phase) {
        return phase.connections().stream()
                .flatMap(connection ->
                        Arrays.stream(Operation.values()).map(operation -> new Case(phase, operation, connection)))
                .toList();
    }

    private static void check(Phase phase, List<Case> cases, Map<Case, Future<String>> outcomes) throws Exception {
        for (Case one : cases) {
            assertThat(outcomes.get(one).get())
                    .as("%s, %s", phase.name(), one)
                    .isEqualTo(phase.outcome() + ", at its deadline");
        }
        cases.forEach(Case::close);
    }

    /** A call that will hang, with everything prepared before its time starts. */
    private static final class Case {
        private final Operation operation;
        private final Connection connection;
        private final FaultServer server;
        private final FaultCase fault;

        Case(Phase phase, Operation operation, Connection connection) {
            this.operation = operation;
            this.connection = connection;
            server = phase.server().get();
            fault = new FaultCase(server);
            if (connection == REUSED) {
                server.works(operation);
                assertThat(fault.outcome(operation, server)).isEqualTo("1 of 1: success");
            }
            server.fails(operation);
            fault.settings.time = Time.SYSTEM;
            fault.settings.timeout = TIMEOUT;
            fault.settings.attemptTimeout = LONG;
        }

        String outcome() {
            return timed(Time.SYSTEM, TIMEOUT, () -> fault.outcome(operation, server));
        }

        void close() {
            fault.assertNothingInUse();
            fault.close();
            server.close();
        }

        @Override
        public String toString() {
            return operation.title + ", " + connection;
        }
    }

    /** The outcome of a call, and its duration. */
    private static String timed(Time time, Duration timeout, Supplier<String> call) {
        long begun = time.nanos();
        String outcome = call.get();
        Duration took = Duration.ofNanos(time.nanos() - begun);
        if (took.compareTo(timeout) < 0) {
            return outcome + ", too early, after " + took;
        }
        return outcome
                + (took.compareTo(timeout.plus(TOLERANCE)) > 0 ? ", too late, after " + took : ", at its deadline");
    }

    /** The real clock. A wait takes no real time, but moves the clock forward. */
    private static final class SkippingTime implements Time {
        private final ManualTime waits = new ManualTime();

        @Override
        public Instant now() {
            return SYSTEM.now();
        }

        @Override
        public long nanos() {
            return SYSTEM.nanos() + waits.nanos();
        }

        @Override
        public void sleep(Duration duration, CountDownLatch ended) throws InterruptedException {
            waits.sleep(duration, ended);
        }
    }

    /** All operations wait at the same time. */
    @TestFactory
    Stream<DynamicTest> theWaitBetweenTwoAttemptsIsPartOfTheTimeout() {
        return Arrays.stream(Operation.values())
                .map(operation -> {
                    Future<?> end = CASES.submit(() -> {
                        assertTheWaitIsPartOfTheTimeout(operation);
                        return null;
                    });
                    return DynamicTest.dynamicTest(operation.title, end::get);
                })
                .toList()
                .stream();
    }

    private static void assertTheWaitIsPartOfTheTimeout(Operation operation) throws IOException {
        Duration timeout = LONG.plus(TIMEOUT);
        Answer tooMany =
                Answer.of("HTTP/1.1 429 X\r\nRetry-After: " + LONG.toSeconds() + "\r\nContent-Length: 0\r\n\r\n", KEEP);
        Iterator<Answer> answers = List.of(tooMany, Answer.of("", HANG)).iterator();
        try (RawFaultServer server = new RawFaultServer(op -> answers.next(), "http")) {
            FaultCase fault = new FaultCase(server);
            fault.settings.time = new SkippingTime();
            fault.settings.timeout = timeout;
            fault.settings.attemptTimeout = timeout;
            fault.settings.random = () -> 0; // no backoff
            CallListener counts = fault.settings.listeners.get(0);
            fault.settings.listeners = List.of(new CallListener() {
                @Override
                public void attemptEnded(AttemptEvent event) {
                    counts.attemptEnded(event);
                    if (event.retriedAfter() != null) {
                        server.fails(operation);
                    }
                }
            });
            server.fails(operation);

            assertThat(timed(fault.settings.time, timeout, () -> fault.outcome(operation, server)))
                    .isEqualTo("2 of 2: TransportException, unclear, at its deadline");
            fault.assertNothingInUse();
            fault.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEndlessAnswerThatIsFastEndsAtItsBound(Operation operation) {
        try (FaultServer server = EndlessServer.chunks(200, 8 * 1024, 0)) {
            FaultCase fault = new FaultCase(server);
            fault.settings.maxResponseBytes = 1024 * 1024;
            fault.settings.attemptTimeout = Duration.ofSeconds(30);
            server.fails(operation);

            assertThat(fault.outcome(operation, server)).isEqualTo("1 of 1: InvalidResponseException, unclear");
            fault.assertNothingInUse();
            fault.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEndlessErrorThatIsFastIsNotReadToItsEnd(Operation operation) {
        try (FaultServer server = EndlessServer.chunks(500, 8 * 1024, 0)) {
            FaultCase fault = new FaultCase(server);
            fault.settings.attemptTimeout = Duration.ofSeconds(30);
            server.fails(operation);

            assertThat(fault.outcome(operation, server))
                    .isEqualTo(
                            operation == Operation.ABORT
                                    ? "1 of 1: ApiException 500, unclear"
                                    : "3 of 3: ApiException 500, unclear");
            fault.assertNothingInUse();
            fault.close();
        }
    }

    /**
     * With a simulated clock: an attempt takes 4 s of the 10 s, and the service requests a wait for the rest or
     * slightly less.
     */
    @ParameterizedTest
    @CsvSource({
        "429, GET,    6,     1, ''",
        "429, ABORT,  6,     1, ''",
        "429, CANCEL, 6,     1, ''",
        "503, GET,    6,     1, ''",
        "503, CANCEL, 6,     1, ''",
        "503, GET,    3600,  1, ''",
        "429, GET,    5.999, 2, 5.999",
        "429, ABORT,  5.999, 2, 5.999",
        "503, GET,    5.999, 2, 5.999",
        "503, CANCEL, 5.999, 2, 5.999"
    })
    void aServerWaitThatCannotFitFailsAtOnce(
            int status, Operation operation, String retryAfter, int attempts, String wait) throws IOException {
        try (RawFaultServer server = new RawFaultServer(op -> refusal(status, retryAfter), "http")) {
            FaultCase fault = new FaultCase(server);
            ManualTime time = (ManualTime) fault.settings.time;
            fault.settings.timeout = Duration.ofSeconds(10);
            fault.settings.attemptTimeout = Duration.ofSeconds(30);
            fault.settings.httpClient = taking(fault, () -> Duration.ofSeconds(4));
            server.fails(operation);

            SdkException failure = fault.failureOf(operation);

            assertThat(failure.attempts()).isEqualTo(attempts);
            if (attempts == 1) {
                assertThat(time.sleeps()).isEmpty();
                assertThat(time.nanos()).isEqualTo(4_000_000_000L);
                assertThat(failure).isInstanceOfSatisfying(ApiException.class, refused -> {
                    assertThat(refused.statusCode()).isEqualTo(status);
                    assertThat(refused.error().retryAfter()).isEqualTo(Duration.ofSeconds(Long.parseLong(retryAfter)));
                });
            } else {
                // A millisecond remains for the second attempt, which ends there.
                assertThat(time.sleeps()).containsExactly(Duration.parse("PT" + wait + "S"));
                assertThat(time.nanos()).isEqualTo(10_000_000_000L);
                assertThat(failure).isExactlyInstanceOf(TransportException.class);
            }
            fault.close();
        }
    }

    /** With a simulated clock: any status, any {@code Retry-After}, attempts of any duration, any timeout. */
    @Test
    void noCallTakesLongerThanItsTimeout() throws IOException {
        Random random = new Random(20261122); // a fixed seed, so that failures are reproducible
        AtomicReference<Answer> answer = new AtomicReference<>();
        int waits = 0;
        int cuts = 0;
        try (RawFaultServer server = new RawFaultServer(op -> answer.get(), "http")) {
            FaultCase fault = new FaultCase(server);
            AtomicReference<Duration> duration = new AtomicReference<>();
            fault.settings.attemptTimeout = Duration.ofSeconds(30);
            fault.settings.random = random::nextLong;
            fault.settings.httpClient = taking(fault, duration::get);
            for (int i = 0; i < 500; i++) {
                int status = List.of(408, 429, 500, 502, 503, 504).get(random.nextInt(6));
                String retryAfter = List.of("0", "0.5", "3", "12", "31,120", "1e9", "", "NaN", "3600")
                        .get(random.nextInt(9));
                Operation operation = Operation.values()[random.nextInt(3)];
                Duration timeout = Duration.ofMillis(1 + random.nextInt(30_000));
                answer.set(refusal(status, retryAfter));
                server.fails(operation);
                duration.set(Duration.ofMillis(random.nextInt(10_000)));
                ManualTime time = new ManualTime();
                fault.settings.time = time;
                fault.settings.timeout = timeout;
                fault.settings.retryPolicy = RetryPolicy.standard().withMaxAttempts(1 + random.nextInt(6));

                SdkException failure = fault.failureOf(operation);

                String described = String.join(
                        ", ",
                        operation.title,
                        "timeout " + timeout,
                        "attempts of " + duration,
                        status + " with Retry-After: " + retryAfter);
                assertThat(Duration.ofNanos(time.nanos())).as(described).isLessThanOrEqualTo(timeout);
                assertThat(failure.attempts())
                        .as(described)
                        .isEqualTo(time.sleeps().size() + 1);
                waits += time.sleeps().size();
                cuts += failure instanceof ApiException ? 0 : 1;
            }
            fault.close();
        }
        // Both happened often enough to be significant.
        assertThat(waits).isGreaterThan(100);
        assertThat(cuts).isGreaterThan(50);
    }

    private static Answer refusal(int status, String retryAfter) {
        return Answer.of(
                "HTTP/1.1 " + status + " X\r\nRetry-After: " + retryAfter + "\r\nContent-Length: 0\r\n\r\n", KEEP);
    }

    /** A client whose attempts take time on the simulated clock and are cut off where OkHttp would do it. */
    private static OkHttpClient taking(FaultCase fault, Supplier<Duration> duration) {
        return fault.settings
                .httpClient
                .newBuilder()
                .addInterceptor(chain -> {
                    ManualTime time = (ManualTime) fault.settings.time;
                    Duration limit = Duration.ofNanos(chain.call().timeout().timeoutNanos());
                    if (duration.get().compareTo(limit) >= 0) {
                        time.advance(limit);
                        throw new InterruptedIOException("timeout");
                    }
                    time.advance(duration.get());
                    return chain.proceed(chain.request());
                })
                .build();
    }
}
