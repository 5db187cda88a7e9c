package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.Loopback;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Requests to the notification URLs of subscribers, which are on this machine. */
final class Webhooks implements AutoCloseable {
    private static final int VALIDATION_MILLIS = 10_000;
    private static final int DELIVERY_MILLIS = 3_000;

    /** A connection may be lost; a receiver must bear that a notification comes twice. */
    private static final int ATTEMPTS = 3;

    /** One after the other, so that notifications arrive in the order of what they tell. */
    private final ExecutorService deliveries = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "cloudjobs-emulator-webhooks");
        thread.setDaemon(true);
        return thread;
    });

    /** Whether the emulator may call it: it calls nobody outside. */
    static boolean isReachable(String url) {
        try {
            URI uri = URI.create(url);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && Loopback.isHost(uri.getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Asks the receiver for the token that it is given, before there is a subscription. */
    void validate(String url, String validationToken) {
        String query = "validationToken=" + URLEncoder.encode(validationToken, StandardCharsets.UTF_8);
        String target = url + (url.contains("?") ? "&" : "?") + query;
        try {
            HttpURLConnection connection = post(target, "text/plain; charset=utf-8", new byte[0], VALIDATION_MILLIS);
            String type = String.valueOf(connection.getContentType());
            if (connection.getResponseCode() == 200
                    && type.regionMatches(true, 0, "text/plain", 0, "text/plain".length())
                    && body(connection).equals(validationToken)) {
                return;
            }
        } catch (IOException e) {
            // No answer is a wrong answer.
        }
        throw new Refusal(
                400,
                "ValidationError",
                "Subscription validation request failed. Notification endpoint must respond with 200 OK to validation"
                        + " request.");
    }

    /** Later, on another thread: what is not received after a few attempts is lost. */
    void deliver(String url, ObjectNode notification) {
        try {
            deliveries.execute(() -> {
                try {
                    var body = new ByteArrayOutputStream();
                    JsonTrees.write(notification, body);
                    post(url, "application/json; charset=utf-8", body.toByteArray(), DELIVERY_MILLIS);
                } catch (IOException e) {
                    // Whoever does not listen misses it.
                }
            });
        } catch (RejectedExecutionException e) {
            // The emulator is closed.
        }
    }

    /** Posts until there is an answer, whatever it is. */
    private static HttpURLConnection post(String url, String contentType, byte[] body, int millis) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpURLConnection connection = postOnce(url, contentType, body, millis);
                connection.getResponseCode();
                return connection;
            } catch (IOException e) {
                if (attempt == ATTEMPTS || e instanceof SocketTimeoutException) {
                    throw e;
                }
            }
        }
    }

    private static HttpURLConnection postOnce(String url, String contentType, byte[] body, int millis)
            throws IOException {
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", contentType);
        // A connection that is kept could end while a request is sent on it, and that one would be lost.
        connection.setRequestProperty("Connection", "close");
        connection.setDoOutput(true);
        // A body of a known length is not sent again.
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        return connection;
    }

    private static String body(HttpURLConnection connection) throws IOException {
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readNBytes(4096), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        deliveries.shutdownNow();
    }
}
