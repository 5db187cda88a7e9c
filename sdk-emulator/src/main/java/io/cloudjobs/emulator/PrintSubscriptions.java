package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.time.Time;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The subscriptions to new tasks and to fetchable jobs. Has its own lock and acquires no other. */
final class PrintSubscriptions {
    private static final String EXPIRATION = "expirationDateTime";

    private final Time time;
    private final String tenantId;
    private final Webhooks webhooks;
    private final Map<String, ObjectNode> byId = new LinkedHashMap<>();

    PrintSubscriptions(Time time, String tenantId, Webhooks webhooks) {
        this.time = time;
        this.tenantId = tenantId;
        this.webhooks = webhooks;
    }

    synchronized void add(ObjectNode subscription) {
        byId.put(subscription.get("id").textValue(), subscription.deepCopy());
    }

    synchronized ObjectNode renew(String id, Instant expiration) {
        return find(id).put(EXPIRATION, expiration.toString()).deepCopy();
    }

    synchronized void remove(String id) {
        find(id);
        byId.remove(id);
    }

    private ObjectNode find(String id) {
        ObjectNode subscription = byId.get(id);
        if (subscription == null || hasExpired(subscription)) {
            throw new Refusal(404, "The subscription '" + id + "' does not exist.");
        }
        return subscription;
    }

    private boolean hasExpired(ObjectNode subscription) {
        return !Instant.parse(subscription.get(EXPIRATION).textValue()).isAfter(time.now());
    }

    void taskCreated(EmulatedPrintTaskDefinition definition, EmulatedPrintTask task) {
        ObjectNode data = JsonTrees.object().put("@odata.type", "#Microsoft.Graph.PrintTask");
        changed("created", definition.tasksPath(), task.id(), data, task.job().url());
    }

    void jobFetchable(EmulatedPrintJob job) {
        ObjectNode data = JsonTrees.object().put("@odata.type", "#Microsoft.Graph.PrintJob");
        changed("updated", job.printer().path() + "/jobs", job.id(), data, null);
    }

    private synchronized void changed(
            String changeType, String collection, String id, ObjectNode resourceData, @Nullable String parentUrl) {
        String resource = collection + "/" + id;
        resourceData
                .put("@odata.id", resource)
                .put("@odata.etag", "W/\"" + UUID.randomUUID() + "\"")
                .put("id", id);
        if (parentUrl != null) {
            resourceData.put("parentUrl", parentUrl);
        }
        for (ObjectNode subscription : byId.values()) {
            if (watches(subscription, collection) && !hasExpired(subscription)) {
                var body = JsonTrees.object();
                ObjectNode notification = body.putArray("value").addObject();
                notification.set("subscriptionId", subscription.get("id"));
                notification.set("subscriptionExpirationDateTime", subscription.get(EXPIRATION));
                notification.set("clientState", subscription.get("clientState"));
                notification
                        .put("changeType", changeType)
                        .put("resource", resource)
                        .put("tenantId", tenantId);
                notification.set("resourceData", resourceData);
                webhooks.deliver(subscription.get("notificationUrl").textValue(), body);
            }
        }
    }

    /** Compares decoded ids, because clients encode different characters. */
    private static boolean watches(ObjectNode subscription, String collection) {
        return Router.decode(subscription.get("resource").textValue()).equals(Router.decode(collection));
    }
}
