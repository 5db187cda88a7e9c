package io.cloudjobs.samples.station;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.cloudjobs.print.worker.PrintTaskEntry;
import io.cloudjobs.print.worker.PrintWorkerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringTokenizer;
import java.util.function.BiConsumer;

/**
 * Serves the page of one station. Each action is a POST whose response redirects to the page, so that neither a reload nor
 * the back button does it again.
 */
final class StationServer implements HttpHandler {
    private static final String HTML = "text/html; charset=utf-8";

    private final String origin;
    private final String cookie;
    private final Page page;
    private final Sessions sessions;
    private final HeldJobs jobs;

    /**
     * @param origin the origin of the page in the browser: scheme, host and port
     * @param name the name of the printer, for people
     */
    StationServer(String origin, String name, Sessions sessions, HeldJobs jobs) {
        this.origin = origin;
        this.cookie = "badge" + origin.substring(origin.lastIndexOf(':') + 1); // ports of a host share their cookies
        this.page = new Page(name);
        this.sessions = sessions;
        this.jobs = jobs;
    }

    /** Returns the origin of a server of this machine. */
    static String origin(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            protect(exchange.getResponseHeaders());
            try {
                switch (exchange.getRequestMethod()) {
                    case "GET" -> get(exchange);
                    case "POST" -> post(exchange);
                    default -> send(exchange, 405, page.message("This page cannot do that."));
                }
            } catch (IllegalArgumentException e) {
                send(exchange, 400, page.message("The request cannot be read."));
            } catch (PrintWorkerException | IllegalStateException e) {
                send(exchange, 503, page.message(Page.AWAY));
            }
        }
    }

    private static void protect(Headers headers) {
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self';"
                        + " base-uri 'none'; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "same-origin"); // "no-referrer" would also hide the Origin of a POST
        headers.set("Cache-Control", "no-store"); // nothing to see with the back button after "Done"
    }

    private void get(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/" -> show(exchange);
            case "/station.css" -> resource(exchange, "station.css", "text/css; charset=utf-8");
            case "/station.js" -> resource(exchange, "station.js", "text/javascript; charset=utf-8");
            default -> send(exchange, 404, page.message("There is no such page."));
        }
    }

    private void show(HttpExchange exchange) throws IOException {
        Session session = session(exchange);
        if (session == null) {
            String query = exchange.getRequestURI().getRawQuery();
            send(exchange, 200, page.badge(query == null ? "" : query));
            return;
        }
        String html;
        synchronized (session) {
            List<PrintTaskEntry> entries = jobs.of(session.user);
            html = page.jobs(session, entries, jobs);
        }
        send(exchange, 200, html);
    }

    private void post(HttpExchange exchange) throws IOException {
        if (!isFromThisPage(exchange.getRequestHeaders())) {
            send(exchange, 403, page.message("Open this page at " + origin + "/ and try again. Nothing was done."));
            return;
        }
        Form form = Form.read(exchange);
        String path = exchange.getRequestURI().getPath();
        Session session = session(exchange);
        if (path.equals("/badge")) {
            signIn(exchange, session, form.field("badge"));
        } else if (session == null) {
            redirect(exchange, "/?ended");
        } else {
            synchronized (session) {
                act(exchange, path, session, form.field("task"));
            }
        }
    }

    /** Browsers say which page sends a form. Another site, or a program, must not act for the user. */
    private boolean isFromThisPage(Headers headers) {
        String site = headers.getFirst("Sec-Fetch-Site"); // older browsers do not send it
        return origin.equals(headers.getFirst("Origin")) && (site == null || site.equals("same-origin"));
    }

    private void signIn(HttpExchange exchange, Session old, String badge) throws IOException {
        if (old != null) {
            sessions.end(old);
        }
        Session session = sessions.start(badge);
        setCookie(exchange, session == null ? "; Max-Age=0" : session.token);
        redirect(exchange, session == null ? "/?unknown" : "/");
    }

    private void act(HttpExchange exchange, String path, Session session, String taskId) throws IOException {
        sessions.use(session);
        switch (path) {
            case "/print" -> decide(exchange, session, taskId, jobs::print);
            case "/delete" -> decide(exchange, session, taskId, jobs::delete);
            case "/print-all" -> {
                List<PrintTaskEntry> entries = jobs.of(session.user);
                session.show(entries);
                entries.forEach(
                        entry -> jobs.print(entry, session.shown(entry.task().taskId())));
                redirect(exchange, "/");
            }
            case "/stay" -> redirect(exchange, "/");
            case "/done" -> {
                sessions.end(session);
                setCookie(exchange, "; Max-Age=0");
                redirect(exchange, "/?done");
            }
            default -> send(exchange, 404, page.message("There is no such page."));
        }
    }

    private void decide(
            HttpExchange exchange, Session session, String taskId, BiConsumer<PrintTaskEntry, ShownJob> decision)
            throws IOException {
        List<PrintTaskEntry> own = jobs.of(session.user);
        session.show(own);
        ShownJob shown = session.shown(taskId);
        if (shown == null) { // unknown, or the job of somebody else: both look the same
            send(exchange, 404, page.message("You have no such job."));
            return;
        }
        shown.isPressed = true;
        own.stream()
                .filter(entry -> entry.task().taskId().equals(taskId))
                .forEach(entry -> decision.accept(entry, shown));
        redirect(exchange, "/");
    }

    private Session session(HttpExchange exchange) {
        for (String header : exchange.getRequestHeaders().getOrDefault("Cookie", List.of())) {
            StringTokenizer pairs = new StringTokenizer(header, "; ");
            while (pairs.hasMoreTokens()) {
                String pair = pairs.nextToken();
                if (pair.startsWith(cookie + "=")) {
                    return sessions.find(pair.substring(cookie.length() + 1));
                }
            }
        }
        return null;
    }

    /** Behind a proxy with a certificate, add {@code Secure}. */
    private void setCookie(HttpExchange exchange, String value) {
        exchange.getResponseHeaders().set("Set-Cookie", cookie + "=" + value + "; Path=/; HttpOnly; SameSite=Strict");
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(303, -1);
    }

    private static void resource(HttpExchange exchange, String name, String type) throws IOException {
        try (InputStream in = StationServer.class.getResourceAsStream(name)) {
            send(exchange, 200, in.readAllBytes(), type);
        }
    }

    private static void send(HttpExchange exchange, int status, String html) throws IOException {
        send(exchange, status, html.getBytes(StandardCharsets.UTF_8), HTML);
    }

    private static void send(HttpExchange exchange, int status, byte[] body, String type) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
