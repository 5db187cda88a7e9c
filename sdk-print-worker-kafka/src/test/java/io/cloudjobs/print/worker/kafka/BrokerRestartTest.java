package io.cloudjobs.print.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.testkit.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Tag("broker")
@Isolated("kills the broker of all tests, and starts it again")
class BrokerRestartTest {
    private static final KafkaBroker BROKER = KafkaBroker.shared();

    private final String topic = "held-jobs-" + UUID.randomUUID();
    private final String group = "station-" + UUID.randomUUID();

    @Test
    void sourcesGoOnAfterTheBrokerIsBackAndCanBeClosedWhileItIsAway() throws Exception {
        BROKER.createTopic(topic, 2);
        try (Station station = new Station();
                KafkaTaskSource before = source(station, group)) {
            KafkaTaskSource closed = source(station, "other-" + group);
            Eventually.await(() -> closed.partitions() == 2);
            List<Station.Held> jobs = new ArrayList<>(station.hold(2));
            send(jobs);
            station.awaitReleased(jobs);

            BROKER.kill();
            try (KafkaTaskSource meanwhile = source(station, group)) {
                KafkaTaskSource never = source(station, group);
                Thread closing = new Thread(closed::close); // both try to reach the broker for a while
                closing.start();
                never.close();
                closing.join();
                assertThat(never.isRunning()).isFalse();
                assertThat(never.failure()).isNull();
                assertThat(closed.isRunning()).isFalse();
                assertThat(closed.failure()).isNull();
                List<Station.Held> more = station.hold(4);
                BROKER.restart();
                Eventually.await(() -> before.partitions() == 1 && meanwhile.partitions() == 1);
                assertThat(before.partitions()).isEqualTo(1);
                assertThat(meanwhile.partitions()).isEqualTo(1);

                send(more);

                jobs.addAll(more);
                station.awaitReleased(jobs);
                KafkaBroker.await(() -> BROKER.committed(group) == 6);
                assertThat(BROKER.committed(group)).isEqualTo(6);
                assertThat(before.isRunning()).isTrue();
                assertThat(before.failure()).isNull();
                assertThat(meanwhile.failure()).isNull();
            }
        }
    }

    private KafkaTaskSource source(Station station, String group) {
        return KafkaTaskSource.builder(station.worker, BROKER.quickConsumer(group))
                .topic(topic)
                .start();
    }

    private void send(List<Station.Held> jobs) {
        for (int i = 0; i < jobs.size(); i++) {
            BROKER.send(topic, i % 2, jobs.get(i).message());
        }
    }
}
