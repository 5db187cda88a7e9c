package io.cloudjobs.testkit;

import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A clock for several threads. It stands still while a thread works. When all threads wait, it moves to the end of the
 * shortest wait, so waits take almost no real time.
 */
public final class SimulatedTime implements Time {
    private record Wait(long end, CountDownLatch latch) {}

    private final Instant start = Instant.parse("2026-11-22T12:00:00Z");
    private final List<Wait> waits = new ArrayList<>();
    private int threads;
    private long nanos;

    /** Runs the work of all threads, and returns when all have ended. */
    public void run(List<? extends Runnable> work) throws InterruptedException {
        synchronized (this) {
            threads += work.size();
        }
        List<Thread> started = new ArrayList<>();
        for (Runnable one : work) {
            Thread thread = new Thread(() -> {
                try {
                    one.run();
                } finally {
                    ended();
                }
            });
            thread.start();
            started.add(thread);
        }
        for (Thread thread : started) {
            thread.join();
        }
    }

    private synchronized void ended() {
        threads--;
    }

    /** Moves the clock forward. */
    public synchronized void advance(Duration duration) {
        nanos += duration.toNanos();
    }

    @Override
    public Instant now() {
        return start.plusNanos(nanos());
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public void sleep(Duration duration, CountDownLatch ended) throws InterruptedException {
        Wait wait;
        synchronized (this) {
            wait = new Wait(nanos + duration.toNanos(), ended);
            waits.add(wait);
        }
        try {
            while (isWaiting(wait) && !ended.await(1, TimeUnit.MILLISECONDS)) {
                advanceIfAllWait();
            }
        } finally {
            synchronized (this) {
                waits.remove(wait);
            }
        }
    }

    private synchronized boolean isWaiting(Wait wait) {
        return wait.end > nanos && wait.latch.getCount() > 0;
    }

    private synchronized void advanceIfAllWait() {
        if (waits.size() >= threads && waits.stream().allMatch(this::isWaiting)) {
            nanos = waits.stream().mapToLong(Wait::end).min().orElse(nanos);
        }
    }
}
