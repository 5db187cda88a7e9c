package io.cloudjobs.samples;

import io.cloudjobs.print.worker.PrintTaskWorker;
import io.cloudjobs.print.worker.kafka.KafkaTaskSource;
import java.util.Map;
import java.util.function.Consumer;

/** Notifications of held jobs from Azure Event Hubs or Kafka. */
final class EventHubsSamples {
    private EventHubsSamples() {}

    /**
     * Starts a source. Close it before the worker.
     *
     * @param namespace the namespace of Event Hubs, such as {@code contoso}
     * @param connectionString a connection string with the claim {@code Listen}
     */
    static KafkaTaskSource start(PrintTaskWorker worker, String namespace, String connectionString) {
        Map<String, Object> eventHubs = Map.of(
                "bootstrap.servers", namespace + ".servicebus.windows.net:9093",
                "group.id", "release-station",
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required"
                                + " username=\"$ConnectionString\" password=\"" + connectionString + "\";");
        KafkaTaskSource source =
                KafkaTaskSource.builder(worker, eventHubs).topic("held-jobs").start();
        return source;
    }

    /** Raises an alarm if notifications are missing. Until they come again, the worker only polls. */
    static void check(KafkaTaskSource source, Consumer<String> alarm) {
        if (!source.isRunning() || source.failure() != null || source.partitions() == 0) {
            alarm.accept(source + " gets no notifications: " + source.failure());
        }
    }
}
