package io.cloudjobs.print.worker.kafka;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The received records whose jobs are not stored yet, and the offsets of stored records that are not committed yet. */
final class PendingRecords {
    private final Deque<ConsumerRecord<byte[], byte[]>> received = new ArrayDeque<>();
    private final Map<TopicPartition, OffsetAndMetadata> stored = new HashMap<>();

    void add(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        records.forEach(received::add);
    }

    /** Returns the first record that is not stored; null if there is none. */
    @Nullable ConsumerRecord<byte[], byte[]> next() {
        return received.peek();
    }

    /** Marks the first record as stored. */
    void markStored() {
        ConsumerRecord<byte[], byte[]> record = received.remove();
        stored.put(partition(record), new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), ""));
    }

    /** Returns the offsets to commit. */
    Map<TopicPartition, OffsetAndMetadata> committable() {
        return Map.copyOf(stored);
    }

    /** Returns the offsets to commit of these partitions. */
    Map<TopicPartition, OffsetAndMetadata> committable(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(stored);
        offsets.keySet().retainAll(partitions);
        return offsets;
    }

    /** Marks these offsets as committed. */
    void markCommitted(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach(stored::remove);
    }

    /** Drops all of these partitions, because they belong to another consumer now. */
    void forget(Collection<TopicPartition> partitions) {
        received.removeIf(record -> partitions.contains(partition(record)));
        stored.keySet().removeAll(partitions);
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
