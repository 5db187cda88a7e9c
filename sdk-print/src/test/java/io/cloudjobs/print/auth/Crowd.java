package io.cloudjobs.print.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.testkit.ForwardingTime;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Many threads that request the same thing at the same time. The clock stands still while they wait. */
final class Crowd extends ForwardingTime {
    static final int SIZE = 200;

    private final CountDownLatch othersWait = new CountDownLatch(SIZE - 1);
    private final CountDownLatch othersAreServed = new CountDownLatch(SIZE - 1);

    Crowd(ManualTime time) {
        super(time);
    }

    /** Calls the supplier on each thread and returns the results. */
    List<String> ask(Supplier<String> question) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(SIZE);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < SIZE; i++) {
                answers.add(threads.submit(() -> {
                    start.await();
                    String answer = question.get();
                    othersAreServed.countDown();
                    return answer;
                }));
            }
            start.countDown();
            List<String> got = new ArrayList<>();
            for (Future<String> answer : answers) {
                got.add(answer.get(30, TimeUnit.SECONDS));
            }
            return got;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Returns when all threads but one wait for that one. */
    void awaitThatTheOthersWait() {
        await(othersWait);
    }

    /** Returns when all threads but one have their results. */
    void awaitThatTheOthersAreServed() {
        await(othersAreServed);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void sleep(Duration duration, CountDownLatch ended) throws InterruptedException {
        othersWait.countDown();
        ended.await();
    }
}
