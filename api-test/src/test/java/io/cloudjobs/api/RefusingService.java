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

/** A service on loopback that refuses everything, and keeps what a client asked for and what it made of the response. */
final class RefusingService implements AutoCloseable, CallListener {
    /** What stands for a link that the service gave. */
    static final String LINK_PATH = "/link";

    private static final String ACTION = "action_id=";

    /** A request as it arrived. */
    record Received(String method, URI uri, boolean hasToken) {
        /** What tells operations of the same path from each other. */
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

    /** Begins anew, with the status that the first request gets, and each that is equal to it. All others get 403. */
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

    /** How often the first request came. */
    long countOfTheFirst() {
        return received.stream().filter(received.get(0)::equals).count();
    }

    /** What the client tells of its first request. */
    AttemptEvent firstAttempt() {
        return attempts.get(0);
    }

    /** What the first failure says that its operation needs; empty if it says nothing. */
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
