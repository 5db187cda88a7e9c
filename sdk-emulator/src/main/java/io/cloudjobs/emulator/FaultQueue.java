package io.cloudjobs.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The pending faults, in the order of their calls. Each applies to a number of requests. */
final class FaultQueue {
    private record Wait(int requests, Fault fault) {}

    private final Deque<Wait> waiting = new ArrayDeque<>();

    synchronized void add(int requests, Fault fault) {
        Objects.requireNonNull(fault, "fault must not be null");
        if (requests < 1) {
            throw new IllegalArgumentException("requests must be at least 1, but is " + requests);
        }
        waiting.add(new Wait(requests, fault));
    }

    synchronized void clear() {
        waiting.clear();
    }

    /** Returns the fault of the request that has just arrived, or null if there is none. */
    synchronized @Nullable Fault next() {
        Wait first = waiting.poll();
        if (first == null) {
            return null;
        }
        if (first.requests > 1) {
            waiting.addFirst(new Wait(first.requests - 1, first.fault));
        }
        return first.fault;
    }
}
