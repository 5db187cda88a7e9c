package io.cloudjobs.print.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.print.worker.PrintTaskWorker;
import io.cloudjobs.print.worker.PrintWorkerException;
import io.cloudjobs.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("broker")
@Order(1) // long, so it starts first
@Execution(ExecutionMode.CONCURRENT) // each test has its own topic and group, and waits most of the time
class RealBrokerTest {
    private static final KafkaBroker BROKER = KafkaBroker.shared();

    private final String topic = "held-jobs-" + UUID.randomUUID();
    private final String group = "station-" + UUID.randomUUID();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private Station station;

    @BeforeEach
    void start() throws Exception {
        station = opened(new Station());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private <T extends AutoCloseable> T opened(T one) {
        open.push(one);
        return one;
    }

    private KafkaTaskSource source(PrintTaskWorker worker, Map<String, Object> properties) {
        return opened(KafkaTaskSource.builder(worker, properties).topic(topic).start());
    }

    private void send(List<Station.Held> jobs, int partitions) {
        for (int i = 0; i < jobs.size(); i++) {
            BROKER.send(topic, i % partitions, jobs.get(i).message());
        }
    }

    private void awaitCommitted(long offsets) {
        KafkaBroker.await(() -> BROKER.committed(group) == offsets);
        assertThat(BROKER.committed(group)).isEqualTo(offsets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void jobsAreReleasedAndTheirOffsetsCommitted(String protocol) {
        BROKER.createTopic(topic, 2);
        Map<String, Object> properties = BROKER.consumer(group, KafkaBroker.USER, KafkaBroker.PASSWORD);
        properties.put("group.protocol", protocol);
        KafkaTaskSource source = source(station.worker, properties);
        List<Station.Held> jobs = station.hold(20);
        BROKER.send(topic, 0, station.validation());
        BROKER.send(topic, 1, "not JSON");
        send(jobs, 2);

        station.awaitReleased(jobs);
        awaitCommitted(22);
        assertThat(source.failure()).isNull();
        assertThat(source.partitions()).isEqualTo(2);

        source.close();
        assertThat(source.isRunning()).isFalse();
        KafkaBroker.await(() -> BROKER.members(group) == 0);
        assertThat(BROKER.members(group)).isZero();
    }

    @Test
    void aNewGroupBeginsAtTheEnd() {
        BROKER.createTopic(topic, 1);
        BROKER.send(topic, 0, station.hold(1).get(0).message());
        Map<String, Object> properties = BROKER.consumer(group);
        properties.remove("auto.offset.reset");
        KafkaTaskSource source = source(station.worker, properties);
        Eventually.await(() -> source.partitions() == 1);
        Station.Held job = station.hold(1).get(0);

        // It finds the end some time after it has its partition.
        KafkaBroker.await(() -> {
            BROKER.send(topic, 0, job.message());
            return !station.released.isEmpty();
        });

        assertThat(station.released).containsExactly(job.taskId());
    }

    @Test
    void whatWasStoredButNotCommittedComesAgainAndHasOneEffect() {
        BROKER.createTopic(topic, 1);
        List<Station.Held> jobs = station.hold(5);
        send(jobs, 1);
        List<Integer> first = new ArrayList<>();
        // The source dies after it has stored the third job, and before it commits.
        KafkaTaskSource killed = opened(KafkaTaskSource.start(
                topic,
                body -> {
                    int count = Station.recording(station.worker, first).applyAsInt(body);
                    if (first.stream().filter(result -> result == 1).count() == 3) {
                        throw new NoSuchMethodError("killed");
                    }
                    return count;
                },
                null,
                () -> new UncommittingConsumer(
                        ConsumerSettings.of(BROKER.consumer(group)).properties()),
                Time.SYSTEM,
                Duration.ofSeconds(30)));
        Eventually.await(() -> !killed.isRunning());
        assertThat(killed.failure()).isInstanceOf(NoSuchMethodError.class);
        assertThat(BROKER.committed(group)).isZero();
        Eventually.await(() -> station.released.size() == 3);

        source(station.worker, BROKER.consumer(group));

        station.awaitReleased(jobs);
        awaitCommitted(5);
        station.awaitReleased(jobs);
        assertThat(first).containsOnly(0, 1);
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsCommittedAndLaterAllIsStored() {
        BROKER.createTopic(topic, 2);
        Map<String, Object> properties = BROKER.consumer(group);
        properties.put("session.timeout.ms", 6000);
        properties.put("max.poll.interval.ms", 3000);
        KafkaTaskSource source = source(station.worker, properties);
        Eventually.await(() -> source.partitions() == 2);
        List<Station.Held> before = station.hold(2);
        send(before, 2);
        station.awaitReleased(before);
        awaitCommitted(2);

        station.database.goAway();
        List<Station.Held> jobs = station.hold(10);
        send(jobs, 2);
        Eventually.await(() -> source.failure() instanceof PrintWorkerException);
        Throwable first = source.failure();
        Eventually.await(() -> source.failure() != first); // 5 s later: longer than it may stay without a poll
        assertThat(source.failure()).isInstanceOf(PrintWorkerException.class);
        assertThat(BROKER.committed(group)).isEqualTo(2);
        assertThat(BROKER.members(group)).isEqualTo(1);
        assertThat(source.partitions()).isEqualTo(2);

        station.database.comeBack();
        List<Station.Held> all = new ArrayList<>(before);
        all.addAll(jobs);
        station.awaitReleased(all);
        awaitCommitted(12);
        assertThat(source.failure()).isNull();
    }

    @Test
    void twoSourcesShareThePartitionsAndDecideOnceAboutEachJob() {
        BROKER.createTopic(topic, 4);
        PrintTaskWorker other = opened(station.newWorker());
        KafkaTaskSource one = source(station.worker, BROKER.quickConsumer(group));
        KafkaTaskSource two = source(other, BROKER.quickConsumer(group));
        Eventually.await(() -> one.partitions() == 2 && two.partitions() == 2);
        assertThat(one.partitions()).isEqualTo(2);
        assertThat(two.partitions()).isEqualTo(2);

        List<Station.Held> jobs = station.hold(20);
        for (int partition = 0; partition < 4; partition++) {
            for (Station.Held job : jobs) {
                BROKER.send(topic, partition, job.message());
            }
        }
        awaitCommitted(80);
        station.awaitReleased(jobs);

        // One goes, and the other reads all.
        two.close();
        Eventually.await(() -> one.partitions() == 4);
        assertThat(one.partitions()).isEqualTo(4);
        List<Station.Held> more = station.hold(8);
        send(more, 4);
        awaitCommitted(88);
        List<Station.Held> all = new ArrayList<>(jobs);
        all.addAll(more);
        station.awaitReleased(all);
    }

    @Test
    void aCompactedTopicWithTombstonesIsRead() {
        BROKER.createTopic(
                topic,
                1,
                Map.of(
                        "cleanup.policy", "compact",
                        "min.cleanable.dirty.ratio", "0.01",
                        "segment.ms", "100",
                        "delete.retention.ms", "600000"));
        List<Station.Held> jobs = station.hold(3);
        BROKER.send(topic, 0, "a", jobs.get(0).message());
        BROKER.send(topic, 0, "b", jobs.get(1).message());
        BROKER.send(topic, 0, "b", null);
        long last = BROKER.send(topic, 0, "c", jobs.get(2).message());
        KafkaTaskSource source = source(station.worker, BROKER.consumer(group));

        awaitCommitted(last + 1);
        Eventually.await(() -> station.released.contains(jobs.get(2).taskId()));
        assertThat(station.released)
                .contains(jobs.get(0).taskId(), jobs.get(2).taskId())
                .doesNotHaveDuplicates();
        assertThat(source.failure()).isNull();
    }

    @Test
    void aTopicThatIsCreatedLaterIsReadAndTheSourceDoesNotCreateIt() {
        Map<String, Object> properties = BROKER.consumer(group);
        properties.put("metadata.max.age.ms", 200);
        KafkaTaskSource source = source(station.worker, properties);
        KafkaBroker.await(() -> BROKER.members(group) == 1);
        assertThat(BROKER.hasTopic(topic)).isFalse();
        assertThat(source.partitions()).isZero();
        assertThat(source.failure()).isNull();

        BROKER.createTopic(topic, 1);
        List<Station.Held> jobs = station.hold(1);
        send(jobs, 1);

        station.awaitReleased(jobs);
    }

    @Test
    void wrongCredentialsAreTold() {
        BROKER.createTopic(topic, 1);
        KafkaTaskSource source = source(station.worker, BROKER.consumer(group, KafkaBroker.USER, "rotated"));

        Eventually.await(() -> source.failure() != null);

        assertThat(source.failure()).isInstanceOf(SaslAuthenticationException.class);
        assertThat(source.isRunning()).isTrue();
        assertThat(source.partitions()).isZero();
        source.close();
        assertThat(source.isRunning()).isFalse();
    }

    @Test
    void missingRightsAreTold() {
        BROKER.createTopic(topic, 1);
        KafkaTaskSource source =
                source(station.worker, BROKER.consumer(group, KafkaBroker.GUEST, KafkaBroker.PASSWORD));

        Eventually.await(() -> source.failure() != null);

        assertThat(source.failure())
                .isInstanceOfAny(TopicAuthorizationException.class, GroupAuthorizationException.class);
        assertThat(source.isRunning()).isTrue();
    }

    @Test
    void aClosedWorkerEndsTheSource() {
        BROKER.createTopic(topic, 1);
        KafkaTaskSource source = source(station.worker, BROKER.consumer(group));
        Eventually.await(() -> source.partitions() == 1);

        station.worker.close();
        Eventually.await(() -> !source.isRunning());

        assertThat(source.isRunning()).isFalse();
        assertThat(source.failure()).isNull();
    }
}
