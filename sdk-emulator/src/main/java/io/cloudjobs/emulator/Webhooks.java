package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.Loopback;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the notification URLs of subscribers: one at a time to each, in the order of their events, and again
 * until one succeeds.
 */
final class Webhooks implements AutoCloseable {
    static final Duration LONGEST_RETRY = Duration.ofHours(4);
    private static final int VALIDATION_MILLIS = 10_000;
    private static final int FIRST_PAUSE = 5;
    private static final int LONGEST_PAUSE = 15 * 60;
    private static final int PENDING_LIMIT = 10_000;
    private static final int LOG_LIMIT = 1_000;
    /** How often the clock is read while something is pending, because it can be advanced. */
    private static final int TICK_MILLIS = 100;

    private final Time time;
    private final EventTopics topics;
    private final boolean anyHost;
    private final int millis;
    private final List<EmulatedDelivery> pending = new ArrayList<>();
    private final List<EmulatedDelivery> log = new ArrayList<>();
    private final Map<String, Instant> authorizations = new HashMap<>();
    /** The receivers with a thread that sends to them. */
    private final Set<String> busy = new HashSet<>();

    private final Set<HttpURLConnection> open = new HashSet<>();
    private boolean closed;

    Webhooks(Time time, EventTopics topics, boolean anyHost, int millis) {
        this.time = time;
        this.topics = topics;
        this.anyHost = anyHost;
        this.millis = millis;
    }

