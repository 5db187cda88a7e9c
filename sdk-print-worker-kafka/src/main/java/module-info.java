/**
 * Gives notifications from Azure Event Hubs or Apache Kafka to a worker for held print jobs.
 */
@SuppressWarnings("requires-automatic") // Kafka's client
module io.cloudjobs.print.worker.kafka {
    requires transitive io.cloudjobs.print.worker;
    requires io.cloudjobs.core;
    requires kafka.clients;
    requires static transitive org.jspecify;

    exports io.cloudjobs.print.worker.kafka;
}
