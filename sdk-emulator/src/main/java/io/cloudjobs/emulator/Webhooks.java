package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.Loopback;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Sends requests to the notification URLs of subscribers, which are on this machine. */
final class Webhooks implements AutoCloseable {
    private static final int VALIDATION_MILLIS = 10_000;
    private static final int DELIVERY_MILLIS = 3_000;

    /**
     * The maximum number of attempts if connections are lost. A receiver must accept that a notification arrives twice.
     */
    private static final int ATTEMPTS = 3;

    /** One thread, so that notifications arrive in the order of their events. */
    private final ExecutorService deliveries = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "cloudjobs-emulator-webhooks");
        thread.setDaemon(true);
        return thread;
    });

    /** Returns whether the emulator can call the URL: it calls this machine only. */
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

    /** Checks that the receiver returns the validation token, before the subscription is created. */
    void validate(String url, String validationToken) {
        String query = "validationToken=" + URLEncoder.encode(validationToken, StandardCharsets.UTF_8);
        String target = url + (url.contains("?") ? "&" : "?") + query;
        try {
            HttpURLConnection connection = post(target, "text/plain; charset=utf-8", new byte[0], VALIDATION_MILLIS);
            String type = String.valueOf(connection.getContentType());
            if (connection.getResponseCode() == 200
                    && type.regionMatches(true, 0, "text/plain", 0, "text/plain".length())
                    && text(connection).equals(validationToken)) {
                return;
            }
        } catch (IOException e) {
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

    /** Delivers a notification later, on another thread. It is lost after a few failed attempts. */
    void deliver(String url, ObjectNode notification) {
        try {
            deliveries.execute(() -> {
                try {
                    var body = new ByteArrayOutputStream();
                    JsonTrees.write(notification, body);
                    post(url, "application/json; charset=utf-8", body.toByteArray(), DELIVERY_MILLIS);
                } catch (IOException e) {
                    // The notification is lost.
                }
            });
        } catch (RejectedExecutionException e) {
            // The emulator is closed.
        }
    }

    /**
     * Sends a request again if its connection is lost, up to the maximum number of attempts. Any response ends the
     * attempts, and so does a timeout.
     */
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
        // A kept connection can end while a request is sent on it, and the request would be lost.
        connection.setRequestProperty("Connection", "close");
        connection.setDoOutput(true);
        // With a known length, the JDK does not send the body again.
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        return connection;
    }

    private static String text(HttpURLConnection connection) throws IOException {
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readNBytes(4096), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        deliveries.shutdownNow();
    }
}
