package io.cloudjobs.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A clock that the test moves. Its waits are real: each ends when its latch opens, or on command of the test. */
public final class WaitingTime extends ForwardingTime {
    /** The clock that the test moves. */
    public final ManualTime clock;

    private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore begun = new Semaphore(0);
    private final Map<Duration, CountDownLatch> ends = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Runnable> beforeNextLook = new AtomicReference<>();

    /** Creates a clock at a fixed time. */
    public WaitingTime() {
        this(new ManualTime());
    }

    /** Uses the time of {@code clock}. */
    public WaitingTime(ManualTime clock) {
        super(clock);
        this.clock = clock;
    }

    /** Returns the waits that have started so far, in order. */
    public List<Duration> waits() {
        return waits;
    }

    /** Waits until this number of further waits has started. */
    public void awaitWaits(int count) throws InterruptedException {
        begun.acquire(count);
    }

    /** Sets the latch that ends waits of this length from now on, instead of their own latch. */
    public CountDownLatch endOfWaitsOf(Duration duration) {
        return ends.computeIfAbsent(duration, key -> new CountDownLatch(1));
    }

    /** Sets the action of the next thread that reads the clock, before it gets the time. */
    public void beforeNextLook(Runnable action) {
        beforeNextLook.set(action);
    }

    @Override
    public Instant now() {
        Runnable action = beforeNextLook.getAndSet(null);
        if (action != null) {
            action.run();
        }
        return super.now();
    }

    @Override
    public void sleep(Duration duration, CountDownLatch ended) throws InterruptedException {
        waits.add(duration);
        begun.release();
        ends.getOrDefault(duration, ended).await();
    }
}
