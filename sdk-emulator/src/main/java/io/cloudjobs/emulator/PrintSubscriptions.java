package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.http.Refusal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The subscriptions to new tasks and to fetchable jobs. Has its own lock, and acquires only the lock of the topics. */
final class PrintSubscriptions {
    private static final String EXPIRATION = "expirationDateTime";
    private static final String CLIENT_STATE = "clientState";

    private final Time time;
    private final String tenantId;
    private final Webhooks webhooks;
    private final EventTopics topics;
    private final Map<String, ObjectNode> byId = new LinkedHashMap<>();

    PrintSubscriptions(Time time, String tenantId, Webhooks webhooks, EventTopics topics) {
        this.time = time;
        this.tenantId = tenantId;
        this.webhooks = webhooks;
        this.topics = topics;
    }

    /** Refuses a second subscription to the same resource and change type. */
    synchronized void checkNew(String changeType, String resource) {
        for (ObjectNode other : byId.values()) {
            if (!hasExpired(other)
                    && other.get("changeType").textValue().equals(changeType)
                    && watches(other, resource)) {
                throw new Refusal(
                        409,
                        "Subscription Id " + other.get("id").textValue()
                                + " already exists for the requested combination");
            }
        }
    }

    synchronized void add(ObjectNode subscription) {
        checkNew(
                subscription.get("changeType").textValue(),
                subscription.get("resource").textValue());
        byId.put(subscription.get("id").textValue(), subscription.deepCopy());
    }

    synchronized ObjectNode renew(String id, Instant expiration) {
        return find(id).put(EXPIRATION, PrintTenant.timestamp(expiration)).deepCopy();
    }

    synchronized void remove(String id) {
        find(id);
        byId.remove(id);
    }

    /** Returns a subscription without its client state, which only its creation and its renewals return. */
    synchronized ObjectNode get(String id) {
        return find(id).deepCopy().putNull(CLIENT_STATE);
    }

    /** Returns the subscriptions that have not expired, without their client states. */
    synchronized ArrayNode all() {
        ArrayNode all = JsonTrees.array();
        for (ObjectNode subscription : byId.values()) {
            if (!hasExpired(subscription)) {
                all.add(subscription.deepCopy().putNull(CLIENT_STATE));
            }
        }
        return all;
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
        changed(
                "created",
                "Microsoft.Graph.PrintTaskDefinitionCreated",
                definition.tasksPath(),
                task.id(),
                data,
                task.job().url());
    }

    void jobFetchable(EmulatedPrintJob job) {
        ObjectNode data = JsonTrees.object().put("@odata.type", "#Microsoft.Graph.PrintJob");
        changed("updated", "Microsoft.Graph.PrinterUpdated", job.printer().path() + "/jobs", job.id(), data, null);
    }

    private synchronized void changed(
            String changeType,
            String eventType,
            String collection,
            String id,
            ObjectNode resourceData,
            @Nullable String parentUrl) {
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
                ObjectNode notification = notification(subscription).put("changeType", changeType);
                notification.put("resource", resource).set("resourceData", resourceData);
                send(subscription.get("notificationUrl").textValue(), eventType, resource, notification);
            }
        }
    }

    /** Sends the event to each subscription that has a lifecycle notification URL and has not expired. */
    synchronized void requireReauthorization() {
        for (ObjectNode subscription : byId.values()) {
            String url = subscription.get("lifecycleNotificationUrl").textValue();
            if (url != null && !hasExpired(subscription)) {
                send(
                        url,
                        "microsoft.graph.subscriptionReauthorizationRequired",
                        subscription.get("resource").textValue(),
                        notification(subscription).put("lifecycleEvent", "reauthorizationRequired"));
            }
        }
    }

    private ObjectNode notification(ObjectNode subscription) {
        ObjectNode notification = JsonTrees.object();
        notification.set("subscriptionId", subscription.get("id"));
        notification.set("subscriptionExpirationDateTime", subscription.get(EXPIRATION));
        notification.set(CLIENT_STATE, subscription.get(CLIENT_STATE));
        return notification.put("tenantId", tenantId);
    }

    private void send(String url, String eventType, String source, ObjectNode notification) {
        if (EventTopics.isTopic(url)) {
            topics.add(url, topics.event(eventType, source, notification));
        } else if (EventTopics.isHub(url)) {
            topics.add(url, Webhooks.body(notification));
        } else {
            webhooks.deliver(url, Webhooks.body(notification));
        }
    }

    private static boolean watches(ObjectNode subscription, String collection) {
        return Objects.equals(
                WatchedCollection.of(subscription.get("resource").textValue()), WatchedCollection.of(collection));
    }

    /** Returns the subscriptions that have not expired, with their client states. */
    synchronized List<ObjectNode> state() {
        return byId.values().stream()
                .filter(subscription -> !hasExpired(subscription))
                .map(ObjectNode::deepCopy)
                .toList();
    }

    synchronized void restore(ObjectNode subscription) {
        byId.put(subscription.get("id").textValue(), subscription);
    }
}
