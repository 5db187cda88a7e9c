package io.cloudjobs.print.worker.kafka;

import io.cloudjobs.testkit.ManualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Kafka's mock of a consumer, whose polls without records take their time on the clock of the test. */
class TimedConsumer extends MockConsumer<byte[], byte[]> {
    static final String TOPIC = "held-jobs";
    static final TopicPartition ZERO = new TopicPartition(TOPIC, 0);
    static final TopicPartition ONE = new TopicPartition(TOPIC, 1);

    private final ManualTime time;
    private final Map<TopicPartition, Long> committed = new ConcurrentHashMap<>();
    private KafkaException commitFailure;
    private int failedCommits;

    TimedConsumer(ManualTime time) {
        super("earliest");
        this.time = time;
        updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L));
    }

    /** Runs each of these during a poll. */
    TimedConsumer during(Runnable... polls) {
        Arrays.stream(polls).forEach(this::schedulePollTask);
        return this;
    }

    void give(TopicPartition partition, long offset, String value) {
        give(partition, offset, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    void give(TopicPartition partition, long offset, byte[] value) {
        addRecord(new ConsumerRecord<>(partition.topic(), partition.partition(), offset, null, value));
    }

    /** Lets the next commits fail. */
    void failCommits(int count, KafkaException failure) {
        failedCommits = count;
        commitFailure = failure;
    }

    /** Returns the committed offset of a partition; -1 if there is none. */
    long committed(TopicPartition partition) {
        return committed.getOrDefault(partition, -1L);
    }

    List<TopicPartition> pausedPartitions() {
        return List.copyOf(paused());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
        if (records.isEmpty()) {
            time.advance(timeout);
        }
        return records;
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        if (failedCommits > 0) {
            failedCommits--;
            throw commitFailure;
        }
        super.commitSync(offsets, timeout);
        offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
    }
}
