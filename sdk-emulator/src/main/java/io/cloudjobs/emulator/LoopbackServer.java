package io.cloudjobs.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloudjobs.emulator.internal.http.Api;
import io.cloudjobs.emulator.internal.http.LowerCase;
import io.cloudjobs.emulator.internal.http.PacedOutput;
import io.cloudjobs.emulator.internal.http.Refusal;
import io.cloudjobs.emulator.internal.http.Request;
import io.cloudjobs.emulator.internal.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One service on its port: counts and logs requests, applies faults, sends responses. */
final class LoopbackServer implements AutoCloseable {
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";
    private static final int BACKLOG = 1024;

    private final EmulatedService service;
    private final RequestLog log;
    private final EmulatorClock clock;
    private final HttpServer server;
    private final String origin;
    private final ExecutorService threads;
    private final AtomicInteger requests = new AtomicInteger();
    private final FaultQueue faults = new FaultQueue();
    private volatile @Nullable Api api;

    /** Binds the port, so that the origin is known. Requests wait until {@link #serve}. */
    LoopbackServer(EmulatedService service, ServerAddress address, RequestLog log, EmulatorClock clock) {
        this.service = service;
        this.log = log;
        this.clock = clock;
        server = bind(service, address);
        origin = address.origin(server.getAddress().getPort());
        threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "cloudjobs-emulator-" + LowerCase.of(service));
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
    }

    /**
     * Creates the server with {@code TCP_NODELAY}. JDK 17 writes the headers and the body of a response separately, and
     * the operating system then delays the body until the client acknowledges the headers: 40 ms for each small
     * response on a kept connection. JDK 25 writes them together. Only this system property turns the delay off. The
     * JVM reads it when it creates its first server, so the property is set for that moment and removed afterwards. A
     * value that is already set stays unchanged.
     */
    private static synchronized HttpServer bind(EmulatedService service, ServerAddress address) {
        boolean ours = System.getProperty(NO_DELAY) == null;
        if (ours) {
            System.setProperty(NO_DELAY, "true");
        }
        try {
            return address.open(service, BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the emulator cannot open " + address.of(service) + " for " + LowerCase.of(service) + ": "
                            + e.getMessage(),
                    e);
        } finally {
            if (ours) {
                System.clearProperty(NO_DELAY);
            }
        }
    }

    /** Starts to serve this API. Clears the request count and the pending faults. */
    void serve(Api next) {
        boolean started = api != null;
        api = next;
        forget();
        if (!started) {
            server.createContext("/", exchange -> handle(exchange, Objects.requireNonNull(api)));
            // The accepting thread is a daemon only if a daemon starts it.
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

    void failNext(int requests, Fault fault) {
        faults.add(requests, fault);
    }

    FaultQueue faults() {
        return faults;
    }

    List<String> operations() {
        return Objects.requireNonNull(api).router().operations();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange, Api api) throws IOException {
        requests.incrementAndGet();
        var request = new Request(exchange);
        String operation = api.router().operation(request);
        Fault fault = faults.next(operation);
        long number = log.nextNumber();
        Instant received = log.time().now();
        long start = System.nanoTime();
        int status = 0;
        try {
            status = handle(exchange, request, fault, api);
        } finally {
            log.add(new LoggedRequest(
                    number,
                    service,
                    received,
                    request.method(),
                    request.rawPath(),
                    operation,
                    status,
                    Duration.ofNanos(System.nanoTime() - start),
                    fault == null ? null : fault.toString()));
        }
    }

    /** Returns the status of the response, or 0 if there is none. */
    private int handle(HttpExchange exchange, Request request, @Nullable Fault fault, Api api) throws IOException {
        if (fault == null) {
            return send(exchange, process(request, api), request);
        }
        long resets = clock.resets();
        Response response = fault.isProcessed() ? process(request, api) : null;
        request.drain();
        try {
            clock.await(clock.now(), fault.delay(), resets);
        } catch (InterruptedException e) {
            exchange.close(); // the emulator is closed
            return 0;
        }
        if (fault.closesConnection()) {
            exchange.close();
            return 0;
        }
        if (response == null) {
            response = refuse(request, fault.refusal(), api);
        }
        return send(exchange, paced(response, fault.bytesPerSecond(), resets), request);
    }

    private Response paced(Response response, int bytesPerSecond, long resets) {
        Response.Body body = response.body();
        if (bytesPerSecond == 0 || body == null) {
            return response;
        }
        Instant start = clock.now();
        return response.with(new Response.Body() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                body.writeTo(new PacedOutput(out, bytesPerSecond, since -> clock.await(start, since, resets)));
            }

            @Override
            public long length() {
                return body.length();
            }
        });
    }

    private static Response process(Request request, Api api) throws IOException {
        try {
            api.authorize(request);
            return api.respond(request).with(api.headers(request));
        } catch (Refusal refusal) {
            return refuse(request, refusal, api);
        } catch (RuntimeException e) {
            return refuse(request, new Refusal(500, "The emulator failed: " + e), api);
        }
    }

    private static Response refuse(Request request, Refusal refusal, Api api) {
        return api.refuse(request, refusal).with(refusal.headers()).with(api.headers(request));
    }

    private static int send(HttpExchange exchange, Response response, Request request) throws IOException {
        // The server keeps the connection only if the whole request was read.
        request.drain();
        response.headers().forEach(exchange.getResponseHeaders()::set);
        Response.Body body = response.body();
        if (body == null || request.method().equals("HEAD")) {
            exchange.sendResponseHeaders(response.status(), -1);
        } else {
            exchange.sendResponseHeaders(response.status(), body.length());
            try (OutputStream out = exchange.getResponseBody()) {
                body.writeTo(out);
            }
        }
        exchange.close();
        return response.status();
    }
}
