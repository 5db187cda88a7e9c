package io.cloudjobs.core;

import static io.cloudjobs.core.TokenSource.LIFE;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.TokenCache;
import io.cloudjobs.core.internal.time.Signal;
import io.cloudjobs.core.internal.time.Signals;
import io.cloudjobs.testkit.ManualTime;
import io.cloudjobs.testkit.WaitingTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Many threads need the token at the same time. One of them calls the source. The tests check the outcome of its call
 * for all threads.
 */
@Timeout(60)
class CachingTokenProviderThreadsTest {
    private static final int CALLERS = 200;
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final WaitingTime time = new WaitingTime();
    private final TokenSource source = new TokenSource(time);
    private final TokenCache tokens = new TokenCache((limit, claims) -> source.get(), settings());

    private ClientSettings settings() {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        settings.random = () -> 0L;
        return settings;
    }

    /** A thread that requests the token once. */
    private static final class Caller implements Runnable {
        private final Callable<String> call;
        private final CountDownLatch ended = new CountDownLatch(1);
        volatile Thread thread;
        private String token;
        private Throwable failure;
        private boolean interrupted;

        Caller(Callable<String> call) {
            this.call = call;
        }

        @Override
        public void run() {
            thread = Thread.currentThread();
            try {
                token = call.call();
            } catch (Throwable e) {
                failure = e;
            }
            interrupted = Thread.interrupted();
            ended.countDown();
        }

        String token() throws InterruptedException {
            ended.await();
            assertThat(failure).isNull();
            return token;
        }

        Throwable failure() throws InterruptedException {
            ended.await();
            assertThat(token).isNull();
            return failure;
        }

        boolean interrupted() throws InterruptedException {
            ended.await();
            return interrupted;
        }
    }

    /**
     * A gate that blocks the source until the test opens it. If interrupted, it fails like the sources of this library.
     */
    private static final class Gate {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        void pass() {
            reached.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedCallException("token.get", null, 1, true, "the thread was interrupted", e);
            }
        }

        void awaitReached() throws InterruptedException {
            reached.await();
        }

