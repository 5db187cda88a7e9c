package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.EmulatedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sends the state and the requests to all who listen, as server-sent events. */
final class Events implements AutoCloseable {
    /** A page in a browser is one listener. */
    private static final int MOST_LISTENERS = 50;

    /** The time until a client reconnects, in milliseconds. */
    private static final String RETRY = "retry: 1000\n\n";

    /** How often the state is compared, because time alone can change it. In milliseconds. */
    private static final long CHECK = 500;

    /** The pause between two comparisons, so that many requests do not cause as many. In milliseconds. */
    private static final long PAUSE = 100;

    /** The clocks of the machine and the emulator are not read at exactly the same time. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private static final String DELETED = "event: requestsDeleted\ndata: {}\n\n";

    private final CloudJobsEmulator emulator;
    private final Duration heartbeat;
    private final Duration stuck;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private boolean watched;
    private boolean signalled;
    private boolean forced;
    private @Nullable JsonNode shown;
    private Duration shownTime = Duration.ZERO;
    private final AtomicLong lastLogged = new AtomicLong();
    private long deletions;

    /**
     * Adds the operation.
     *
     * @param heartbeat the time without an event until a comment is sent
     * @param stuck the time for one write until the client counts as dead
     */
    Events(ControlRouter router, CloudJobsEmulator emulator, Duration heartbeat, Duration stuck) {
        this.emulator = emulator;
        this.heartbeat = heartbeat;
        this.stuck = stuck;
        emulator.onRequest(this::logged);
        router.add("GET /events", call -> listen(call.header("Last-Event-ID")));
    }

    private Reply listen(@Nullable String lastId) {
        String last = lastId == null || lastId.isEmpty() ? null : lastId;
        RequestsApi.after(List.of(), last); // refuses an id that is no number
        if (listeners.size() >= MOST_LISTENERS) {
            throw new Problem(503, "There are " + MOST_LISTENERS + " listeners, the most that are served. Close one.")
                    .with("Retry-After", "10");
        }
        return Reply.streamed("text/event-stream", out -> {
            var listener = new Listener(heartbeat);
            listeners.add(listener);
            try {
                out.write(RETRY.getBytes(StandardCharsets.UTF_8));
                if (last != null) {
                    listener.replay(logged(last));
                }
                listener.firstState(watch());
                listener.send(out);
            } finally {
                listeners.remove(listener);
            }
        });
    }

    private Map<Long, String> logged(String last) {
        var events = new LinkedHashMap<Long, String>();
        RequestsApi.after(emulator.requestLog(), last).forEach(request -> events.put(request.number(), event(request)));
        return events;
    }

    private void logged(EmulatedRequest request) {
        lastLogged.set(request.number());
        if (!listeners.isEmpty()) {
            String event = event(request);
            listeners.forEach(listener -> listener.add(request.number(), event));
            signal(false);
        }
    }

    /** Sends the state, because an operation of the control API has changed it, or at least the clock. */
    void changed() {
        signal(true);
    }

    private synchronized void signal(boolean force) {
        signalled = true;
        forced |= force;
        notifyAll();
    }

    /** Returns the event for the current state, and begins to compare it. */
    private String watch() {
        JsonNode state = Json.tree(emulator.state());
        synchronized (this) {
            if (!watched) {
                watched = true;
                shown = withoutTime(state);
                hasTimeMoved();
                var thread = new Thread(this::compare, "cloudjobs-control-events");
                thread.setDaemon(true);
                thread.start();
            }
        }
        return event(state);
    }

    /** Compares the state while somebody listens. */
    private void compare() {
        try {
            while (goesOn()) {
                boolean force = awaitSignal() | hasTimeMoved();
                if (isLogDeleted()) {
                    deletions--;
                    listeners.forEach(listener -> listener.add(deletions, DELETED));
                }
                JsonNode state = Json.tree(emulator.state());
                JsonNode comparable = withoutTime(state);
                if (force || !comparable.equals(shown)) {
                    shown = comparable;
                    String event = event(state);
                    listeners.forEach(listener -> listener.state(event));
                }
                long limit = System.nanoTime() - stuck.toNanos();
                listeners.forEach(listener -> listener.endIfStuckSince(limit));
                TimeUnit.MILLISECONDS.sleep(PAUSE);
            }
        } catch (InterruptedException | RuntimeException e) {
            close(); // clients connect again
            synchronized (this) {
                watched = false;
            }
        }
    }

    private synchronized boolean goesOn() {
        watched = !listeners.isEmpty();
        return watched;
    }

    private synchronized boolean awaitSignal() throws InterruptedException {
        if (!signalled) {
            wait(CHECK);
        }
        boolean force = forced;
        signalled = false;
        forced = false;
        return force;
    }

    /** Returns whether the clock has moved in another way than by the passing of time. */
    private boolean hasTimeMoved() {
        boolean isFrozen = emulator.clock().isFrozen();
        Duration time = Duration.between(
                isFrozen ? Instant.EPOCH : Instant.now(), emulator.clock().now());
        boolean hasMoved = time.minus(shownTime).abs().compareTo(isFrozen ? Duration.ZERO : TOLERANCE) > 0;
        if (hasMoved) {
            shownTime = time;
        }
        return hasMoved;
    }

    /** Returns whether the last request has left the log, which drops the oldest ones first. */
    private boolean isLogDeleted() {
        long last = lastLogged.get();
        return last > 0
                && emulator.requestLog().stream().noneMatch(request -> request.number() == last)
                && lastLogged.compareAndSet(last, 0);
    }

    /** The clock goes on all the time. That is no change. */
    private static JsonNode withoutTime(JsonNode state) {
        JsonNode copy = state.deepCopy();
        if (copy.path("clock") instanceof ObjectNode clock) {
            clock.remove("now");
        }
        return copy;
    }

    private static String event(JsonNode state) {
        return "event: state\ndata: " + state + "\n\n";
    }

    private static String event(EmulatedRequest request) {
        return "id: " + request.number() + "\nevent: request\ndata: " + RequestsApi.json(request) + "\n\n";
    }

    /** Returns the number of those who listen. */
    int listeners() {
        return listeners.size();
    }

    /** Ends all listeners. */
    @Override
    public void close() {
        listeners.forEach(Listener::end);
    }
}
