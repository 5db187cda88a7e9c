package io.cloudjobs.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The last requests of all services, and the listeners to them. */
final class RequestLog implements AutoCloseable {
    private static final int MOST = 1000;

    /** Each character takes one or two bytes. */
    private static final int LONGEST = 4 << 20;

    /** Calls one listener. A listener that blocks has a thread of its own, and loses the oldest waiting requests. */
    private record Listener(Consumer<? super EmulatedRequest> consumer, ThreadPoolExecutor thread) {
        static Listener of(Consumer<? super EmulatedRequest> consumer) {
            return new Listener(
                    consumer,
                    new ThreadPoolExecutor(
                            0,
                            1,
                            10,
                            TimeUnit.SECONDS,
                            new ArrayBlockingQueue<>(MOST),
                            task -> {
                                var thread = new Thread(task, "cloudjobs-emulator-listener");
                                thread.setDaemon(true);
                                return thread;
                            },
                            new ThreadPoolExecutor.DiscardOldestPolicy()));
        }

        void call(EmulatedRequest request) {
            thread.execute(() -> {
                try {
                    consumer.accept(request);
                } catch (RuntimeException e) {
                    // The next request is as welcome.
                }
            });
        }
    }

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
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
        listeners.forEach(listener -> listener.call(request));
    }

    synchronized List<EmulatedRequest> all() {
        return List.copyOf(requests);
    }

    synchronized void clear() {
        requests.clear();
        length = 0;
    }

    void listen(Consumer<? super EmulatedRequest> consumer) {
        listeners.add(Listener.of(consumer));
    }

    @Override
    public void close() {
        listeners.forEach(listener -> listener.thread.shutdownNow());
    }
}
