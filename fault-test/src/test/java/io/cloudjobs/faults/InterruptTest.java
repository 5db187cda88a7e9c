package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.RateLimitException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.testkit.Canary;
import io.cloudjobs.testkit.ForwardingTime;
import io.cloudjobs.testkit.RawServer.Answer;
import io.cloudjobs.testkit.RawServer.Then;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Call;
import okhttp3.EventListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An interrupted thread gets an {@link InterruptedCallException}, keeps its interrupt flag and sends no more requests.
 * It returns immediately from a wait. From socket I/O it returns immediately on a virtual thread, and on a platform
 * thread when the I/O returns or the attempt times out.
 */
@Timeout(300)
class InterruptTest {
    /** So long that a call that ends within moments has not waited for it. */
    private static final Duration LONG = Duration.ofMinutes(2);

    /** Ten times the duration of a request on a busy machine. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static final Duration A_MOMENT = Duration.ofSeconds(20);

    private static final ExecutorService CASES = Executors.newCachedThreadPool();

    private static Canary.Log log;

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

    /** The event that ends the call of an interrupted platform thread. */
    private enum EndedBy {
        INTERRUPT,
        NEXT_BYTE,
        ATTEMPT_TIMEOUT
    }

    /** A place where a call can hang, and the known outcome of its request. */
    enum Phase {
        /** OkHttp connects on another thread, and the calling thread waits for it. */
        CONNECT(FullBacklogServer::new, EndedBy.INTERRUPT, "0 of 1: InterruptedCallException, clear"),
        TLS_HANDSHAKE(
                () -> raw("https", Answer.onConnection(Then.HANG)),
                EndedBy.ATTEMPT_TIMEOUT,
                "0 of 1: InterruptedCallException, clear"),
        HEADERS(() -> raw("http", Answer.of(CONTINUE + "HTTP/1.1 200", Then.HANG)), EndedBy.ATTEMPT_TIMEOUT, SENT),
        DRIPPING_HEADERS(
                () -> raw("http", Answer.of(CONTINUE + "HTTP/1.1 200 OK\r\nX: ", Then.DRIP)), EndedBy.NEXT_BYTE, SENT),
        BODY(() -> raw("http", Answer.of(START, Then.HANG)), EndedBy.ATTEMPT_TIMEOUT, SENT),
        DRIPPING_BODY(() -> raw("http", Answer.of(START, Then.DRIP)), EndedBy.NEXT_BYTE, SENT),
        /** The service has rejected the request, so the exception reports the rejection. */
        BODY_OF_403(
                () -> raw("http", Answer.of(START.replace("200", "403"), Then.HANG)),
                EndedBy.ATTEMPT_TIMEOUT,
                "1 of 1: ForbiddenException 403, clear"),
        /** Another thread of OkHttp reads the socket, and the calling thread waits for it. */
        HTTP_2(InterruptTest::stallingHttp2, EndedBy.INTERRUPT, SENT);

        private final Supplier<FaultServer> server;
        private final EndedBy endedBy;
        private final String outcome;

        Phase(Supplier<FaultServer> server, EndedBy endedBy, String outcome) {
            this.server = server;
            this.endedBy = endedBy;
            this.outcome = outcome;
        }

