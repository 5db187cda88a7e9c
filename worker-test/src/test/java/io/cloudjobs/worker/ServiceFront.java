package io.cloudjobs.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A gateway between the workers and the emulator, which fails as planned. Its list of the requests that the emulator has
 * processed is the truth about the effects.
 */
final class ServiceFront implements AutoCloseable {
    private static final List<String> OF_REQUESTS = List.of("Authorization", "Content-Type", "Accept", "Prefer");
    private static final List<String> OF_RESPONSES = List.of("Content-Type", "Retry-After", "Location");

    /** A request that the emulator has processed, and the monotonic time of its response. */
    record Processed(String method, String path, int status, long nanos) {
        boolean isAccepted() {
            return status / 100 == 2;
        }
    }

    private final URI service;
    private final FaultPlan plan;
    private final Queue<Processed> processed = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(Daemons::of);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final HttpServer server;

    ServiceFront(String service, FaultPlan plan) throws IOException {
        this.service = URI.create(service);
        this.plan = plan;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + service.getPath();
    }

    List<Processed> processed() {
        return List.copyOf(processed);
    }

    FaultPlan plan() {
        return plan;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            FaultPlan.Fault fault = plan.next();
            switch (fault) {
                case THROTTLED -> {
                    exchange.getResponseHeaders().set("Retry-After", "1");
                    exchange.sendResponseHeaders(429, -1);
                    return;
                }
                case UNAVAILABLE -> {
                    exchange.sendResponseHeaders(503, -1);
                    return;
                }
                case CLOSED -> {
                    return; // the end of the exchange closes the connection
                }
                case REQUEST_DELAYED -> plan.delay();
                default -> {}
            }
            HttpResponse<byte[]> response = forward(exchange, body);
            if (fault == FaultPlan.Fault.RESPONSE_DELAYED) {
                plan.delay();
            }
            if (fault != FaultPlan.Fault.RESPONSE_LOST) {
                respond(exchange, response);
            }
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
        String method = exchange.getRequestMethod();
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(exchange.getRequestURI()))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : OF_REQUESTS) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            processed.add(new Processed(
                    method, exchange.getRequestURI().getPath(), response.statusCode(), System.nanoTime()));
            return response;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void respond(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        for (String name : OF_RESPONSES) {
            response.headers()
                    .firstValue(name)
                    .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
        }
        byte[] body = response.body();
        exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
