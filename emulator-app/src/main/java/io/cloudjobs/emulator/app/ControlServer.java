package io.cloudjobs.emulator.app;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.cloudjobs.emulator.CloudJobsEmulator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the control API under {@code /_cloudjobs/} and the page at {@code /}. */
final class ControlServer implements AutoCloseable {
    private static final int BACKLOG = 1024;

    /** A client that still sends reads no response, so the rest of a refused body is read up to this size. */
    private static final long DRAINED = 64L << 20;

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "cloudjobs-control");
        thread.setDaemon(true);
        return thread;
    });
    private final ControlOptions options;
    private final Origins origins;
    private final ControlRouter router = new ControlRouter();
    private final Events events;

    ControlServer(int port, CloudJobsEmulator emulator) {
        this(new ControlOptions(port), emulator);
    }

    /** Starts to serve. Throws an {@link UncheckedIOException} if the port cannot be opened. */
    ControlServer(ControlOptions options, CloudJobsEmulator emulator) {
        this.options = options;
        origins = new Origins(options);
        new AboutApi(router, emulator);
        new AccessApi(router, emulator);
        new ClockApi(router, emulator.clock());
        new FaultsApi(router, emulator);
        new GraphsApi(router, emulator.ges());
        new JobsApi(router, emulator);
        new LimitsApi(router, emulator.print());
        new PrintersApi(router, emulator);
        new RequestsApi(router, emulator);
        new StateApi(router, emulator);
        new SubscriptionsApi(router, emulator.print());
        events = new Events(router, emulator, options.heartbeat, options.stuck);
        server = bind(options);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        // The accepting thread is a daemon only if a daemon starts it.
        CompletableFuture.runAsync(server::start, threads).join();
    }

    private static HttpServer bind(ControlOptions options) {
        var place = new InetSocketAddress(options.address, options.port);
        try {
            if (options.tls == null) {
                return HttpServer.create(place, BACKLOG);
            }
            HttpsServer https = HttpsServer.create(place, BACKLOG);
            https.setHttpsConfigurator(new HttpsConfigurator(options.tls));
            return https;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot open " + place + " for the page and the control API: " + e.getMessage()
                            + ". Choose another port with --port, or stop the program that uses this one.",
                    e);
        }
    }

    /** Returns the URL of the page, without a slash at the end. */
    String origin() {
        return options.scheme() + "://" + options.host + ":"
                + server.getAddress().getPort();
    }

    /** Returns the operations of the control API. */
    ControlRouter router() {
        return router;
    }

    Events events() {
        return events;
    }

    @Override
    public void close() {
        events.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Reply reply;
        try {
            origins.check(exchange);
            reply = respond(exchange);
        } catch (Problem problem) {
            reply = problem.reply(exchange.getRequestURI().getRawPath());
        } catch (RuntimeException e) {
            reply = new Problem(500, "The emulator failed: " + e)
                    .reply(exchange.getRequestURI().getRawPath());
        }
        drain(exchange);
        send(exchange, reply);
    }

    private Reply respond(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        if (!path.startsWith(ControlRouter.ROOT + "/")) {
            return PageFiles.at(path, exchange.getRequestMethod());
        }
        boolean isPreflight = exchange.getRequestMethod().equals("OPTIONS")
                && exchange.getRequestHeaders().containsKey("Access-Control-Request-Method");
        if (isPreflight) {
            return preflight(exchange, router.methods(path));
        }
        Reply reply = router.handle(exchange);
        if (!SAFE.contains(exchange.getRequestMethod())) {
            events.changed();
        }
        return reply;
    }

    /** Lets a page of an allowed origin send JSON. The origin is checked, and echoed as in every response. */
    private static Reply preflight(HttpExchange exchange, Set<String> methods) {
        Reply reply = Reply.none()
                .header("Access-Control-Allow-Methods", String.join(", ", methods))
                .header("Access-Control-Allow-Headers", "Content-Type, Last-Event-ID")
                .header("Access-Control-Max-Age", "600");
        return exchange.getRequestHeaders().containsKey("Access-Control-Request-Private-Network")
                ? reply.header("Access-Control-Allow-Private-Network", "true")
                : reply;
    }

    private static void drain(HttpExchange exchange) throws IOException {
        long left = DRAINED;
        var buffer = new byte[8192];
        int read = 0;
        while (left > 0 && read >= 0) {
            read = exchange.getRequestBody().read(buffer);
            left -= read;
        }
    }

    private void send(HttpExchange exchange, Reply reply) throws IOException {
        protect(exchange);
        Headers headers = exchange.getResponseHeaders();
        reply.headers().forEach(headers::set);
        Reply.Body body = reply.body();
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        if (body == null || isHead) {
            if (isHead && reply.length() > 0) {
                headers.set("Content-Length", Long.toString(reply.length()));
            }
            exchange.sendResponseHeaders(reply.status(), -1);
        } else {
            exchange.sendResponseHeaders(reply.status(), reply.length());
            // Not closed if it fails: the end of a chunked body would tell the client that it has everything.
            OutputStream out = exchange.getResponseBody();
            body.writeTo(out);
            out.close();
        }
        exchange.close();
    }

    private void protect(HttpExchange exchange) {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Cache-Control", "no-store");
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Referrer-Policy", "same-origin"); // "no-referrer" would also hide the Origin of a POST
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Vary", "Origin");
        String allowed = origins.allowed(exchange.getRequestHeaders());
        if (allowed != null) {
            headers.set("Access-Control-Allow-Origin", allowed);
            headers.set("Access-Control-Expose-Headers", "Allow, Location, Retry-After");
        }
    }
}
