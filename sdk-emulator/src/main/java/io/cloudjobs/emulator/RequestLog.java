package io.cloudjobs.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The last requests of all services, and the listeners to them. */
final class RequestLog implements AutoCloseable {
    private static final int MOST = 1000;

    /** Each character takes one or two bytes. */
    private static final int LONGEST = 4 << 20;

    private final List<Consumer<? super EmulatedRequest>> listeners = new CopyOnWriteArrayList<>();
    private final List<ExecutorService> threads = new CopyOnWriteArrayList<>();
    private final Deque<LoggedRequest> requests = new ArrayDeque<>();
    private long last;
    private long length;

    synchronized long nextNumber() {
        return ++last;
    }

    synchronized void add(LoggedRequest request) {
        requests.addLast(request);
        length += request.length();
        while (requests.size() > MOST || length > LONGEST) {
            length -= requests.removeFirst().length();
        }
        // With the lock, so that each listener sees the order of the log.
        listeners.forEach(listener -> listener.accept(request));
    }

    synchronized List<EmulatedRequest> all() {
        return List.copyOf(requests);
    }

    synchronized void clear() {
        requests.clear();
        length = 0;
    }

    /** Gives the listener a thread of its own. If it blocks, it loses the oldest waiting requests. */
    void listen(Consumer<? super EmulatedRequest> listener) {
        var thread = new ThreadPoolExecutor(
                0,
                1,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST),
                task -> {
                    var daemon = new Thread(task, "cloudjobs-emulator-listener");
                    daemon.setDaemon(true);
                    return daemon;
                },
                new ThreadPoolExecutor.DiscardOldestPolicy());
        threads.add(thread);
        listeners.add(request -> thread.execute(() -> {
            try {
                listener.accept(request);
            } catch (RuntimeException e) {
                // The listener gets the next request anyway.
            }
        }));
    }

    @Override
    public void close() {
        threads.forEach(ExecutorService::shutdownNow);
    }
}
