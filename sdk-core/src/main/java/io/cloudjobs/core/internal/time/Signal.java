package io.cloudjobs.core.internal.time;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An event that happens once, such as the close of a client, and the actions that it runs. It keeps no action that was
 * removed. Each cancellation of a user is one.
 */
public class Signal {
    final Set<Runnable> actions = ConcurrentHashMap.newKeySet();
    private volatile boolean given;

    /** Gives the signal, and runs the actions. */
    public final void cancel() {
        given = true;
        actions.forEach(Runnable::run);
    }

    /** Returns whether the signal was given. */
    public final boolean isCancelled() {
        return given;
    }

    /**
     * Adds an action. If the signal was given, runs it immediately.
     *
     * @param action a short task that does not throw and may run several times, on any thread
     */
    final void add(Runnable action) {
        actions.add(action);
        if (given) {
            action.run(); // the thread that gave the signal may have missed it
        }
    }

    @Override
    public String toString() {
        return given ? "Cancellation[cancelled]" : "Cancellation[open]";
    }
}
