package io.cloudjobs.benchmarks;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server for both services, in a separate process: it sends a fixed response to each request. */
final class Server {
    /** The number of rows in the result of the graph job. */
    static final int ROWS = 50_000;

    private static final AttachmentKey<Boolean> KNOWN = AttachmentKey.create(Boolean.class);
    private static final HttpString REQUEST_ID = new HttpString("request-id");

    /** A response, ready to send. */
    private record Answer(int status, ByteBuffer body) {}

    private final Map<String, Answer> answers = new HashMap<>();
    private final Answer throttled = new Answer(429, direct(Bodies.of("error-429-throttled.json")));
    private final Map<String, Answer> pages = new ConcurrentHashMap<>();
    private final Set<String> throttledBefore = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    private Server() {
        for (Exchange exchange : Exchange.values()) {
            answers.put(exchange.path, new Answer(exchange.status, direct(Bodies.of(exchange.responseBody))));
        }
    }

    /** Prints its addresses, and runs until its input ends, so that it does not outlive the process that started it. */
    public static void main(String[] args) throws Exception {
        Server server = new Server();
        Undertow undertow = Undertow.builder()
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .setIoThreads(2)
                .setWorkerThreads(1)
                .addHttpListener(0, "127.0.0.1")
                .addHttpsListener(0, "127.0.0.1", Tls.serverContext(Path.of(args[0])))
                .setHandler(server::handle)
                .build();
        undertow.start();
        undertow.getListenerInfo()
                .forEach(listener -> System.out.println(listener.getProtcol() + "://localhost:"
                        + ((InetSocketAddress) listener.getAddress()).getPort()));
        while (System.in.read() >= 0) {
            // ignore the input
        }
        undertow.stop();
    }

    private void handle(HttpServerExchange exchange) {
        if (exchange.getConnection().getAttachment(KNOWN) == null) {
            exchange.getConnection().putAttachment(KNOWN, true);
            connections.incrementAndGet();
        }
        if (exchange.isRequestComplete()) {
            answer(exchange);
        } else {
            exchange.getRequestReceiver().receiveFullBytes((whole, body) -> answer(whole));
        }
    }

    private void answer(HttpServerExchange exchange) {
        Answer answer = find(exchange.getRequestPath(), exchange.getQueryString());
        exchange.setStatusCode(answer.status);
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, "application/json;charset=utf-8")
                .put(REQUEST_ID, "88570745-2b6e-430d-892a-baa5a84d357a");
        if (answer.body.hasRemaining()) {
            exchange.getResponseSender().send(answer.body.duplicate());
        } else {
            exchange.endExchange();
        }
    }

    private Answer find(String path, String query) {
        Answer known = answers.get(query.isEmpty() ? path : path + "?" + query);
        if (known != null) {
            return known;
        }
        if (path.startsWith("/print/printers/throttled-")) {
            if (throttledBefore.add(path)) {
                return throttled;
            }
            throttledBefore.remove(path);
            return answers.get(Exchange.THROTTLED.path);
        }
        if (path.endsWith("/status")) {
            String name = path.contains("/chinese/") ? Bodies.CHINESE : Bodies.LATIN;
            return pages.computeIfAbsent(query + name, page -> page(query, name));
        }
        if (path.equals("/connections")) {
            return new Answer(
                    200, direct(String.valueOf(connections.getAndSet(0)).getBytes()));
        }
        return new Answer(500, direct(("no such thing: " + path + "?" + query).getBytes()));
    }

    private static Answer page(String query, String name) {
        Map<String, Integer> parameters = new HashMap<>();
        for (String parameter : query.split("&")) {
            parameters.put(parameter.split("=")[0], Integer.valueOf(parameter.split("=")[1]));
        }
        return new Answer(200, direct(Bodies.vertices(name, parameters.get("offset"), parameters.get("limit"), ROWS)));
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    /** A handle of the server in a separate process. */
    static final class Remote implements AutoCloseable {
        final String http;
        final String https;
        private final Process process;

        Remote(Path certificate) throws IOException {
            process = Jvm.start(Server.class, certificate.toString());
            var lines = process.inputReader();
            http = lines.readLine();
            https = lines.readLine();
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
