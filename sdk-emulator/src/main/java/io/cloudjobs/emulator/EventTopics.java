package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.JsonTrees;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The event hubs and the partner topics of Event Grid. Each keeps its messages in memory. */
final class EventTopics {
    private static final Pattern HUB = Pattern.compile(
            "EventHub:https://[^/?#@\\s]+/(?:eventhubname|secrets)/[^/?#\\s]+\\?(?:[^#\\s]*&)?tenantId=[^&#\\s]+[^#\\s]*");
    private static final Pattern TOPIC = Pattern.compile("EventGrid:\\?" + with("azuresubscriptionid")
            + with("resourcegroup") + with("partnertopic") + with("location") + "[^#]+");

    private static final int LIMIT = 10_000;

    private final Time time;
    private final BiConsumer<String, String> listener;
    private final Map<String, Deque<String>> messages = new HashMap<>();

    /** Creates topics that pass on each message as well, in their order. */
    EventTopics(Time time, BiConsumer<String, String> listener) {
        this.time = time;
        this.listener = listener;
    }

    /** Returns whether the URL names an event hub: itself, or the secret of a vault that holds its connection string. */
    static boolean isHub(String url) {
        return HUB.matcher(url).matches();
    }

    /** Returns whether the URL names a partner topic of Event Grid. */
    static boolean isTopic(String url) {
        return TOPIC.matcher(url).matches();
    }

    private static String with(String parameter) {
        return "(?=(?:[^#]*&)?" + parameter + "=[^&#]+)";
    }

    /** Adds the message that an event hub receives for each new subscription. */
    void validate(String hub, String text) {
        ObjectNode message = JsonTrees.object()
                .put("subscriptionId", "NA")
                .put("subscriptionExpirationDateTime", "NA")
                .put("clientState", "NA")
                .put("changeType", text)
                .put("resource", "NA");
        message.putObject("resourceData")
                .put("@odata.type", "NA")
                .put("@odata.id", "NA")
                .put("id", "NA");
        add(hub, Webhooks.body(message));
    }

    /** Returns the CloudEvent that holds a notification. */
    ObjectNode event(String type, String source, ObjectNode notification) {
        ObjectNode event = JsonTrees.object()
                .put("id", UUID.randomUUID().toString())
                .put("type", type)
                .put("source", source)
                .put("subject", source)
                .put("time", PrintTenant.timestamp(time.now()))
                .put("datacontenttype", "application/json")
                .put("specversion", "1.0");
        event.set("data", notification);
        return event;
    }

    /** Adds a message that was made earlier. */
    void addNow(String url, ObjectNode message) {
        if (message.has("time")) {
            message.put("time", PrintTenant.timestamp(time.now()));
        }
        add(url, message);
    }

    synchronized void add(String url, ObjectNode message) {
        Deque<String> kept = messages.computeIfAbsent(url, added -> new ArrayDeque<>());
        if (kept.size() == LIMIT) {
            kept.removeFirst();
        }
        String text = message.toString();
        kept.add(text);
        listener.accept(url, text);
    }

    synchronized List<String> messages(String url) {
        return List.copyOf(messages.getOrDefault(url, new ArrayDeque<>()));
    }
}
