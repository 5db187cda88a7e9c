package io.cloudjobs.emulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloudjobs.emulator.internal.http.Api;
import io.cloudjobs.emulator.internal.http.CrossSite;
import io.cloudjobs.emulator.internal.http.Excerpt;
import io.cloudjobs.emulator.internal.http.LowerCase;
import io.cloudjobs.emulator.internal.http.Redaction;
import io.cloudjobs.emulator.internal.http.Refusal;
import io.cloudjobs.emulator.internal.http.Request;
import io.cloudjobs.emulator.internal.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
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
    private final CrossSite crossSite;
    private final ExecutorService threads;
    /** Ends when the request of this thread has been read. */
    private final ThreadLocal<CompletableFuture<Void>> reading = new ThreadLocal<>();

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
        crossSite = address.crossSite();
        threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "cloudjobs-emulator-" + LowerCase.of(service));
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(task -> threads.execute(() -> run(task, address.requestTimeout())));
    }

    /**
     * Handles a request, and closes its connection if the client does not send it in time: each request needs a thread. The
     * interrupt closes the channel that the thread reads.
     */
    private void run(Runnable task, Duration timeout) {
        Thread thread = Thread.currentThread();
        var read = new CompletableFuture<Void>();
        var unused = read.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).exceptionally(late -> {
            thread.interrupt();
            return null;
        });
        reading.set(read);
        try {
            task.run();
        } finally {
            read.complete(null);
            Thread.interrupted(); // the next request is another one
        }
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
        var received = new Received(log.nextNumber(), clock);
        exchange.setStreams(received.request.of(exchange.getRequestBody()), null);
        String operation = api.router().operation(request);
        Response refused = crossSite(request, api);
        Fault fault = refused == null ? faults.next(operation) : null;
        var isLogged = new AtomicBoolean();
        IntConsumer end = status -> {
            if (isLogged.compareAndSet(false, true)) {
                log.add(received.with(service, exchange, operation, status, fault));
            }
        };
        try {
            Response response = refused == null ? respond(request, fault, api, received) : refused;
            if (response != null) {
                send(exchange, response.with(crossSite.headers(request)), request, received, fault, end);
            }
        } finally {
            end.accept(0);
            exchange.close();
        }
    }

    /** Returns the response to a request of a web page that is not allowed, or that only asks; otherwise null. */
    private @Nullable Response crossSite(Request request, Api api) throws IOException {
        try {
            crossSite.check(request);
            return CrossSite.isPreflight(request) ? Response.empty(204) : null;
        } catch (Refusal refusal) {
            return refuse(request, refusal, api);
        }
    }

    /** Returns null if the connection is closed instead. */
    private @Nullable Response respond(Request request, @Nullable Fault fault, Api api, Received received)
            throws IOException {
        if (fault == null) {
            return process(request, api);
        }
        Response response = fault.isProcessed()
                ? process(request, api)
                : fault.closesConnection() ? null : refuse(request, fault.refusal(), api);
        drain(request);
        try {
            clock.await(received.time, fault.delay(), received.resets);
        } catch (InterruptedException e) {
            return null; // the emulator is closed
        }
        return fault.closesConnection() ? null : response;
    }

    /** Reads the rest of the request: the server keeps the connection only if the whole request was read. */
    private void drain(Request request) throws IOException {
        request.drain();
        reading.get().complete(null);
    }

    private static Response process(Request request, Api api) throws IOException {
        try {
            api.authorize(request);
            return api.router().route(request).with(api.headers(request));
        } catch (Refusal refusal) {
            return refuse(request, refusal, api);
        } catch (RuntimeException e) {
            return refuse(request, new Refusal(500, "The emulator failed: " + e), api);
        }
    }

    private static Response refuse(Request request, Refusal refusal, Api api) {
        return api.refuse(request, refusal).with(refusal.headers()).with(api.headers(request));
    }

    /** Calls back before the response ends, so that a client that has the response also finds it in the log. */
    private void send(
            HttpExchange exchange,
            Response response,
            Request request,
            Received received,
            @Nullable Fault fault,
            IntConsumer end)
            throws IOException {
        drain(request);
        response.headers().forEach(exchange.getResponseHeaders()::set);
        Response.Body body = request.method().equals("HEAD") ? null : response.body();
        int status = response.status();
        if (body == null) {
            end.accept(status);
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length());
        try (OutputStream out = exchange.getResponseBody()) {
            OutputStream logged = received.response.of(out);
            int bytesPerSecond = fault == null ? 0 : fault.bytesPerSecond();
            body.writeTo(
                    bytesPerSecond == 0 ? logged : new PacedOutput(logged, bytesPerSecond, clock, received.resets));
            end.accept(status);
        }
    }

    /** A request that has arrived, for the log. */
    private static final class Received {
        private final long nanos = System.nanoTime();
        private final Excerpt request = new Excerpt();
        private final Excerpt response = new Excerpt();
        private final long number;
        private final long resets;
        private final Instant time;

        Received(long number, EmulatorClock clock) {
            this.number = number;
            resets = clock.resets();
            time = clock.now();
        }

        EmulatedRequest with(
                EmulatedService service,
                HttpExchange exchange,
                @Nullable String operation,
                int status,
                @Nullable Fault fault) {
            var redaction = new Redaction();
            EmulatedRequest first = with(redaction, service, exchange, operation, status, fault);
            return redaction.isAgain() ? with(redaction, service, exchange, operation, status, fault) : first;
        }

        private EmulatedRequest with(
                Redaction redaction,
                EmulatedService service,
                HttpExchange exchange,
                @Nullable String operation,
                int status,
                @Nullable Fault fault) {
            URI target = exchange.getRequestURI();
            Headers sent = exchange.getRequestHeaders();
            Headers responded = exchange.getResponseHeaders();
            // Documents are not shown, even if they are JSON.
            boolean isDocument = service == EmulatedService.DOCUMENTS;
            return new EmulatedRequest(
                    number,
                    service,
                    time,
                    exchange.getRequestMethod(),
                    redaction.target(target.getRawPath(), target.getRawQuery()),
                    operation,
                    redaction.headers(sent),
                    isDocument ? null : redaction.body(sent.getFirst("Content-Type"), request),
                    request.size(),
                    status,
                    redaction.headers(responded),
                    isDocument && !GraphResponses.JSON.equals(responded.getFirst("Content-Type"))
                            ? null
                            : redaction.body(responded.getFirst("Content-Type"), response),
                    response.size(),
                    Duration.ofNanos(System.nanoTime() - nanos),
                    fault == null ? null : fault.toString());
        }
    }
}
