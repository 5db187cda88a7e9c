package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloudjobs.emulator.CloudJobsEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the control API under {@code /_cloudjobs/} and the page at {@code /}. */
final class ControlServer implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CloudJobsEmulator emulator;

    ControlServer(int port, CloudJobsEmulator emulator) {
        this.emulator = emulator;
        try {
            server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open port " + port + ": " + e.getMessage(), e);
        }
        server.setExecutor(threads);
        server.createContext("/_cloudjobs/health", this::health);
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void health(HttpExchange exchange) throws IOException {
        send(
                exchange,
                200,
                MAPPER.createObjectNode()
                        .put("status", "UP")
                        .put("time", emulator.clock().now().toString()));
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] text = MAPPER.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, text.length);
        try (exchange) {
            exchange.getResponseBody().write(text);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
