package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last requests of all services. */
final class RequestLog {
    /** Enough to look back over a test, and a few megabytes at most. */
    private static final int LIMIT = 1000;

    private final Time time;
    private final Deque<EmulatedRequest> requests = new ArrayDeque<>();
    private long last;

    RequestLog(Time time) {
        this.time = time;
    }

    Time time() {
        return time;
    }

    synchronized long nextNumber() {
        return ++last;
    }

    synchronized void add(EmulatedRequest request) {
        if (requests.size() == LIMIT) {
            requests.removeFirst();
        }
        requests.addLast(request);
    }

    synchronized List<EmulatedRequest> all() {
        return List.copyOf(requests);
    }

    synchronized void clear() {
        requests.clear();
    }
}
