package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.Loopback;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.http.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the notification URLs of subscribers: one at a time to each, in the order of their events, and again
 * until one succeeds. One thread decides what is due, by the clock of the services. Other threads send.
 */
final class Webhooks implements AutoCloseable {
    private static final int VALIDATION_MILLIS = 10_000;
    private static final int DELIVERY_MILLIS = 3_000;
    private static final Duration LONGEST_RETRY = Duration.ofHours(4);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final Duration WINDOW = Duration.ofMinutes(10);
    /** Enough for receivers that hang. More would be a burden for the machine. */
    private static final int SENDERS = 16;

    private static final int PENDING_LIMIT = 10_000;
    private static final int LOG_LIMIT = 1_000;
    private static final long SHORTEST_WAIT = 10;

    private final Time time;
    private final boolean anyHost;
    private final @Nullable SSLContext trust;
    private final List<Pending> pending = new ArrayList<>();
    private final Set<String> busy = new HashSet<>();
    private final Map<HttpURLConnection, Long> open = new HashMap<>();
    private final Deque<EmulatedDelivery> log = new ArrayDeque<>();
    private final ThreadPoolExecutor senders = new ThreadPoolExecutor(
            SENDERS, SENDERS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Webhooks::daemon);
    private boolean throttled;
    private boolean started;
    private boolean closed;
    private Instant alarm = Instant.MAX;
    private Runnable alarmed = () -> {};

