package io.cloudjobs.print.worker;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The threads of the steps. They are daemons, so that a handler that ignores an interrupt does not keep the JVM alive after
 * the worker has stopped. Until then, other threads of db-scheduler keep it alive.
 */
final class StepThreads {
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.print.worker");

    /** How long a step has after its interrupt to store its state. */
    static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);

    private final ThreadLocal<Boolean> isStep = new ThreadLocal<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Duration timeout;
    private final ThreadPoolExecutor pool;

    StepThreads(int concurrency, Duration timeout) {
        this.timeout = timeout;
        this.pool = new ThreadPoolExecutor(
                concurrency,
                concurrency,
                0,
                TimeUnit.NANOSECONDS,
                new LinkedBlockingQueue<>(),
                this::daemon,
                new ThreadPoolExecutor.DiscardPolicy()); // what comes after the stop
    }

    private Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "print-worker-" + count.incrementAndGet());
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(StepThreads::claimFailed);
        return thread;
    }

    /** Tells that db-scheduler could not claim a row. It tries again. */
    private static void claimFailed(Thread thread, Throwable failure) {
        System.Logger.Level level = failure instanceof Error ? System.Logger.Level.ERROR : System.Logger.Level.DEBUG;
        LOG.log(level, "a row could not be claimed", failure);
    }

    ExecutorService pool() {
        return pool;
    }

    /** Runs a step. */
    <T> T in(Supplier<T> step) {
        isStep.set(true);
        try {
            return step.get();
        } finally {
            isStep.remove();
        }
    }

    /** Returns whether the caller is a step. */
    boolean isStep() {
        return isStep.get() != null;
    }

    /**
     * Begins no more steps, waits for those in progress, and interrupts them after the timeout.
     *
     * @return whether the caller was interrupted, which shortens the wait
     */
    boolean stop() {
        pool.shutdown();
        pool.getQueue().clear();
        try {
            if (!pool.awaitTermination(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                pool.shutdownNow();
            }
            return false;
        } catch (InterruptedException e) {
            pool.shutdownNow();
            return true;
        }
    }
}
