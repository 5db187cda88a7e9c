package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaTopicsTest {
    private final CloudJobsEmulator emulator = CloudJobsEmulator.start();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final String hub = "held-jobs-" + UUID.randomUUID();
    private final String url =
            "EventHub:https://contoso.servicebus.windows.net/eventhubname/" + hub + "?tenantId=contoso.com";

    @AfterEach
    void close() {
        emulator.close();
    }

    private void subscribe(String notificationUrl) throws Exception {
        String body = new JsonMapper()
                .createObjectNode()
                .put("changeType", "created")
                .put("resource", "print/taskDefinitions/" + emulator.print().taskDefinitionId() + "/tasks")
                .put("notificationUrl", notificationUrl)
                .put(
                        "expirationDateTime",
                        emulator.clock().now().plus(Duration.ofHours(1)).toString())
                .toString();
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(emulator.print().endpoint() + "/subscriptions"))
                                .header(
                                        "Authorization",
                                        "Bearer " + emulator.print().token())
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }

    private static String unused() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            return "localhost:" + socket.getLocalPort();
        }
    }

    @Test
    @Tag("broker")
    void theMessagesOfAHubArriveInTheirOrderAlsoIfTheBrokerStartsLater(@TempDir Path folder) throws Exception {
        try (var broker = new TestBroker(folder);
                KafkaTopics topics = KafkaTopics.open(broker.bootstrap(), emulator, warnings::add)) {
            subscribe(url);
            emulator.print().holdJob();
            emulator.print().holdJob();
            Eventually.await(() -> topics.problem() != null);
            assertThat(topics.problem()).isNotEmpty();
            assertThat(topics.pending()).isEqualTo(3);

            broker.start();
            Eventually.await(() -> topics.sent() == 3);
            assertThat(topics.problem()).isNull();
            emulator.print().holdJob();

            try (var consumer = new KafkaConsumer<>(
                    Map.of(
                            "bootstrap.servers",
                            broker.bootstrap(),
                            "group.id",
                            "reader",
                            "auto.offset.reset",
                            "earliest"),
                    new StringDeserializer(),
                    new StringDeserializer())) {
                consumer.subscribe(List.of(hub));
                List<String> received = new ArrayList<>();
                Eventually.await(() -> {
                    consumer.poll(Duration.ofMillis(100)).forEach(record -> received.add(record.value()));
                    return received.size() >= 4;
                });
                assertThat(received)
                        .hasSize(4)
                        .containsExactlyElementsOf(emulator.print().deliveries(url));
            }
            assertThat(topics.lost()).isZero();
            assertThat(topics.pending()).isZero();
        }
    }

    @Test
    void withoutABrokerTheOldestMessagesAreLostAndItStops() throws Exception {
        KafkaTopics topics = KafkaTopics.open(unused(), emulator, warnings::add);
        subscribe(url);
        for (int i = 0; i < KafkaTopics.PENDING_LIMIT + 4; i++) {
            emulator.print().holdJob();
        }

        assertThat(topics.pending()).isEqualTo(KafkaTopics.PENDING_LIMIT);
        assertThat(topics.lost()).isEqualTo(5);
        long start = System.nanoTime();
        topics.close();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(60);
        emulator.print().holdJob();
        assertThat(topics.pending()).isEqualTo(KafkaTopics.PENDING_LIMIT);
        topics.close();
    }

    @Test
    void aNameThatNoServerKnowsIsTriedAgain() throws Exception {
        try (KafkaTopics topics = KafkaTopics.open("broker.invalid:9092", emulator, warnings::add)) {
            subscribe(url);

            Eventually.await(() -> topics.problem() != null);

            assertThat(topics.problem()).contains("KafkaException");
            assertThat(warnings).containsExactly("cannot send to the Kafka topic " + hub + ": " + topics.problem());
            assertThat(topics.pending()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            EventHub:https://a.servicebus.windows.net/eventhubname/jobs?tenantId=b | jobs
            EventHub:https://a.servicebus.windows.net/eventhubname/a%2Db?tenantId=b | a-b
            EventHub:https://a.vault.azure.net/secrets/hub?tenantId=b | hub
            EventGrid:?azuresubscriptionid=a&resourcegroup=b&partnertopic=c&location=d | none
            """)
    void theTopicHasTheNameOfTheHub(String notificationUrl, String topic) {
        assertThat(KafkaTopics.topic(notificationUrl)).isEqualTo(topic);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "localhost",
                "localhost:",
                ":9092",
                "localhost:0",
                "localhost:65536",
                "localhost:99999999999",
                "localhost:port",
                "http://localhost:9092",
                "localhost:9092, localhost:9093",
                "localhost:9092\nevil",
            })
    void brokersWithoutHostAndPortAreRefused(String bootstrap) {
        assertThatThrownBy(() -> KafkaTopics.open(bootstrap, emulator, warnings::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the brokers must be addresses such as localhost:9092")
                .hasMessageNotContaining("\n");
    }
}
