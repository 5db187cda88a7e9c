package io.cloudjobs.core.internal.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The signals that end a call or a wait, any of them. Immutable. */
public final class Signals {
    /** No signal. */
    public static final Signals NONE = new Signals(List.of());

    private static final ThreadLocal<@Nullable Signals> OF_THREAD = new ThreadLocal<>();

    private final List<Signal> signals;

    private Signals(List<Signal> signals) {
        this.signals = signals;
    }

    /** Returns these signals and another one. */
    public Signals and(Signal signal) {
        return and(new Signals(List.of(signal)));
    }

    /** Returns these signals and others. */
    public Signals and(Signals others) {
        if (signals.isEmpty() || others.signals.isEmpty()) {
            return signals.isEmpty() ? others : this;
        }
        List<Signal> all = new ArrayList<>(signals);
        all.addAll(others.signals);
        return new Signals(all);
    }

    /**
     * Returns the signals of the call for which this thread gets a token: they end the token request too.
     */
    public static Signals ofThread() {
        Signals current = OF_THREAD.get();
        return current == null ? NONE : current;
    }

    /** Makes these the signals of this thread, and returns the earlier ones. */
    public Signals enter() {
        Signals before = ofThread();
        if (signals.isEmpty()) {
            OF_THREAD.remove();
        } else {
            OF_THREAD.set(this);
        }
        return before;
    }

    /** Returns whether one of them was given. */
    public boolean isGiven() {
        for (Signal signal : signals) {
            if (signal.isCancelled()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Adds an action to each signal, until it is removed.
     *
     * @param action a short task that does not throw and may run several times, on any thread
     */
    public void add(Runnable action) {
        signals.forEach(signal -> signal.add(action));
    }

    /** Removes an action. */
    public void remove(Runnable action) {
        signals.forEach(signal -> signal.actions.remove(action));
    }

    /** Waits for {@code duration}, or until one of the signals is given. */
    public void sleep(Time time, Duration duration) throws InterruptedException {
        CountDownLatch given = new CountDownLatch(1);
        Runnable wake = given::countDown;
        add(wake);
        try {
            time.sleep(duration, given);
        } finally {
            remove(wake);
        }
    }
}
