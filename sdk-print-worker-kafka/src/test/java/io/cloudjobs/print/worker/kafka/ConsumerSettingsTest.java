package io.cloudjobs.print.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsumerSettingsTest {
    private static Map<String, Object> with(String name, Object value) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", "localhost:1");
        properties.put("group.id", "release-station");
        properties.put(name, value);
        return properties;
    }

    @Test
    void theSourceDecidesWhatItDependsOn() {
        Properties given = new Properties();
        given.putAll(with("enable.auto.commit", "true"));
        given.putAll(Map.of(
                "allow.auto.create.topics", "true",
                "value.deserializer", "org.apache.kafka.common.serialization.LongDeserializer",
                "max.poll.records", "7"));

        Map<String, Object> used = ConsumerSettings.of(given).properties();

        assertThat(used)
                .containsEntry("enable.auto.commit", false)
                .containsEntry("allow.auto.create.topics", false)
                .containsEntry("connections.max.idle.ms", 180_000)
                .containsEntry("metadata.max.age.ms", 180_000)
                .containsEntry("request.timeout.ms", 60_000)
                .containsEntry("max.poll.records", "7");
        Consumer<?, ?> consumer = ConsumerSettings.of(given).firstConsumer();
        assertThat(consumer).isNotNull();
        consumer.close();
    }

    @ParameterizedTest
    @CsvSource({
        "connections.max.idle.ms, 1000",
        "metadata.max.age.ms, 1000",
        "request.timeout.ms, 1000",
    })
    void theUserCanChangeTheDefaults(String name, String value) {
        assertThat(ConsumerSettings.of(with(name, value)).properties()).containsEntry(name, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aBlankGroupIsRefused(String group) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsumerSettings.of(with("group.id", group)))
                .withMessage("group.id is missing in the properties: set it to the same value on all machines whose"
                        + " workers share a database, and another value for each application");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsumerSettings.of(Map.of("bootstrap.servers", "localhost:1")))
                .withMessageStartingWith("group.id is missing in the properties: set it to ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsumerSettings.of(with("group.id", null)))
                .withMessageStartingWith("group.id is missing in the properties: set it to ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsumerSettings.of(Map.of("group.id", "release-station")))
                .withMessage(
                        "bootstrap.servers is missing in the properties: set it to the brokers, such as host:9092");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsumerSettings.of(Map.of(1, 2)))
                .withMessage("properties must have names that are strings: remove the others");
    }

    @ParameterizedTest
    @CsvSource({
        "session.timeout.ms, soon",
        "bootstrap.servers, localhost",
        "bootstrap.servers, localhost:no",
        "bootstrap.servers, ','",
        "security.protocol, SASL_SSL",
        "security.protocol, NONE",
        "auto.offset.reset, middle",
    })
    void wrongPropertiesAreToldAtTheStart(String name, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsumerSettings.of(with(name, value)).firstConsumer())
                .withMessage("properties are not valid for a Kafka consumer: correct the property that the cause names")
                .withCauseInstanceOf(org.apache.kafka.common.KafkaException.class);
    }

    @Test
    void brokersThatNobodyKnowsYetArePatientlyAwaited() {
        assertThat(ConsumerSettings.of(with("bootstrap.servers", "kafka.invalid:9092, kafka2.invalid:9092"))
                        .firstConsumer())
                .isNull();
        assertThat(ConsumerSettings.of(with("bootstrap.servers", List.of("kafka.invalid:9092")))
                        .firstConsumer())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "held-jobs", "Held_Jobs.1", "..."})
    void aTopicHasALegalName(String topic) {
        assertThat(TopicName.checked(topic)).isEqualTo(topic);
        assertThat(TopicName.checked("a".repeat(249))).hasSize(249);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a b", "a/b", "a\n", "\u00E4", "a,b"})
    void anotherNameIsRefused(String topic) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicName.checked(topic))
                .withMessage("topic must have 1 to 249 letters, digits, dots, hyphens and underscores");
        assertThatIllegalArgumentException().isThrownBy(() -> TopicName.checked("a".repeat(250)));
    }
}
