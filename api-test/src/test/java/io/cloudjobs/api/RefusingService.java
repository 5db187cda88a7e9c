package io.cloudjobs.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.SdkException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A loopback service that refuses every request. It records the requests of a client and the attempts and failures that
 * follow.
 */
final class RefusingService implements AutoCloseable, CallListener {
    /** The replacement for links of the service. */
    static final String LINK_PATH = "/link";

    private static final String ACTION = "action_id=";

    /** A received request. */
    record Received(String method, URI uri, boolean hasToken) {
        /** Returns the part that distinguishes operations with the same path. */
        String action() {
            String query = uri.getRawQuery();
            return query != null && query.startsWith(ACTION) ? "?" + query : "";
        }
    }

    private final HttpServer server;
    private volatile int statusOfTheFirst;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<AttemptEvent> attempts = new CopyOnWriteArrayList<>();

    RefusingService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::refuse);
        server.start();
    }

    private void refuse(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        boolean hasToken = exchange.getRequestHeaders().containsKey("Authorization")
                || exchange.getRequestHeaders().containsKey("X-Auth-Token");
        var request = new Received(exchange.getRequestMethod(), exchange.getRequestURI(), hasToken);
        received.add(request);
        exchange.sendResponseHeaders(request.equals(received.get(0)) ? statusOfTheFirst : 403, -1);
        exchange.close();
    }

    /** Resets the service. The first request and all equal ones get this status, and all others get 403. */
    void refuse(int statusOfTheFirst) {
        this.statusOfTheFirst = statusOfTheFirst;
        received.clear();
        attempts.clear();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Received> received() {
        return received;
    }

    /** Returns the number of times that the first request arrived. */
    long countOfTheFirst() {
        return received.stream().filter(received.get(0)::equals).count();
    }

    /** Returns the event of the client for its first request. */
    AttemptEvent firstAttempt() {
        return attempts.get(0);
    }

    /** Returns the needs of the operation according to the first failure; empty if there are none. */
    String needs() {
        SdkException failure = firstAttempt().failure();
        String message = String.valueOf(failure == null ? null : failure.getMessage());
        String start = failure == null ? "" : failure.operation() + " needs ";
        int needs = message.indexOf(start);
        return needs < 0 ? "" : message.substring(needs + start.length());
    }

    @Override
    public void attemptEnded(AttemptEvent event) {
        attempts.add(event);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
