package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.cloudjobs.emulator.EmulatedDelivery;
import io.cloudjobs.emulator.PrintEmulator;
import java.time.Instant;
import java.util.Set;

/** Shows the notifications, and asks for new authorization. */
final class SubscriptionsApi {
    private final PrintEmulator print;

    SubscriptionsApi(ControlRouter router, PrintEmulator print) {
        this.print = print;
        router.add("POST /subscriptions/reauthorization", call -> {
            call.noMembers();
            print.requireReauthorization();
            return Reply.none();
        });
        router.add("GET /deliveries", call -> deliveries());
        router.add("GET /messages", Set.of("notificationUrl"), this::messages);
    }

    private Reply deliveries() {
        ArrayNode list = Json.array();
        for (EmulatedDelivery delivery : print.webhookDeliveries()) {
            Instant next = delivery.nextAttempt();
            list.addObject()
                    .put("subscriptionId", delivery.subscriptionId())
                    .put("url", delivery.url())
                    .put("sent", delivery.sent().toString())
                    .put("attempt", delivery.attempt())
                    .put("status", delivery.status())
                    .put("problem", delivery.problem())
                    .put("nextAttempt", next == null ? null : next.toString());
        }
        return Reply.json(Json.object().set("deliveries", list));
    }

    private Reply messages(ControlCall call) {
        String url = call.query("notificationUrl");
        if (url == null || url.isEmpty()) {
            throw new Problem(400, "The query parameter notificationUrl is required: the URL in the subscription.");
        }
        ArrayNode list = Json.array();
        print.deliveries(url).forEach(list::add);
        return Reply.json(Json.object().set("messages", list));
    }
}
