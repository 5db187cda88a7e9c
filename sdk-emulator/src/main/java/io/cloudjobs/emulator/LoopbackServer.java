package io.cloudjobs.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.cloudjobs.emulator.internal.Api;
import io.cloudjobs.emulator.internal.CrossSite;
import io.cloudjobs.emulator.internal.Refusal;
import io.cloudjobs.emulator.internal.Request;
import io.cloudjobs.emulator.internal.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
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
    LoopbackServer(EmulatedService service, CloudJobsEmulator.Builder options, RequestLog log, EmulatorClock clock) {
        this.service = service;
        this.log = log;
        this.clock = clock;
        server = bind(service, options);
        origin = (options.tls == null ? "http://" : "https://") + options.host + ":"
                + server.getAddress().getPort();
        // Other machines can use any name. Only a name for loopback can be a trick of a web page.
        crossSite = new CrossSite(options.origins, options.address.isLoopbackAddress() ? options.host : null);
        threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "cloudjobs-emulator-" + service.name().toLowerCase(Locale.ROOT));
            thread.setDaemon(true);
            return thread;
        });
        Duration timeout = options.requestTimeout;
        server.setExecutor(task -> threads.execute(() -> run(task, timeout)));
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
    private static synchronized HttpServer bind(EmulatedService service, CloudJobsEmulator.Builder options) {
        boolean ours = System.getProperty(NO_DELAY) == null;
        if (ours) {
            System.setProperty(NO_DELAY, "true");
        }
        var place = new InetSocketAddress(options.address, options.ports.getOrDefault(service, 0));
        SSLContext tls = options.tls;
        try {
            if (tls == null) {
                return HttpServer.create(place, BACKLOG);
            }
            HttpsServer server = HttpsServer.create(place, BACKLOG);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the emulator cannot open " + place + " for "
                            + service.name().toLowerCase(Locale.ROOT) + ": " + e.getMessage(),
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
        faults.add(FaultRule.of(fault).times(requests));
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
        var call = new Call(exchange, api);
        try {
            Response response = call.respond();
            if (response != null) {
                call.send(response.with(crossSite.headers(call.request)));
            }
        } finally {
            call.end(0);
            exchange.close();
        }
    }

    /** One request on its way through the service. */
    private final class Call {
        private final long resets = clock.resets();
        private final HttpExchange exchange;
        private final Api api;
        private final Request request;
        private final EmulatedRequest entry;
        private @Nullable Fault fault;
        private @Nullable ResponseStream sent;
        private boolean isLogged;

        Call(HttpExchange exchange, Api api) {
            this.exchange = exchange;
            this.api = api;
            request = new Request(exchange);
            entry = new EmulatedRequest(
                    log.nextNumber(),
                    service,
                    clock.now(),
                    request,
                    api.router().operation(request));
        }

        /** Returns null if the connection is closed instead. */
        @Nullable Response respond() throws IOException {
            Response response;
            try {
                if (crossSite.isPreflight(request)) {
                    return Response.empty(204);
                }
                fault = faults.next(entry.operation());
                if (fault != null) {
                    fault.check();
                }
                api.authorize(request);
                response = api.router().route(request).with(api.headers(request));
            } catch (Refusal refusal) {
                response = refuse(refusal);
            } catch (RuntimeException e) {
                response = refuse(new Refusal(500, "The emulator failed: " + e));
            }
            drain();
            if (fault == null) {
                return response;
            }
            try {
                clock.await(entry.received(), fault.delay(), resets);
            } catch (InterruptedException e) {
                return null; // the emulator is closed
            }
            return fault.closesConnection() ? null : response;
        }

        private Response refuse(Refusal refusal) {
            return api.refuse(request, refusal).with(refusal.headers()).with(api.headers(request));
        }

        /** Reads the rest of the request: the server keeps the connection only if the whole request was read. */
        private void drain() throws IOException {
            request.drain();
            reading.get().complete(null);
        }

        void send(Response response) throws IOException {
            drain();
            response.headers().forEach(exchange.getResponseHeaders()::set);
            int status = response.status();
            Response.Body body = request.method().equals("HEAD") ? null : response.body();
            if (body == null) {
                end(status);
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            exchange.sendResponseHeaders(status, body.length());
            int bytesPerSecond = fault == null ? 0 : fault.bytesPerSecond();
            try (var out = new ResponseStream(exchange.getResponseBody(), bytesPerSecond, clock, resets)) {
                sent = out;
                body.writeTo(out);
                end(status);
            }
        }

        /** Logs the request before the response ends, so that a client that has the response also finds it in the log. */
        void end(int status) {
            if (!isLogged) {
                isLogged = true;
                entry.ended(status, fault, request, exchange.getResponseHeaders(), sent);
                log.add(entry);
            }
        }
    }
}