        void open() {
            open.countDown();
        }
    }

    private static Caller start(Callable<String> call) {
        Caller caller = new Caller(call);
        Thread thread = new Thread(caller, "caller");
        thread.setDaemon(true);
        thread.start();
        return caller;
    }

    private List<Caller> callers(int count) {
        return IntStream.range(0, count).mapToObj(i -> start(tokens::token)).toList();
    }

    /** Lets the source return its next token when the gate is open. */
    private void hold(Gate gate) {
        source.then(() -> {
            gate.pass();
            return source.token();
        });
    }

    /** Starts a thread that calls the source, and waits until it has reached the gate. */
    private Caller callerHeldAt(Gate gate) throws InterruptedException {
        hold(gate);
        Caller asking = start(tokens::token);
        gate.awaitReached();
        return asking;
    }

    private static void assertGot(String token, List<Caller> callers) throws InterruptedException {
        for (Caller caller : callers) {
            assertThat(caller.token()).isEqualTo(token);
            assertThat(caller.interrupted()).isFalse();
        }
    }

    /** The ways to have no valid token. */
    enum Without {
        COLD {
            @Override
            void lose(TokenCache tokens, ManualTime clock) {}
        },
        EXPIRED {
            @Override
            void lose(TokenCache tokens, ManualTime clock) {
                tokens.token();
                clock.advance(LIFE);
            }
        },
        REFUSED {
            @Override
            void lose(TokenCache tokens, ManualTime clock) {
                tokens.invalidate(tokens.token());
            }
        };

        abstract void lose(TokenCache tokens, ManualTime clock);
    }

    @ParameterizedTest
    @EnumSource
    void withoutAValidTokenOneAsksAndAllOthersWaitForTheNewOne(Without state) throws Exception {
        state.lose(tokens, time.clock);
        int before = source.asked();
        Gate gate = new Gate();
        Caller asking = callerHeldAt(gate);

        List<Caller> others = callers(CALLERS - 1);
        time.awaitWaits(CALLERS - 1);
        gate.open();

        assertGot("token-" + (before + 1), List.of(asking));
        assertGot("token-" + (before + 1), others);
        assertThat(source.asked()).isEqualTo(before + 1);
    }

    /** Without a gate, so that threads may interleave in any way. */
    @ParameterizedTest
    @EnumSource(names = {"EXPIRED", "REFUSED"})
    void howeverTheThreadsMeetTheSourceIsAskedOnceForEachToken(Without state) throws Exception {
        int rounds = 100;
        CyclicBarrier together = new CyclicBarrier(CALLERS, () -> {
            if (state == Without.EXPIRED) {
                time.clock.advance(LIFE);
            }
        });
        List<Caller> callers = IntStream.range(0, CALLERS)
                .mapToObj(i -> start(() -> {
                    String token = "none";
                    for (int round = 1; round <= rounds; round++) {
                        together.await(30, TimeUnit.SECONDS);
                        if (state == Without.REFUSED) {
                            tokens.invalidate(token);
                        }
                        token = tokens.token();
                        assertThat(token).isEqualTo("token-" + round);
                    }
                    return token;
                }))
                .toList();

        assertGot("token-" + rounds, callers);
        assertThat(source.asked()).isEqualTo(rounds);
    }

    @Test
    void whenTheTokenIsDueOneAsksAndTheOthersUseTheOldOneAtOnce() throws Exception {
        tokens.token();
        time.clock.advance(LIFE.minus(MARGIN));
        Gate gate = new Gate();
        Caller asking = callerHeldAt(gate);

        assertGot("token-1", callers(CALLERS - 1));

        assertThat(time.waits()).isEmpty();
        gate.open();
        assertGot("token-2", List.of(asking));
        assertGot("token-2", callers(1));
        assertThat(source.asked()).isEqualTo(2);
    }

    @Test
    void whoComesWhenTheOldTokenHasExpiredWhileTheSourceIsAskedWaitsForTheNewOne() throws Exception {
        tokens.token();
        time.clock.advance(LIFE.minus(MARGIN));
        Gate gate = new Gate();
        Caller asking = callerHeldAt(gate);
        time.clock.advance(MARGIN);

        List<Caller> others = callers(CALLERS - 1);
        time.awaitWaits(CALLERS - 1);
        gate.open();

        assertGot("token-2", List.of(asking));
        assertGot("token-2", others);
        assertThat(source.asked()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aFailureReachesAllWhoWaitAndIsNotKept(Without state) throws Exception {
        state.lose(tokens, time.clock);
        int before = source.asked();
        Gate gate = new Gate();
        IllegalStateException failure = new IllegalStateException("no answer");
        source.then(() -> {
            gate.pass();
            throw failure;
        });
        Caller asking = start(tokens::token);
        gate.awaitReached();
        List<Caller> others = callers(CALLERS - 1);
        time.awaitWaits(CALLERS - 1);
        gate.open();

        assertThat(asking.failure()).isSameAs(failure);
        for (Caller other : others) {
            assertThat(other.failure()).isSameAs(failure);
        }
        assertThat(source.asked()).isEqualTo(before + 1);
        assertGot("token-" + (before + 2), callers(1));
    }

    @Test
    void theInterruptOfOneWhoWaitsIsItsOwn() throws Exception {
        Gate gate = new Gate();
        Caller asking = callerHeldAt(gate);
        List<Caller> others = callers(CALLERS - 2);
        Caller interrupted = start(tokens::token);
        time.awaitWaits(CALLERS - 1);

        interrupted.thread.interrupt();

        assertThat(interrupted.failure())
                .isExactlyInstanceOf(InterruptedCallException.class)
                .hasMessage(
                        "token.get failed: the thread was interrupted while it waited for another thread to get the token")
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(interrupted.interrupted()).isTrue();
        gate.open();
        assertGot("token-1", List.of(asking));
        assertGot("token-1", others);
        assertThat(source.asked()).isEqualTo(1);
    }

    /** Gets a token for a call with this cancellation. */
    private Callable<String> tokenFor(Cancellation cancellation) {
        return () -> {
            Signals before = Signals.NONE.and((Signal) cancellation).enter();
            try {
                return tokens.token();
            } finally {
                assertThat(before.enter()).isNotNull();
            }
        };
    }

    @Test
    void theCancelOfOneWhoWaitsIsItsOwn() throws Exception {
        Gate gate = new Gate();
        Caller asking = callerHeldAt(gate);
        List<Caller> others = callers(CALLERS - 3);
        Cancellation cancellation = Cancellation.create();
        Caller cancelled = start(tokenFor(cancellation));
        Caller notCancelled = start(tokenFor(Cancellation.create()));
        time.awaitWaits(CALLERS - 1);

        cancellation.cancel();

        assertThat(cancelled.failure())
                .isExactlyInstanceOf(CancelledCallException.class)
                .hasMessage(
                        "token.get failed: the call was cancelled while it waited for another thread to get the token");
        gate.open();
        assertGot("token-1", List.of(asking, notCancelled));
        assertGot("token-1", others);
        assertThat(source.asked()).isEqualTo(1);
    }

    /** The source of this library sends its request for that call, so the request ends with it. */
    @Test
    void ifTheOneThatAsksIsCancelledAnotherOneAsks() throws Exception {
        Gate gate = new Gate();
        Cancellation cancellation = Cancellation.create();
        source.then(() -> {
            gate.pass();
            throw new CancelledCallException("token.get", null, 1, true, "the call was cancelled", null);
        });
        Caller asking = start(tokenFor(cancellation));
        gate.awaitReached();
        List<Caller> others = callers(CALLERS - 1);
        time.awaitWaits(CALLERS - 1);

        cancellation.cancel();
        gate.open();

        assertThat(asking.failure()).isExactlyInstanceOf(CancelledCallException.class);
        assertGot("token-2", others);
        assertThat(source.asked()).isEqualTo(2);
    }

    @Test
    void aTokenThatComesAfterTheCancelServesTheOthers() throws Exception {
        Gate gate = new Gate();
        hold(gate);
        Cancellation cancellation = Cancellation.create();
        Caller asking = start(tokenFor(cancellation));
        gate.awaitReached();
        List<Caller> others = callers(CALLERS - 1);
        time.awaitWaits(CALLERS - 1);

        cancellation.cancel();
        gate.open();

        assertGot("token-1", List.of(asking));
        assertGot("token-1", others);
        assertThat(source.asked()).isEqualTo(1);
    }

    @Test
    void theLimitOfOneWhoWaitsIsItsOwn() throws Exception {
        Gate gate = new Gate();
        Caller asking = callerHeldAt(gate);
        List<Caller> others = callers(CALLERS - 2);
        Duration limit = Duration.ofSeconds(30);
        CountDownLatch over = time.endOfWaitsOf(limit);
        Caller hurried = start(() -> tokens.token(limit));
        time.awaitWaits(CALLERS - 1);

        over.countDown();

        assertLimitIsOver(hurried);
        gate.open();
        assertGot("token-1", List.of(asking));
        assertGot("token-1", others);
        assertThat(source.asked()).isEqualTo(1);
    }

    @Test
    void whoHasNoTimeDoesNotWait() throws Exception {
        Gate gate = new Gate();
        Caller asking = callerHeldAt(gate);

        assertLimitIsOver(start(() -> tokens.token(Duration.ofNanos(-1))));

        assertThat(time.waits()).isEmpty();
        gate.open();
        assertGot("token-1", List.of(asking));
    }

    @Test
    void aLimitMayBeAnyLength() throws Exception {
        Gate gate = new Gate();
        Caller asking = callerHeldAt(gate);
        Caller patient = start(() -> tokens.token(Duration.ofSeconds(Long.MAX_VALUE)));
        time.awaitWaits(1);

        assertThat(time.waits().get(0))
                .isLessThan(Duration.ofNanos(Long.MAX_VALUE)); // otherwise no latch can wait for it
        gate.open();
        assertGot("token-1", List.of(asking, patient));
    }

    private static void assertLimitIsOver(Caller caller) throws InterruptedException {
        assertThat(caller.failure())
                .isExactlyInstanceOf(TokenException.class)
                .hasMessage(
                        "token.get failed: the timeout ended while another thread was getting the token: raise timeout(...), or check the token endpoint");
        assertThat(((SdkException) caller.failure()).attempts()).isZero();
        assertThat(((SdkException) caller.failure()).mayHaveReachedService()).isFalse();
        assertThat(caller.interrupted()).isFalse();
    }

    @Test
    void theLimitIsForAllWaitsTogether() throws Exception {
        Caller first = callerHeldAt(new Gate());
        Gate gate = new Gate();
        hold(gate);
        Caller second = start(tokens::token);
        time.awaitWaits(1);
        Duration limit = Duration.ofSeconds(10);
        CountDownLatch wake = time.endOfWaitsOf(limit);
        Caller limited = start(() -> tokens.token(limit));
        time.awaitWaits(1);

        time.clock.advance(Duration.ofSeconds(6));
        first.thread.interrupt();
        gate.awaitReached();
        wake.countDown();
        time.awaitWaits(1);

        assertThat(time.waits().subList(1, 3)).containsExactly(limit, Duration.ofSeconds(4));
        gate.open();
        assertGot("token-2", List.of(second, limited));
    }

    @ParameterizedTest
    @EnumSource
    void theInterruptOfTheThreadThatAsksIsItsOwnAndTheNextOneTakesOver(Without state) throws Exception {
        state.lose(tokens, time.clock);
        int before = source.asked();
        Caller asking = callerHeldAt(new Gate());
        List<Caller> others = callers(CALLERS - 1);
        time.awaitWaits(CALLERS - 1);

        asking.thread.interrupt();

        assertThat(asking.failure()).isExactlyInstanceOf(InterruptedCallException.class);
        assertThat(asking.interrupted()).isTrue();
        assertGot("token-" + (before + 2), others);
        assertThat(source.asked()).isEqualTo(before + 2);
    }

    @ParameterizedTest
    @EnumSource
    void anErrorOfTheThreadThatAsksIsItsOwnAndTheNextOneTakesOver(Without state) throws Exception {
        state.lose(tokens, time.clock);
        int before = source.asked();
        Gate gate = new Gate();
        source.then(() -> {
            gate.pass();
            throw new StackOverflowError();
        });
        Caller asking = start(tokens::token);
        gate.awaitReached();
        List<Caller> others = callers(CALLERS - 1);
        time.awaitWaits(CALLERS - 1);

        gate.open();

        assertThat(asking.failure()).isExactlyInstanceOf(StackOverflowError.class);
        assertGot("token-" + (before + 2), others);
        assertThat(source.asked()).isEqualTo(before + 2);
    }

    @Test
    void aTokenRefusedWhileTheSourceIsAskedForTheNextOneIsNotGivenAgain() throws Exception {
        tokens.token();
        time.clock.advance(LIFE.minus(MARGIN));
        Gate gate = new Gate();
        Caller asking = callerHeldAt(gate);
        assertGot("token-1", callers(1));

        tokens.invalidate("token-1");
        List<Caller> others = callers(CALLERS - 1);
        time.awaitWaits(CALLERS - 1);
        gate.open();

        assertGot("token-2", List.of(asking));
        assertGot("token-2", others);
        assertThat(source.asked()).isEqualTo(2);
    }

    @Test
    void whoWasTooSlowToAskTheSourceFirstDoesNotAskItAgain() throws Exception {
        Gate gate = new Gate();
        time.beforeNextLook(gate::pass);
        Caller slow = start(tokens::token);
        gate.awaitReached(); // and has found no token
        assertGot("token-1", callers(1));

        gate.open();

        assertGot("token-1", List.of(slow));
        assertThat(source.asked()).isEqualTo(1);
    }

    @Test
    void whoWakesLateIsNotGivenATokenThatWasRefusedMeanwhile() throws Exception {
        Gate gate = new Gate();
        Caller asking = callerHeldAt(gate);
        Duration limit = Duration.ofSeconds(30);
        CountDownLatch wake = time.endOfWaitsOf(limit);
        Caller late = start(() -> tokens.token(limit));
        time.awaitWaits(1);
        gate.open();
        assertGot("token-1", List.of(asking));

        tokens.invalidate("token-1");
        wake.countDown();

        assertThat(late.token()).isEqualTo("token-2");
        assertThat(source.asked()).isEqualTo(2);
    }

    @Test
    void noThreadIsMadeAndTheSourceIsAskedByTheCaller() throws Exception {
        ThreadGroup group = new ThreadGroup("callers");
        List<Thread> asking = new CopyOnWriteArrayList<>();
        Caller caller = new Caller(() -> {
            for (int i = 0; i < 2; i++) {
                source.then(() -> {
                    asking.add(Thread.currentThread());
                    return source.token();
                });
            }
            tokens.token();
            time.clock.advance(LIFE.minus(MARGIN));
            String token = tokens.token();
            Thread[] threads = new Thread[10];
            assertThat(group.enumerate(threads)).isEqualTo(1); // threads that it starts would be in its group
            return token;
        });
        new Thread(group, caller).start();

        assertThat(caller.token()).isEqualTo("token-2");
        assertThat(asking).containsExactly(caller.thread, caller.thread);
    }

    /** More virtual threads than carrier threads: if a waiting one pinned its carrier, not all of them could wait. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads need JDK 21 or later")
    void virtualThreadsWaitWithoutHoldingTheirCarriers() throws Exception {
        int callers = 10_000;
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        try {
            Gate gate = new Gate();
            hold(gate);
            List<Caller> all = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                Caller caller = new Caller(tokens::token);
                all.add(caller);
                threads.execute(caller);
            }
            time.awaitWaits(callers - 1);
            gate.open();

            assertGot("token-1", all);
            assertThat(source.asked()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }
}