    /** Returns whether the emulator may call the URL: it calls this machine only, unless the builder allows any host. */
    boolean isReachable(String url) {
        try {
            URI uri = URI.create(url);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && (anyHost || Loopback.isHost(uri.getHost()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Checks that the receiver returns the validation token, before the subscription is created. */
    void validate(String url, String validationToken) {
        String query = "validationToken=" + URLEncoder.encode(validationToken, StandardCharsets.UTF_8);
        String target = url + (url.contains("?") ? "&" : "?") + query;
        try {
            if (post(target, "text/plain", "", VALIDATION_MILLIS, validationToken) == 200) {
                return;
            }
        } catch (IOException | RuntimeException e) {
            // Refused below, like an invalid response.
        }
        throw new Refusal(
                400,
                "ValidationError",
                "Subscription validation request failed. Notification endpoint must respond with 200 OK to validation"
                        + " request.");
    }

    /** Returns the body of a request with one notification. */
    static ObjectNode body(ObjectNode notification) {
        ObjectNode body = JsonTrees.object();
        body.putArray("value").add(notification);
        return body;
    }

    /** Delivers a notification on another thread, when it is due. If too many are pending, the oldest is lost. */
    synchronized void deliver(EmulatedDelivery added) {
        if (closed) {
            return;
        }
        if (pending.size() == PENDING_LIMIT) {
            lose(pending.remove(0), PENDING_LIMIT + " later notifications are pending");
        }
        pending.add(added);
        if (busy.add(added.target)) {
            var thread = new Thread(() -> send(added.target), "cloudjobs-emulator-webhooks");
            thread.setDaemon(true);
            thread.start();
        }
        notifyAll();
    }

    private void lose(EmulatedDelivery one, String reason) {
        one.ended(one.attempt(), time.now(), 0, "lost, because " + reason);
        log(one);
    }

    private void log(EmulatedDelivery one) {
        if (log.size() == LOG_LIMIT) {
            log.remove(0);
        }
        log.add(one);
    }

    /** Returns the last attempts, oldest first. */
    synchronized List<EmulatedDelivery> log() {
        return List.copyOf(log);
    }

    /** Returns how many notifications have not been delivered yet. */
    synchronized int pending() {
        return pending.size();
    }

    /** Delivers the notifications of a subscription until some time, and forgets what its subscriber was to be told. */
    synchronized void authorize(String subscriptionId, Instant end) {
        authorizations.put(subscriptionId, end);
        pending.removeIf(one -> one.lifecycle && one.subscriptionId().equals(subscriptionId));
    }

    /** Ends the retries for a subscription that is gone. */
    synchronized void forget(String subscriptionId) {
        authorizations.remove(subscriptionId);
        pending.removeIf(one -> one.subscriptionId().equals(subscriptionId));
    }

    /** Sends all that is pending for a receiver. */
    private void send(String target) {
        try {
            for (EmulatedDelivery next = take(target); next != null; next = take(target)) {
                send(next);
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread.
        }
    }

    /** Waits for the next notification that is due, or returns null if none is pending. */
    private synchronized @Nullable EmulatedDelivery take(String target) throws InterruptedException {
        boolean isPending = true;
        while (isPending && !closed) {
            isPending = false;
            Instant now = time.now();
            for (Iterator<EmulatedDelivery> all = pending.iterator(); all.hasNext(); ) {
                EmulatedDelivery one = all.next();
                if (!one.target.equals(target)) {
                    continue;
                }
                if (!one.end.isAfter(now)) {
                    all.remove();
                    lose(one, "it could not be delivered in time");
                    continue;
                }
                Instant authorized = authorizations.get(one.subscriptionId());
                if (!one.due.isAfter(now) && (one.lifecycle || authorized == null || authorized.isAfter(now))) {
                    return one;
                }
                isPending = true;
            }
            if (isPending) {
                wait(TICK_MILLIS);
            }
        }
        busy.remove(target);
        return null;
    }

    private void send(EmulatedDelivery one) {
        int status = 0;
        String problem = null;
        try {
            if (one.target.startsWith("http")) {
                status = post(one.target, "application/json", one.body.toString(), millis, null);
                problem = status / 100 == 2 ? null : "HTTP " + status;
            } else {
                topics.addNow(one.target, one.body);
            }
        } catch (IOException | RuntimeException e) {
            problem = String.valueOf(e.getMessage());
        }
        ended(one, status, problem);
    }

    private synchronized void ended(EmulatedDelivery one, int status, @Nullable String problem) {
        Instant now = time.now();
        one.ended(one.attempt() + 1, now, status, problem);
        int place = pending.indexOf(one);
        if (problem == null) {
            pending.remove(one);
        } else if (place >= 0) {
            // Doubled a few times, so that it stays a number.
            int pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(one.attempt() - 1, 10));
            Instant next = now.plusSeconds(pause);
            pending.set(place, one.again(next));
            for (EmulatedDelivery other : pending) {
                // A receiver without a response is asked once for all its notifications.
                if (status == 0 && other.target.equals(one.target) && other.due.isBefore(next)) {
                    other.due = next;
                }
            }
        }
        if (one.target.startsWith("http")) {
            log(one);
        }
    }

    /**
     * Sends one request, follows no redirect, and closes its connection.
     *
     * @param echo the text that the response must have, or null for any response
     * @return the status, or 0 for another text
     */
    private int post(String url, String contentType, String body, int limit, @Nullable String echo) throws IOException {
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        connection.setConnectTimeout(limit);
        connection.setReadTimeout(limit);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", contentType + "; charset=utf-8");
        // Without "Connection: close": receivers on the JDK's server would reset some connections before their
        // response.
        connection.setDoOutput(true);
        // With a known length, the JDK does not send the body again.
        connection.setFixedLengthStreamingMode(bytes.length);
        synchronized (this) {
            if (closed) {
                throw new IOException("the emulator is closed");
            }
            open.add(connection);
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limit);
        // The timeouts above are for each read. A receiver can send a byte before each of them ends.
        CompletableFuture.delayedExecutor(limit, TimeUnit.MILLISECONDS).execute(connection::disconnect);
        try {
            try (OutputStream out = connection.getOutputStream()) {
                out.write(bytes);
            }
            int status = connection.getResponseCode();
            boolean isExpected = echo == null || echo.equals(text(connection));
            // Headers that are cut off look complete.
            if (System.nanoTime() - end < 0) {
                return isExpected ? status : 0;
            }
        } catch (IOException e) {
            if (System.nanoTime() - end < 0) {
                throw e;
            }
        } finally {
            connection.disconnect();
            synchronized (this) {
                open.remove(connection);
            }
        }
        throw new IOException("no response within " + limit / 1000 + " s");
    }

    /** Returns the beginning of a plain text, or null for another type. */
    private static @Nullable String text(HttpURLConnection connection) throws IOException {
        if (!String.valueOf(connection.getContentType()).regionMatches(true, 0, "text/plain", 0, 10)) {
            return null;
        }
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readNBytes(4096), StandardCharsets.UTF_8);
        }
    }

    /** Ends everything at once: sends no more requests, and closes open connections. */
    @Override
    public synchronized void close() {
        closed = true;
        pending.clear();
        open.forEach(HttpURLConnection::disconnect);
        notifyAll();
    }
}
