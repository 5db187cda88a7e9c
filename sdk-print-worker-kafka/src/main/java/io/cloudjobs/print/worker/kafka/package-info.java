/**
 * Notifications of held print jobs from Azure Event Hubs or Apache Kafka:
 * {@link io.cloudjobs.print.worker.kafka.KafkaTaskSource} gives them to a worker.
 */
@NullMarked
package io.cloudjobs.print.worker.kafka;

import org.jspecify.annotations.NullMarked;
