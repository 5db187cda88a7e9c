package io.cloudjobs.samples.station;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.cloudjobs.print.notification.PrintNotification;
import io.cloudjobs.print.worker.PrintWorkerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Gives notifications to the worker, which checks the client state. */
final class Webhook implements HttpHandler {
    private static final int MAX_BODY = 1024 * 1024;

    private final Consumer<String> worker;

    Webhook(Consumer<String> worker) {
        this.worker = worker;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            String token =
                    PrintNotification.validationToken(exchange.getRequestURI().getRawQuery());
            if (token != null) {
                byte[] response = token.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain");
                exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff"); // browsers show it as text
                exchange.sendResponseHeaders(200, response.length);
                exchange.getResponseBody().write(response);
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
            exchange.sendResponseHeaders(body.length > MAX_BODY ? 413 : accept(body), -1);
        }
    }

    private int accept(byte[] body) {
        try {
            worker.accept(new String(body, StandardCharsets.UTF_8));
            return 202;
        } catch (IllegalArgumentException e) {
            return 400;
        } catch (PrintWorkerException | IllegalStateException e) {
            return 503; // the service sends it again
        }
    }
}
