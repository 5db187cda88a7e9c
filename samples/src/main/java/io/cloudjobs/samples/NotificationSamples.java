package io.cloudjobs.samples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloudjobs.print.EnsuredPrintSubscription;
import io.cloudjobs.print.NewPrintSubscription;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintSubscription;
import io.cloudjobs.print.PrintTaskLink;
import io.cloudjobs.print.notification.LifecycleEventType;
import io.cloudjobs.print.notification.PrintNotification;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Receives notifications about held jobs: a webhook, and its subscription. */
final class NotificationSamples {
    private static final int MAX_BODY = 1024 * 1024;

    private NotificationSamples() {}

    /**
     * Starts a webhook for one subscription, of Microsoft Graph itself or through Event Grid. It serves http. The service
     * requires https, so put the webhook behind a proxy with a certificate.
     *
     * @param clientState the secret of the subscription
     * @param threads an executor with several threads, so that a slow sender does not block the others
     * @param queue the receiver of the notifications; it must return immediately, because the service expects a response
     *     within 3 seconds
     */
    static HttpServer webhook(
            InetSocketAddress address, String clientState, Executor threads, Consumer<PrintNotification> queue)
            throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        server.setExecutor(threads);
        server.createContext("/notifications", exchange -> {
            try (exchange) {
                receive(exchange, clientState, queue);
            }
        });
        server.start();
        return server;
    }

    private static void receive(HttpExchange exchange, String clientState, Consumer<PrintNotification> queue)
            throws IOException {
        if (exchange.getRequestMethod().equals("OPTIONS")) {
            allow(exchange);
            return;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.sendResponseHeaders(405, -1);
            return;
        }
        String token =
                PrintNotification.validationToken(exchange.getRequestURI().getRawQuery());
        if (token != null) {
            respond(exchange, "text/plain", token);
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            exchange.sendResponseHeaders(413, -1);
            return;
        }
        String json = new String(body, StandardCharsets.UTF_8);
        String validation = PrintNotification.validationResponse(json);
        if (validation != null) {
            respond(exchange, "application/json", validation);
            return;
        }
        List<PrintNotification> notifications;
        try {
            notifications = PrintNotification.parse(json);
        } catch (IllegalArgumentException e) {
            exchange.sendResponseHeaders(400, -1);
            return;
        }
        for (PrintNotification notification : notifications) {
            if (notification.hasClientState(clientState)) {
                queue.accept(notification);
            }
        }
        // A wrong secret gets the same response, so a stranger learns nothing.
        exchange.sendResponseHeaders(202, -1);
    }

    /** An Event Grid topic in the CloudEvents schema asks before it delivers. The client state protects the webhook. */
    private static void allow(HttpExchange exchange) throws IOException {
        String origin = exchange.getRequestHeaders().getFirst("WebHook-Request-Origin");
        exchange.getResponseHeaders().set("Allow", "OPTIONS, POST");
        if (origin != null) {
            exchange.getResponseHeaders().set("WebHook-Allowed-Origin", origin);
            exchange.getResponseHeaders().set("WebHook-Allowed-Rate", "*");
        }
        exchange.sendResponseHeaders(200, -1);
    }

    private static void respond(HttpExchange exchange, String contentType, String text) throws IOException {
        byte[] response = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff"); // browsers show it as text
        exchange.sendResponseHeaders(200, response.length);
        exchange.getResponseBody().write(response);
    }

    /** Creates, adopts or renews the subscription. Start the webhook first, because the service validates it. */
    static EnsuredPrintSubscription subscribe(
            PrintJobClient print, String definitionId, String webhookUrl, String clientState) {
        return print.subscriptions()
                .ensure(NewPrintSubscription.forTasks(definitionId)
                        .notificationUrl(webhookUrl)
                        .lifecycleNotificationUrl(webhookUrl)
                        .clientState(clientState)
                        .build());
    }

    /** Keeps the subscription for years. Several programs of an application can do so: they share one subscription. */
    static void keepSubscribed(ScheduledExecutorService timer, Supplier<EnsuredPrintSubscription> subscribe) {
        timer.scheduleWithFixedDelay(() -> check(subscribe), 0, 1, TimeUnit.HOURS);
    }

    /** An exception would end the schedule. The next checks try again for almost a day before the subscription ends. */
    static void check(Supplier<EnsuredPrintSubscription> subscribe) {
        try {
            System.out.println(subscribe.get());
        } catch (RuntimeException e) {
            System.err.println("alert: " + e.getMessage());
        }
    }

    /** Handles a notification of the webhook. A duplicate changes nothing. */
    static void work(PrintJobClient print, PrintNotification notification, Map<PrintTaskLink, PrintJobLink> held) {
        if (LifecycleEventType.REAUTHORIZATION_REQUIRED.equals(notification.lifecycleEvent())) {
            print.subscription(notification.subscriptionId()).reauthorize();
        }
        PrintTaskLink task = notification.task();
        PrintJobLink job = notification.job();
        if (task != null && job != null) {
            held.putIfAbsent(task, job);
        }
    }

    static void unsubscribe(PrintJobClient print, PrintSubscription subscription) {
        print.subscription(subscription.id()).delete();
    }
}
