package io.cloudjobs.network;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service behind the proxies. It always succeeds, and reports each request to the ledger. */
final class Backend implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("/(n\\d+)(?=/|$)");

    private final Ledger ledger;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(Threads::daemon);

    Backend(Ledger ledger) throws IOException {
        this.ledger = ledger;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher path = ID.matcher(exchange.getRequestURI().getPath());
            if (!path.find() || !isComplete(exchange)) {
                return;
            }
            String id = path.group(1);
            ledger.received(id);
            String answer = exchange.getRequestMethod().equals("GET")
                    ? "{\"id\":\"" + id + "\",\"status\":{\"state\":\"processing\"}}"
                    : "{\"jobId\":\"" + id + "\"}";
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Returns whether the body is complete. A service does not process a truncated request. */
    private static boolean isComplete(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        long read = 0;
        try {
            InputStream in = exchange.getRequestBody();
            byte[] buffer = new byte[16 * 1024];
            for (int n; (n = in.read(buffer)) >= 0; ) {
                read += n;
            }
        } catch (IOException e) {
            return false;
        }
        return length == null || Long.parseLong(length) == read;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
