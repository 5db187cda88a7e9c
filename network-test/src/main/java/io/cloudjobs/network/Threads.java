package io.cloudjobs.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Daemon threads, and waits for their end. */
final class Threads {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Threads() {}

    /** The work of a thread. */
    interface Work {
        void run() throws Exception;
    }

    static Thread daemon(Runnable work) {
        Thread thread = new Thread(null, work, "network-" + COUNT.incrementAndGet(), 256 * 1024);
        thread.setDaemon(true);
        return thread;
    }

    static Thread start(Ledger ledger, Work work) {
        Thread thread = daemon(() -> {
            try {
                work.run();
            } catch (Throwable e) {
                ledger.problem("a thread ended with " + e);
            }
        });
        thread.start();
        return thread;
    }

    static List<Thread> start(Ledger ledger, int count, Work work) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            threads.add(start(ledger, work));
        }
        return threads;
    }

    /** Waits until the threads end; returns false if one does not end in time. */
    static boolean ended(List<Thread> threads, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }

    /** Waits until the threads end, which the ledger requires. */
    static void requireEnd(Ledger ledger, List<Thread> threads, Duration limit) throws InterruptedException {
        ledger.require(ended(threads, limit), "the calls did not end within " + Ledger.seconds(limit));
    }

    /** Waits for a state; returns false if it is not reached in time. */
    static boolean await(Duration limit, BooleanSupplier state) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!state.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(10);
        }
        return true;
    }
}