    Webhooks(Time time, boolean anyHost, @Nullable SSLContext trust) {
        this.time = time;
        this.anyHost = anyHost;
        this.trust = trust;
        senders.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "cloudjobs-emulator-webhooks");
        thread.setDaemon(true);
        return thread;
    }

    /** A notification that has not been delivered yet. */
    private static final class Pending {
        final String subscriptionId;
        final String url;
        final byte[] body;
        final BooleanSupplier allowed;
        final Instant end;
        Instant due;
        int attempts;

        Pending(String subscriptionId, String url, byte[] body, BooleanSupplier allowed, Instant now, Instant due) {
            this.subscriptionId = subscriptionId;
            this.url = url;
            this.body = body;
            this.allowed = allowed;
            this.end = now.plus(LONGEST_RETRY);
            this.due = due;
        }

        Duration pause() {
            // Doubled at most 16 times, so that it stays a number. The limit is reached long before.
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 16));
            return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        }
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

    /** Delays and drops notifications to slow receivers from now on, or no longer. */
    synchronized void throttle(boolean enforced) {
        throttled = enforced;
    }

    /** Checks that the receiver returns the validation token, before the subscription is created. */
    void validate(String url, String validationToken) {
        String query = "validationToken=" + URLEncoder.encode(validationToken, StandardCharsets.UTF_8);
        String target = url + (url.contains("?") ? "&" : "?") + query;
        try {
            Exchange<Boolean> matches = connection -> connection.getResponseCode() == 200
                    && String.valueOf(connection.getContentType()).regionMatches(true, 0, "text/plain", 0, 10)
                    && text(connection).equals(validationToken);
            if (post(target, "text/plain; charset=utf-8", new byte[0], VALIDATION_MILLIS, matches)) {
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

    /**
     * Delivers a notification later, on another thread. If too many are pending, the oldest is lost.
     *
     * @param allowed whether it may be sent now; it waits as long as it may not. Called with the lock of this object
     */
    synchronized void deliver(String subscriptionId, String url, ObjectNode notification, BooleanSupplier allowed) {
        if (closed) {
            return;
        }
        var body = new ByteArrayOutputStream();
        try {
            JsonTrees.write(notification, body);
        } catch (IOException e) {
            throw new IllegalStateException(e); // not in memory
        }
        Instant now = time.now();
        double slow = throttled ? slowShare(url, now) : 0;
        var added =
                new Pending(subscriptionId, url, body.toByteArray(), allowed, now, slow > 0.1 ? now.plus(WINDOW) : now);
        if (slow > 0.15) {
            log(added, 0, "dropped, because the receiver is too slow", null);
            return;
        }
        if (pending.size() == PENDING_LIMIT) {
            log(pending.remove(0), 0, "dropped, because " + PENDING_LIMIT + " later notifications are pending", null);
        }
        pending.add(added);
        changed();
    }

    /** Returns which part of the attempts of the last ten minutes had no response in time. */
    private double slowShare(String url, Instant now) {
        String shown = EmulatedDelivery.shown(url);
        var recent = log.stream()
                .filter(one -> one.attempt() > 0
                        && one.url().equals(shown)
                        && one.sent().isAfter(now.minus(WINDOW)))
                .toList();
        long slow = recent.stream().filter(one -> one.status() == 0).count();
        return recent.isEmpty() ? 0 : (double) slow / recent.size();
    }

    /** Runs a task when the clock reaches a time. It replaces the task before. */
    synchronized void alarm(Instant when, Runnable task) {
        alarm = when;
        alarmed = task;
        changed();
    }

    /** Looks again at what is due, because the clock or a subscription has changed. */
    synchronized void changed() {
        if (!started && !closed) {
            started = true;
            daemon(this::dispatch).start();
        }
        notifyAll();
    }

    private synchronized void dispatch() {
        try {
            while (!closed) {
                wait(Math.max(SHORTEST_WAIT, Math.min(endOverdue(), startDue())));
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread. If somebody does, it ends.
        }
    }

    /** Ends exchanges that take too long in all, and returns the milliseconds until the next one does. */
    private long endOverdue() {
        long now = System.nanoTime();
        long next = Long.MAX_VALUE;
        for (Map.Entry<HttpURLConnection, Long> one : open.entrySet()) {
            long left = one.getValue() - now;
            if (left <= 0) {
                one.getKey().disconnect();
            } else {
                next = Math.min(next, left);
            }
        }
        return TimeUnit.NANOSECONDS.toMillis(next);
    }

    /** Starts what is due, and returns the milliseconds until more is. */
    private long startDue() {
        Instant now = time.now();
        Instant next = now.plus(LONGEST_RETRY);
        if (!alarm.isAfter(now)) {
            alarm = Instant.MAX;
            senders.execute(alarmed);
        } else if (alarm.isBefore(next)) {
            next = alarm;
        }
        for (Pending one : List.copyOf(pending)) {
            if (now.isAfter(one.end) && !busy.contains(one.url)) {
                pending.remove(one);
                log(one, 0, "not delivered within " + LONGEST_RETRY.toHours() + " hours", null);
            } else if (one.due.isAfter(now)) {
                next = one.due.isBefore(next) ? one.due : next;
            } else if (busy.size() < SENDERS && one.allowed.getAsBoolean() && busy.add(one.url)) {
                senders.execute(() -> attempt(one));
            } else if (one.end.isBefore(next)) {
                next = one.end;
            }
        }
        return Duration.between(now, next).toMillis();
    }

    private void attempt(Pending one) {
        int status = 0;
        String problem = null;
        try {
            status = post(
                    one.url,
                    "application/json; charset=utf-8",
                    one.body,
                    DELIVERY_MILLIS,
                    HttpURLConnection::getResponseCode);
            if (status / 100 != 2) {
                problem = "HTTP " + status;
            }
        } catch (IOException | RuntimeException e) {
            problem = String.valueOf(e.getMessage());
        }
        ended(one, status, problem);
    }

    private synchronized void ended(Pending one, int status, @Nullable String problem) {
        busy.remove(one.url);
        one.attempts++;
        Instant next = null;
        if (problem == null || !pending.contains(one)) {
            pending.remove(one);
        } else {
            Instant retry = time.now().plus(one.pause());
            next = retry;
            one.due = retry;
            if (status == 0) {
                // A receiver without a response takes the time of a sender, so its other notifications wait as well.
                pending.stream()
                        .filter(other -> other.url.equals(one.url) && other.due.isBefore(retry))
                        .forEach(other -> other.due = retry);
            }
        }
        log(one, status, problem, next);
        changed();
    }

    private void log(Pending one, int status, @Nullable String problem, @Nullable Instant next) {
        if (log.size() == LOG_LIMIT) {
            log.removeFirst();
        }
        log.add(new EmulatedDelivery(one.subscriptionId, one.url, time.now(), one.attempts, status, problem, next));
    }

    /** Returns the last attempts, oldest first. */
    synchronized List<EmulatedDelivery> log() {
        return List.copyOf(log);
    }

    /** Returns how many notifications have not been delivered yet. */
    synchronized int pending() {
        return pending.size();
    }

    /** Ends the retries for a subscription that is gone. */
    synchronized void forget(String subscriptionId) {
        pending.removeIf(one -> one.subscriptionId.equals(subscriptionId));
    }

    /** Reads what is needed from a response. */
    private interface Exchange<T> {
        T with(HttpURLConnection connection) throws IOException;
    }

    /** Sends one request, follows no redirect, and closes its connection. */
    private <T> T post(String url, String contentType, byte[] body, int millis, Exchange<T> exchange)
            throws IOException {
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
        if (trust != null && connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(trust.getSocketFactory());
        }
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", contentType);
        // A kept connection can end while a request is sent on it, and the request would be lost.
        connection.setRequestProperty("Connection", "close");
        connection.setDoOutput(true);
        // With a known length, the JDK does not send the body again.
        connection.setFixedLengthStreamingMode(body.length);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        synchronized (this) {
            if (closed) {
                throw new IOException("the emulator is closed");
            }
            open.put(connection, end);
            changed();
        }
        try {
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            T result = exchange.with(connection);
            if (System.nanoTime() - end < 0) {
                return result;
            }
            // Headers that were cut off by the end of the connection look complete.
            throw new IOException(tooLate(millis));
        } catch (SocketTimeoutException e) {
            throw new IOException(tooLate(millis), e);
        } catch (IOException | RuntimeException e) {
            if (System.nanoTime() - end < 0) {
                throw e;
            }
            throw new IOException(tooLate(millis), e);
        } finally {
            synchronized (this) {
                open.remove(connection);
            }
            connection.disconnect();
        }
    }

    private static String tooLate(int millis) {
        return "no response within " + millis / 1000 + " s";
    }

    private static String text(HttpURLConnection connection) throws IOException {
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readNBytes(4096), StandardCharsets.UTF_8);
        }
    }

    /** Ends everything at once: nothing is sent any more, and open connections are closed. */
    @Override
    public synchronized void close() {
        closed = true;
        pending.clear();
        senders.shutdownNow();
        open.keySet().forEach(HttpURLConnection::disconnect);
        notifyAll();
    }
}
