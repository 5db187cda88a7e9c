package io.cloudjobs.print.worker.kafka;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The properties of the user, the properties that the source depends on, and defaults for Event Hubs. */
final class ConsumerSettings {
    /** Set always, because the source commits what is stored, and must not create a topic with a mistyped name. */
    private static final Map<String, Object> FIXED = Map.of(
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false, ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);

    /** Event Hubs closes connections that are idle for four minutes, and recommends these values. */
    private static final Map<String, Object> DEFAULTS = Map.of(
            ConsumerConfig.CONNECTIONS_MAX_IDLE_MS_CONFIG, 180_000,
            ConsumerConfig.METADATA_MAX_AGE_CONFIG, 180_000,
            ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 60_000);

    private final Map<String, Object> properties;

    private ConsumerSettings(Map<String, Object> properties) {
        this.properties = properties;
    }

    static ConsumerSettings of(Map<?, ?> given) {
        Map<String, Object> properties = new HashMap<>(DEFAULTS);
        given.forEach((name, value) -> {
            if (!(name instanceof String)) {
                throw new IllegalArgumentException("properties must have names that are strings: remove the others");
            }
            if (value != null) {
                properties.put((String) name, value);
            }
        });
        require(properties, ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "the brokers, such as host:9092");
        require(
                properties,
                ConsumerConfig.GROUP_ID_CONFIG,
                "the same value on all machines whose workers share a database, and another value for each application");
        properties.putAll(FIXED);
        return new ConsumerSettings(properties);
    }

    private static void require(Map<String, Object> properties, String name, String value) {
        Object given = properties.get(name);
        if (given == null || given.toString().isBlank()) {
            throw new IllegalArgumentException(name + " is missing in the properties: set it to " + value);
        }
    }

    Map<String, Object> properties() {
        return properties;
    }

    Consumer<byte[], byte[]> newConsumer() {
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Creates a consumer, to find wrong properties at once.
     *
     * @return a consumer; null if none can be created yet, because the name service knows no broker
     */
    @Nullable Consumer<byte[], byte[]> firstConsumer() {
        try {
            return newConsumer();
        } catch (KafkaException e) {
            if (isUnknownHost(e)) {
                return null;
            }
            throw new IllegalArgumentException(
                    "properties are not valid for a Kafka consumer: correct the property that the cause names", e);
        }
    }

    /**
     * Returns whether a consumer could not be created because the name service knows no broker. This may pass, unlike
     * wrong properties.
     */
    private boolean isUnknownHost(KafkaException failure) {
        if (!(failure.getCause() instanceof ConfigException)) {
            return false;
        }
        List<String> hosts = hosts();
        return !hosts.isEmpty() && hosts.stream().noneMatch(ConsumerSettings::isKnown);
    }

    /** Returns the names of the hosts; none if one is malformed. */
    private List<String> hosts() {
        Object servers = properties.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG);
        StringTokenizer each = new StringTokenizer(
                servers instanceof Collection<?> list
                        ? String.join(",", list.stream().map(String::valueOf).toList())
                        : String.valueOf(servers),
                ", ");
        List<String> hosts = new ArrayList<>();
        while (each.hasMoreTokens()) {
            String server = each.nextToken();
            int colon = server.lastIndexOf(':');
            if (colon <= 0) {
                return List.of();
            }
            hosts.add(server.substring(0, colon));
        }
        return hosts;
    }

    private static boolean isKnown(String host) {
        try {
            InetAddress.getByName(host);
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
