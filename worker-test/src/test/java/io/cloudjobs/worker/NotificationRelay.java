package io.cloudjobs.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;

/** Gets the notifications of the emulator, and passes them on to a worker: most of them, some twice, some late. */
final class NotificationRelay implements AutoCloseable {
    private static final String VALIDATION = "validationToken=";

    private final IntSupplier portOfWorker;
    private final int percent;
    private final Random random;
    private final Deque<String> heldBack = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(Daemons::of);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final HttpServer server;

    /** @param percent the share of each fault: lost, sent twice, held back until the next one */
    NotificationRelay(IntSupplier portOfWorker, int percent, long seed) throws IOException {
        this.portOfWorker = portOfWorker;
        this.percent = percent;
        this.random = new Random(seed);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/notifications";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String query = exchange.getRequestURI().getRawQuery();
            if (query != null && query.startsWith(VALIDATION)) {
                String token = URLDecoder.decode(query.substring(VALIDATION.length()), StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain");
                exchange.sendResponseHeaders(200, token.length());
                exchange.getResponseBody().write(token.getBytes(StandardCharsets.UTF_8));
                return;
            }
            exchange.sendResponseHeaders(202, -1);
            pass(body);
        }
    }

    private synchronized void pass(String body) {
        int fault = random.nextInt(100) / Math.max(percent, 1);
        if (percent == 0 || fault > 2) {
            deliver(body);
        } else if (fault == 1) {
            deliver(body);
            deliver(body);
        } else if (fault == 2) {
            heldBack.add(body);
            return;
        }
        while (!heldBack.isEmpty()) {
            deliver(heldBack.remove());
        }
    }

    private void deliver(String body) {
        int port = portOfWorker.getAsInt();
        if (port == 0) {
            return; // no worker is there: the notification is lost
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
