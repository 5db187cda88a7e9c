package io.cloudjobs.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One service on a free port of 127.0.0.1: counts the requests, applies the faults, moves the bytes. */
final class LoopbackServer implements AutoCloseable {
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";
    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final String origin;
    private final ExecutorService threads;
    private final AtomicInteger requests = new AtomicInteger();
    private final FaultQueue faults = new FaultQueue();
    private volatile @Nullable Api api;

    /** Bound, so that the origin is known; requests wait until {@link #serve}. */
    LoopbackServer(String name) {
        server = bind();
        origin = "http://127.0.0.1:" + server.getAddress().getPort();
        threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "cloudjobs-emulator-" + name);
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
    }

    /**
     * JDK 17 writes the head and the body of an answer apart, and the operating system then holds the body back until
     * the client acknowledges the head: 40 ms for each small answer on a connection that is kept (JDK 25 writes them
     * together). Only this property turns that off. It is read when the first server of the JVM is made, so it is there
     * for that moment and gone afterwards; who has set it keeps their value.
     */
    private static synchronized HttpServer bind() {
        boolean ours = System.getProperty(NO_DELAY) == null;
        if (ours) {
            System.setProperty(NO_DELAY, "true");
        }
        try {
            var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
            return HttpServer.create(address, BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (ours) {
                System.clearProperty(NO_DELAY);
            }
        }
    }

    /** Answers so from now on; what has been counted and asked for is forgotten. */
    void serve(Api next) {
        boolean started = api != null;
        api = next;
        forget();
        if (!started) {
            server.createContext("/", exchange -> handle(exchange, Objects.requireNonNull(api)));
            // The thread that accepts is a daemon when the thread that starts it is one.
            CompletableFuture.runAsync(server::start, threads).join();
        }
    }

    void forget() {
        faults.clear();
        requests.set(0);
    }

    String origin() {
        return origin;
    }

    int requests() {
        return requests.get();
    }

    void failNext(int answers, Fault fault) {
        faults.add(answers, fault);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange, Api api) throws IOException {
        requests.incrementAndGet();
        Fault fault = faults.next();
        var request = new Request(exchange);
        if (fault == null) {
            send(exchange, process(request, api), request);
        } else if (fault.closesConnection()) {
            if (fault.losesAnswer()) {
                process(request, api);
            }
            request.drain();
            exchange.close();
        } else {
            send(exchange, refuse(request, fault.refusal(), api), request);
        }
    }

    private static Answer process(Request request, Api api) throws IOException {
        try {
            api.authorize(request);
            return api.answer(request).with(api.headers(request));
        } catch (Refusal refusal) {
            return refuse(request, refusal, api);
        } catch (RuntimeException e) {
            return refuse(request, new Refusal(500, "The emulator failed: " + e), api);
        }
    }

    private static Answer refuse(Request request, Refusal refusal, Api api) {
        return api.refuse(request, refusal).with(refusal.headers()).with(api.headers(request));
    }

    private static void send(HttpExchange exchange, Answer answer, Request request) throws IOException {
        // The server keeps the connection only when the request was read to its end.
        request.drain();
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        Answer.Body body = answer.body();
        if (body == null || request.method().equals("HEAD")) {
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            exchange.sendResponseHeaders(answer.status(), body.length());
            try (OutputStream out = exchange.getResponseBody()) {
                body.writeTo(out);
            }
        }
        exchange.close();
    }
}
