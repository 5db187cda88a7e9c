package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.RateLimitException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.testkit.Canary;
import io.cloudjobs.testkit.RawServer.Answer;
import io.cloudjobs.testkit.RawServer.Then;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
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

    private static EndedBy endedBy(HangingPlace phase) {
        return switch (phase) {
            // Another thread of OkHttp connects or reads, and the calling thread waits for it.
            case CONNECT, HTTP_2 -> EndedBy.INTERRUPT;
            case DRIPPING_HEADERS, DRIPPING_BODY -> EndedBy.NEXT_BYTE;
            default -> EndedBy.ATTEMPT_TIMEOUT;
        };
    }

    static Stream<Arguments> phases() {
        return Arrays.stream(HangingPlace.values())
                .flatMap(phase -> Arrays.stream(Operation.values()).map(operation -> Arguments.of(phase, operation)));
    }

    /** All cases wait at the same time. */
    @TestFactory
    Stream<DynamicTest> onAPlatformThreadACallEndsWhenItsIoReturnsOrItsAttemptTimesOut() {
        return Arrays.stream(HangingPlace.values())
                .flatMap(phase -> Arrays.stream(Operation.values()).map(operation -> {
                    Duration limit = endedBy(phase) == EndedBy.ATTEMPT_TIMEOUT ? SHORT : LONG;
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
    void onAVirtualThreadACallEndsAtOnce(HangingPlace phase, Operation operation) {
        assertEnds(phase, operation, InterruptTest::virtualThread, LONG);
    }

    private static void assertEnds(HangingPlace phase, Operation operation, Threads threads, Duration attemptTimeout) {
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

            assertThat(ended).extracting(Ended::outcome).isEqualTo(phase.outcome(InterruptedCallException.class));
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
        try (FaultServer server = HangingPlace.raw("http", tooMany)) {
            FaultCase fault = new FaultCase(server);
            CountDownLatch waits = new CountDownLatch(1);
            fault.settings.time = FaultCase.signalling(waits);
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
