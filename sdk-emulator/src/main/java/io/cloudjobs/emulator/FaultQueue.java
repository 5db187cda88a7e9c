package io.cloudjobs.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The faults that wait for requests, each for a number of them, in the order in which they were asked for. */
final class FaultQueue {
    private record Wait(int answers, Fault fault) {}

    private final Deque<Wait> waiting = new ArrayDeque<>();

    synchronized void add(int answers, Fault fault) {
        Objects.requireNonNull(fault, "fault");
        if (answers < 1) {
            throw new IllegalArgumentException("answers is not positive: " + answers);
        }
        waiting.add(new Wait(answers, fault));
    }

    synchronized void clear() {
        waiting.clear();
    }

    /** The fault of the request that has just arrived, null when it is to be answered. */
    synchronized @Nullable Fault next() {
        Wait first = waiting.poll();
        if (first == null) {
            return null;
        }
        if (first.answers > 1) {
            waiting.addFirst(new Wait(first.answers - 1, first.fault));
        }
        return first.fault;
    }
}
