package io.cloudjobs.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The last requests of all services, and the listeners to them. */
final class RequestLog {
    private static final int MOST = 1000;

    /** Each character takes one or two bytes. */
    private static final int LONGEST = 4 << 20;

    private final List<Consumer<? super EmulatedRequest>> listeners = new CopyOnWriteArrayList<>();
    private final Deque<EmulatedRequest> requests = new ArrayDeque<>();
    private long last;
    private long length;

    synchronized long nextNumber() {
        return ++last;
    }

    synchronized void add(EmulatedRequest request) {
        requests.addLast(request);
        length += request.length();
        while (requests.size() > MOST || length > LONGEST) {
            length -= requests.removeFirst().length();
        }
        // With the lock, so that each listener sees the order of the log.
        for (Consumer<? super EmulatedRequest> listener : listeners) {
            try {
                listener.accept(request);
            } catch (RuntimeException e) {
                // The listener gets the next request anyway.
            }
        }
    }

    synchronized List<EmulatedRequest> all() {
        return List.copyOf(requests);
    }

    synchronized void clear() {
        requests.clear();
        length = 0;
    }

    void listen(Consumer<? super EmulatedRequest> listener) {
        listeners.add(listener);
    }
}
