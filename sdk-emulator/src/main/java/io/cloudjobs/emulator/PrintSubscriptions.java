package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Refusal;
import java.time.Duration;
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
    private static final String LIFECYCLE_URL = "lifecycleNotificationUrl";
    /** A subscription is authorized as long as the token that made it would be valid. */
    private static final Duration AUTHORIZED = Duration.ofHours(1);
    /** How long before its end a subscription is told that it must be authorized again. */
    private static final Duration AHEAD = Duration.ofMinutes(15);

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

    /** Returns whether a subscription watches the resource, whose type has one change type. */
    synchronized boolean watches(String resource) {
        return byId.values().stream().anyMatch(one -> watches(one, resource) && !hasExpired(one));
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
        byId.values().removeIf(this::hasExpired);
        String id = subscription.get("id").textValue();
        byId.put(id, subscription.deepCopy());
        reauthorize(id);
    }

    synchronized ObjectNode renew(String id, Instant expiration) {
        ObjectNode renewed =
                find(id).put(EXPIRATION, PrintTenant.timestamp(expiration)).deepCopy();
        reauthorize(id);
        return renewed;
    }

    /**
     * Delivers notifications for another hour, also those that wait because the last hour has ended. Plans to tell the
     * subscriber before this hour or the subscription ends, unless it was told about that end.
     */
    synchronized void reauthorize(String id) {
        ObjectNode subscription = find(id);
        if (subscription.get(LIFECYCLE_URL).textValue() == null) {
            return; // a subscriber who cannot be told need not do anything
        }
        Instant now = time.now();
        Instant end = now.plus(AUTHORIZED);
        webhooks.authorize(id, end);
        Instant expiration = expiration(subscription);
        Instant due = (end.isBefore(expiration) ? end : expiration).minus(AHEAD);
        if (due.isAfter(now)) {
            requireReauthorization(subscription, due, expiration);
        }
    }

    synchronized void remove(String id) {
        find(id);
        byId.remove(id);
        webhooks.forget(id);
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
        return !expiration(subscription).isAfter(time.now());
    }

    private static Instant expiration(ObjectNode subscription) {
        return Instant.parse(subscription.get(EXPIRATION).textValue());
    }

    void taskCreated(EmulatedPrintTask task) {
        ObjectNode data = JsonTrees.object().put("@odata.type", "#Microsoft.Graph.PrintTask");
        changed(
                "created",
                "Microsoft.Graph.PrintTaskDefinitionCreated",
                "print/taskDefinitions/" + task.definitionId() + "/tasks",
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
                Instant now = time.now();
                Instant end = now.plus(Webhooks.LONGEST_RETRY);
                send(subscription, "notificationUrl", eventType, resource, notification, now, end);
            }
        }
    }

    /** Sends the event to each subscription that has a lifecycle notification URL and has not expired. */
    synchronized void requireReauthorization() {
        for (ObjectNode subscription : byId.values()) {
            if (subscription.get(LIFECYCLE_URL).textValue() != null && !hasExpired(subscription)) {
                Instant now = time.now();
                requireReauthorization(subscription, now, now.plus(Webhooks.LONGEST_RETRY));
            }
        }
    }

    private void requireReauthorization(ObjectNode subscription, Instant due, Instant end) {
        ObjectNode notification = notification(subscription).put("lifecycleEvent", "reauthorizationRequired");
        send(
                subscription,
                LIFECYCLE_URL,
                "microsoft.graph.subscriptionReauthorizationRequired",
                subscription.get("resource").textValue(),
                notification,
                due,
                end);
    }

    private ObjectNode notification(ObjectNode subscription) {
        ObjectNode notification = JsonTrees.object();
        notification.set("subscriptionId", subscription.get("id"));
        notification.set("subscriptionExpirationDateTime", subscription.get(EXPIRATION));
        notification.set(CLIENT_STATE, subscription.get(CLIENT_STATE));
        return notification.put("tenantId", tenantId);
    }

    private void send(
            ObjectNode subscription,
            String urlMember,
            String eventType,
            String source,
            ObjectNode notification,
            Instant due,
            Instant end) {
        String url = subscription.get(urlMember).textValue();
        ObjectNode body =
                EventTopics.isTopic(url) ? topics.event(eventType, source, notification) : Webhooks.body(notification);
        if (!url.startsWith("http") && !due.isAfter(time.now())) {
            topics.add(url, body);
        } else {
            String id = subscription.get("id").textValue();
            webhooks.deliver(new EmulatedDelivery(id, url, body, urlMember.equals(LIFECYCLE_URL), due, end));
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

    /** Returns whether notifications can go to a URL. */
    boolean isReachable(String url) {
        return webhooks.isReachable(url) || EventTopics.isHub(url) || EventTopics.isTopic(url);
    }

    /** Validates a URL. Like a real validation token, the token has characters that a query must encode. */
    void validate(String url, String requestId) {
        String token = "Validation: Testing client application reachability for subscription Request-Id: " + requestId;
        if (EventTopics.isHub(url)) {
            topics.validate(url, token);
        } else if (!EventTopics.isTopic(url)) {
            webhooks.validate(url, token);
        }
    }

    /** Adds a subscription of a state, authorized as if it was created now. */
    synchronized void restore(ObjectNode subscription) {
        String id = subscription.get("id").textValue();
        byId.put(id, subscription);
        if (!hasExpired(subscription)) {
            reauthorize(id);
        } else {
            byId.remove(id);
        }
    }
}
