package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.cloudjobs.emulator.internal.JsonTrees;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/** A subscriber: responds to the handshake and stores the notifications. */
final class WebhookReceiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<JsonNode> notifications = new LinkedBlockingQueue<>();
    private final AtomicInteger handshakes = new AtomicInteger();
    volatile int status = 200;
    volatile String contentType = "text/plain";
    volatile UnaryOperator<String> response = token -> token;
    /** The status of the response to a notification. 0 closes the connection without a response. */
    volatile IntSupplier receipt = () -> 202;

    WebhookReceiver() throws IOException {
        this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    private WebhookReceiver(HttpServer server) {
        this.server = server;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Returns a receiver with HTTPS, for its port. */
    static WebhookReceiver secure(SSLContext context) throws IOException {
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new WebhookReceiver(server);
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/notifications";
    }

    int handshakes() {
        return handshakes.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        int token = query.indexOf("validationToken=");
        if (token < 0) {
            notifications.add(JsonTrees.read(body));
            int received = receipt.getAsInt();
            if (received != 0) {
                // Nothing may follow this.
                exchange.getResponseHeaders().set("Location", url());
                exchange.sendResponseHeaders(received, -1);
            }
        } else {
            handshakes.incrementAndGet();
            String encoded = query.substring(token + "validationToken=".length());
            byte[] text = response.apply(URLDecoder.decode(encoded, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(status, text.length);
            exchange.getResponseBody().write(text);
        }
        exchange.close();
    }

    JsonNode next() throws InterruptedException {
        return notifications.poll(60, TimeUnit.SECONDS);
    }

    /** Returns the number of notifications that have arrived and that no test has read. */
    int waiting() {
        return notifications.size();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
