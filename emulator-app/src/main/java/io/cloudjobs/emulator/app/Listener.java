package io.cloudjobs.emulator.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One client that listens to events, on the thread of its request. Others only add to its queue, so it never blocks them. If it
 * does not read, its connection is closed.
 */
final class Listener {
    /** Far more than arrive between two reads of a client that is alive. */
    private static final int LIMIT = 2000;

    private static final String HEARTBEAT = ":\n\n";

    private final Duration heartbeat;
    /** The requests to send, by their numbers. Deletions of the log are between them, by negative numbers. */
    private final Map<Long, String> waiting = new LinkedHashMap<>();

    private final Set<Long> replayed = new HashSet<>();
    private @Nullable String state;
    private boolean hasState;
    private @Nullable Thread writer;
    private boolean ended;
    private boolean writes;
    private long writesSince;

    Listener(Duration heartbeat) {
        this.heartbeat = heartbeat;
    }

    /** Adds a request or a deletion. Ends the listener if too many wait. */
    synchronized void add(long number, String event) {
        if (replayed.remove(number)) {
            return;
        }
        if (waiting.size() == LIMIT) {
            end();
            return;
        }
        waiting.put(number, event);
        notifyAll();
    }

    /** Puts logged requests before those that have been added since. None is sent twice, even if it is added later. */
    synchronized void replay(Map<Long, String> logged) {
        var since = new LinkedHashMap<Long, String>(waiting);
        waiting.clear();
        waiting.putAll(logged);
        replayed.addAll(logged.keySet());
        replayed.removeAll(since.keySet());
        since.forEach(waiting::putIfAbsent);
        notifyAll();
    }

    /** Replaces the state to send, because only the last one is of interest. */
    synchronized void state(String event) {
        state = event;
        hasState = true;
        notifyAll();
    }

    /** Sends this state first, unless a later one came before. */
    synchronized void firstState(String event) {
        if (!hasState) {
            state(event);
        }
    }

    /** Ends the listener if its last write began before this time of {@link System#nanoTime()} and has not ended. */
    synchronized void endIfStuckSince(long nanos) {
        if (writes && writesSince - nanos < 0) {
            end();
        }
    }

    /** Interrupts the write, which closes the connection. To close it in another way would wait for the write. */
    synchronized void end() {
        ended = true;
        if (writer != null) {
            writer.interrupt();
        }
    }

    /** Sends events until the client leaves or is too slow. Both end in an exception, which ends the connection. */
    void send(OutputStream out) throws IOException {
        begin();
        try {
            while (true) {
                out.write(next().getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            throw new IOException("the client reads too slowly, or the emulator is closed", e);
        } finally {
            leave();
        }
    }

    private synchronized void begin() {
        writer = Thread.currentThread();
    }

    /** The thread serves other requests afterwards, so no interrupt must be left. */
    private synchronized void leave() {
        writer = null;
        Thread.interrupted();
    }

    private synchronized String next() throws InterruptedException {
        writes = false;
        if (!ended && state == null && waiting.isEmpty()) {
            wait(heartbeat.toMillis());
        }
        if (ended) {
            throw new InterruptedException();
        }
        writes = true;
        writesSince = System.nanoTime();
        return take();
    }

    private String take() {
        String event = state;
        if (event != null) {
            state = null;
            return event;
        }
        for (Map.Entry<Long, String> first : waiting.entrySet()) {
            waiting.remove(first.getKey());
            return first.getValue();
        }
        return HEARTBEAT;
    }
}
