package io.cloudjobs.print.worker.kafka;

import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.print.worker.PrintWorkerException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * A consumer in its group: it polls, stores the records, and commits their offsets afterwards. While records wait for the
 * database, it polls with paused partitions, because a consumer that does not poll loses its partitions.
 */
final class GroupMember implements ConsumerRebalanceListener {
    static final Duration AFTER_DATABASE_FAILURE = Duration.ofSeconds(5);
    static final Duration WITHOUT_PARTITION = Duration.ofMinutes(1);

    private static final System.Logger LOG = System.getLogger("io.cloudjobs.print.worker.kafka");
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration POLL_BEFORE_NEXT_COMMIT = Duration.ofMillis(100);
    private static final Duration STORE = Duration.ofSeconds(1);
    private static final Duration COMMIT = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final HintStore store;
    private final SourceHealth health;
    private final CountDownLatch ended;
    private final Time time;
    private final PendingRecords pending = new PendingRecords();
    private long storeAt;
    private long hadPartition;
    private boolean saidIdle;

    GroupMember(
            Consumer<byte[], byte[]> consumer, HintStore store, SourceHealth health, CountDownLatch ended, Time time) {
        this.consumer = consumer;
        this.store = store;
        this.health = health;
        this.ended = ended;
        this.time = time;
        this.storeAt = time.nanos();
        this.hadPartition = time.nanos();
    }

    /** Works until the source ends. */
    void run(String topic) {
        consumer.subscribe(List.of(topic), this);
        while (ended.getCount() > 0) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptException("the thread of the source was interrupted");
            }
            store.checkOpen();
            try {
                step();
            } catch (WakeupException e) {
                LOG.log(System.Logger.Level.DEBUG, "the source is being closed");
            }
        }
    }

    /** Commits what is stored, before the consumer is closed. */
    void leave() {
        commitLast(pending.committable());
    }

    private void step() {
        if (pending.next() == null) {
            consumer.resume(consumer.assignment());
        } else {
            consumer.pause(consumer.assignment());
        }
        pending.add(consumer.poll(timeout()));
        look();
        if (time.nanos() - storeAt >= 0) {
            store();
        }
        commit(pending.committable());
    }

    private Duration timeout() {
        if (pending.next() != null) {
            Duration wait = Duration.ofNanos(storeAt - time.nanos());
            return wait.isNegative() ? Duration.ZERO : wait.compareTo(POLL) < 0 ? wait : POLL;
        }
        return pending.committable().isEmpty() ? POLL : POLL_BEFORE_NEXT_COMMIT;
    }

    /** Looks whether the consumer takes part in its group. */
    private void look() {
        int partitions = consumer.assignment().size();
        health.assigned(partitions);
        if (partitions > 0) {
            hadPartition = time.nanos();
            saidIdle = false;
        } else if (!saidIdle && time.nanos() - hadPartition >= WITHOUT_PARTITION.toNanos()) {
            health.idle(WITHOUT_PARTITION);
            saidIdle = true;
        }
        if (pending.next() == null && consumer.groupMetadata().generationId() >= 0) {
            health.succeeded();
        }
    }

    /** Stores records for a while. */
    private void store() {
        long end = time.nanos() + STORE.toNanos();
        for (var record = pending.next(); record != null && ended.getCount() > 0; record = pending.next()) {
            try {
                store.store(record);
            } catch (PrintWorkerException e) {
                storeAt = time.nanos() + AFTER_DATABASE_FAILURE.toNanos();
                health.failed(e, AFTER_DATABASE_FAILURE);
                return;
            }
            pending.markStored();
            health.succeeded();
            if (time.nanos() - end >= 0) {
                return;
            }
        }
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, COMMIT);
            pending.markCommitted(offsets);
        } catch (RetriableException | RebalanceInProgressException | CommitFailedException e) {
            // The next poll tells whether the partitions still belong to this consumer.
            LOG.log(System.Logger.Level.DEBUG, "the offsets could not be committed yet", e);
        }
    }

    private void commitLast(Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            try {
                commit(offsets);
            } catch (WakeupException e) {
                commit(offsets);
            }
        } catch (KafkaException e) {
            LOG.log(System.Logger.Level.DEBUG, "the offsets could not be committed, so the records come again", e);
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commitLast(pending.committable(partitions));
        pending.forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        pending.forget(partitions);
    }
}