        /** Opens the latch when a call has reached this place. */
        EventListener signal(CountDownLatch reached) {
            return new EventListener() {
                @Override
                public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
                    reached(CONNECT);
                }

                @Override
                public void secureConnectStart(Call call) {
                    reached(TLS_HANDSHAKE);
                }

                @Override
                public void responseHeadersStart(Call call) {
                    reached(HEADERS, DRIPPING_HEADERS, HTTP_2);
                }

                @Override
                public void responseBodyStart(Call call) {
                    reached(BODY, DRIPPING_BODY, BODY_OF_403);
                }

                private void reached(Phase... phases) {
                    if (Arrays.asList(phases).contains(Phase.this)) {
                        reached.countDown();
                    }
                }
            };
        }
    }

    private static final String SENT = "1 of 1: InterruptedCallException, unclear";

    /** Tells the listener that the request has arrived, so the call now waits for the headers. */
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private static final String START = "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n{";

    private static FaultServer raw(String scheme, Answer answer) {
        try {
            return new RawFaultServer(operation -> answer, scheme);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FaultServer stallingHttp2() {
        MockResponse stalling = new MockResponse.Builder()
                .body("{\"id\":\"5182\"}")
                .onResponseBody(SocketEffect.Stall.INSTANCE)
                .build();
        return CannedFaultServer.http2(operation -> stalling);
    }

    static Stream<Arguments> phases() {
        return Arrays.stream(Phase.values())
                .flatMap(phase -> Arrays.stream(Operation.values()).map(operation -> Arguments.of(phase, operation)));
    }

    /** All cases wait at the same time. */
    @TestFactory
    Stream<DynamicTest> onAPlatformThreadACallEndsWhenItsIoReturnsOrItsAttemptTimesOut() {
        return Arrays.stream(Phase.values())
                .flatMap(phase -> Arrays.stream(Operation.values()).map(operation -> {
                    Duration limit = phase.endedBy == EndedBy.ATTEMPT_TIMEOUT ? SHORT : LONG;
                    Future<?> end =
                            CASES.submit(() -> assertEnds(phase, operation, InterruptTest::platformThread, limit));
                    return DynamicTest.dynamicTest(phase + ", " + operation.title, end::get);
                }))
                .toList()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("phases")
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there are no virtual threads before Java 21")
    void onAVirtualThreadACallEndsAtOnce(Phase phase, Operation operation) {
        assertEnds(phase, operation, InterruptTest::virtualThread, LONG);
    }

    private static void assertEnds(Phase phase, Operation operation, Threads threads, Duration attemptTimeout) {
        try (FaultServer server = phase.server.get()) {
            FaultCase fault = new FaultCase(server);
            CountDownLatch reached = new CountDownLatch(1);
            fault.settings.time = Time.SYSTEM;
            fault.settings.attemptTimeout = attemptTimeout;
            fault.settings.httpClient = fault.settings
                    .httpClient
                    .newBuilder()
                    .eventListener(phase.signal(reached))
                    .build();
            server.fails(operation);

            Ended ended = interruptedWhen(reached, threads, () -> fault.outcome(operation, server));

            assertThat(ended).extracting(Ended::outcome).isEqualTo(phase.outcome);
            assertThat(ended.flagKept()).isTrue();
            assertThat(ended.afterInterrupt()).isLessThan(A_MOMENT);
            fault.assertNothingInUse();
            fault.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWaitEndsAtOnceOnAPlatformThread(Operation operation) {
        assertWaitEnds(operation, InterruptTest::platformThread);
    }

    @ParameterizedTest
    @EnumSource
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there are no virtual threads before Java 21")
    void aWaitEndsAtOnceOnAVirtualThread(Operation operation) {
        assertWaitEnds(operation, InterruptTest::virtualThread);
    }

    private static void assertWaitEnds(Operation operation, Threads threads) {
        Answer tooMany = Answer.of("HTTP/1.1 429 X\r\nRetry-After: 50\r\nContent-Length: 0\r\n\r\n", Then.KEEP);
        try (FaultServer server = raw("http", tooMany)) {
            FaultCase fault = new FaultCase(server);
            CountDownLatch waits = new CountDownLatch(1);
            fault.settings.time = signalling(waits);
            server.fails(operation);
            CompletableFuture<SdkException> failure = new CompletableFuture<>();

            Ended ended = interruptedWhen(waits, threads, () -> {
                failure.complete(fault.failureOf(operation));
                return server.requestCount() + " requests";
            });

            assertThat(failure.join())
                    .isExactlyInstanceOf(InterruptedCallException.class)
                    .hasCauseExactlyInstanceOf(RateLimitException.class);
            assertThat(failure.join().attempts()).isEqualTo(1);
            assertThat(failure.join().mayHaveReachedService()).isFalse();
            assertThat(ended.outcome()).isEqualTo("1 requests");
            assertThat(ended.flagKept()).isTrue();
            assertThat(ended.afterInterrupt()).isLessThan(A_MOMENT);
            fault.assertNothingInUse();
            fault.close();
        }
    }

    /** The real clock, which reports the start of a wait. */
    private static Time signalling(CountDownLatch waits) {
        return new ForwardingTime(Time.SYSTEM) {
            @Override
            public void sleep(Duration duration, CountDownLatch ended) throws InterruptedException {
                waits.countDown();
                super.sleep(duration, ended);
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void aThreadThatComesInterruptedDoesNotEvenConnect(Operation operation) throws IOException {
        try (RawFaultServer server = new RawFaultServer(op -> null, "http")) {
            FaultCase fault = new FaultCase(server);
            server.works(operation);
            Thread.currentThread().interrupt();

            String outcome = fault.outcome(operation, server);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(outcome).isEqualTo("0 of 0: InterruptedCallException, clear");
            assertThat(server.connectionCount()).isZero();
            // The thread was interrupted, not the client.
            assertThat(fault.outcome(operation, server)).isEqualTo("1 of 1: success");
            fault.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptInTheTokenProviderSendsNothing(Operation operation) throws IOException {
        try (RawFaultServer server = new RawFaultServer(op -> null, "http")) {
            FaultCase fault = new FaultCase(server);
            fault.settings.tokenProvider = () -> {
                Thread.currentThread().interrupt();
                return Canary.SECRET;
            };
            server.works(operation);

            String outcome = fault.outcome(operation, server);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(outcome).isEqualTo("0 of 0: InterruptedCallException, clear");
            assertThat(server.connectionCount()).isZero();
            fault.close();
        }
    }

    /** The outcome of an interrupted call. */
    private record Ended(String outcome, boolean flagKept, Duration afterInterrupt) {}

    /** Makes a call on another thread, and interrupts it when the latch opens. */
    private static Ended interruptedWhen(CountDownLatch reached, Threads threads, Supplier<String> call) {
        CompletableFuture<Ended> ended = new CompletableFuture<>();
        long[] interrupted = {0};
        CountDownLatch isInterrupted = new CountDownLatch(1);
        Thread caller = threads.start(() -> {
            String outcome;
            try {
                outcome = call.get();
            } catch (Throwable e) { // also a checked one: Kotlin declares no exceptions
                outcome = "not an SdkException: " + e;
            }
            boolean flagKept = Thread.interrupted();
            long now = System.nanoTime();
            awaitOpen(isInterrupted);
            ended.complete(new Ended(outcome, flagKept, Duration.ofNanos(now - interrupted[0])));
        });
        awaitOpen(reached);
        interrupted[0] = System.nanoTime();
        caller.interrupt();
        isInterrupted.countDown();
        return ended.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            assertThat(latch.await(40, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A way to start a thread. */
    private interface Threads {
        Thread start(Runnable work);
    }

    private static Thread platformThread(Runnable work) {
        Thread thread = new Thread(work, "caller");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Calls {@code Thread.startVirtualThread}, which Java 17 does not have. */
    private static Thread virtualThread(Runnable work) {
        try {
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
