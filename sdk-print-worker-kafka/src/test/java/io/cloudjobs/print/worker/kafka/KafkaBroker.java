package io.cloudjobs.print.worker.kafka;

import io.cloudjobs.testkit.Eventually;
import io.cloudjobs.testkit.JavaProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A broker in its own process, started once for all tests. It has a listener for anyone, and one for users with a password,
 * like Event Hubs.
 */
final class KafkaBroker {
    /** A user with all rights. */
    static final String USER = "$ConnectionString";

    static final String PASSWORD =
            "Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=a;SharedAccessKey=b=";

    /** A user without any right. */
    static final String GUEST = "guest";

    /** Far longer than a busy machine needs. */
    private static final Duration START = Duration.ofMinutes(3);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private static KafkaBroker shared;

    private final Path folder;
    private final List<Integer> ports;
    private Process process;
    private Admin admin;
    private KafkaProducer<byte[], byte[]> producer;

    private KafkaBroker(Path folder) throws IOException {
        this.folder = folder;
        this.ports = freePorts(3);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("broker.properties"), properties());
        run();
        admin = Admin.create(Map.of("bootstrap.servers", bootstrap()));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap(), "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Returns the broker of all tests. */
    static synchronized KafkaBroker shared() {
        if (shared == null) {
            try {
                Path target = Path.of("target").toAbsolutePath();
                Files.createDirectories(target);
                KafkaBroker broker = new KafkaBroker(Files.createTempDirectory(target, "kafka-"));
                Runtime.getRuntime().addShutdownHook(new Thread(broker::remove));
                shared = broker;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared;
    }

    private String properties() {
        String login = "org.apache.kafka.common.security.plain.PlainLoginModule required user_" + USER + "=\""
                + PASSWORD + "\" user_" + GUEST + "=\"" + PASSWORD + "\";";
        return String.join(
                "\n",
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@localhost:" + ports.get(0),
                "controller.listener.names=CONTROLLER",
                "listeners=CONTROLLER://localhost:" + ports.get(0) + ",ANYONE://localhost:" + ports.get(1)
                        + ",USERS://localhost:" + ports.get(2),
                "advertised.listeners=ANYONE://localhost:" + ports.get(1) + ",USERS://localhost:" + ports.get(2),
                "listener.security.protocol.map=CONTROLLER:PLAINTEXT,ANYONE:PLAINTEXT,USERS:SASL_PLAINTEXT",
                "inter.broker.listener.name=ANYONE",
                "sasl.enabled.mechanisms=PLAIN",
                "listener.name.users.plain.sasl.jaas.config=" + login,
                "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users=User:ANONYMOUS;User:" + USER,
                "log.dirs=" + folder.resolve("log").toString().replace('\\', '/'),
                "offsets.topic.replication.factor=1",
                "offsets.topic.num.partitions=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                "group.initial.rebalance.delay.ms=0",
                "auto.create.topics.enable=true",
                "num.network.threads=2",
                "num.io.threads=2",
                "background.threads=2",
                "log.cleaner.backoff.ms=100",
                "log.cleaner.dedupe.buffer.size=4194304",
                "");
    }

    private void run() throws IOException {
        process = JavaProgram.of(
                        BrokerProcess.class,
                        List.of("-Xmx256m"),
                        List.of(folder.resolve("broker.properties").toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output.txt").toFile()))
                .start();
        long end = System.nanoTime() + START.toNanos();
        while (process.isAlive() && !isListening(ports.get(1)) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        if (!isListening(ports.get(1))) {
            kill();
            throw new IOException("the broker did not start: see " + folder.resolve("output.txt"));
        }
    }

    /** Kills the broker. Clients keep trying to reach it. */
    void kill() {
        process.destroyForcibly();
        Eventually.await(() -> !process.isAlive());
    }

    /** Kills the broker, and deletes its data. */
    private void remove() {
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // "mvn clean" deletes the rest.
        }
    }

    /** Waits for a state of the broker. Each look is a request, so it looks less often than {@link Eventually}. */
    static void await(BooleanSupplier state) {
        Eventually.await(() -> {
            LockSupport.parkNanos(PAUSE.toNanos());
            return state.getAsBoolean();
        });
    }

    /** Starts the killed broker again, at the same address. */
    void restart() throws IOException {
        run();
    }

    String bootstrap() {
        return "localhost:" + ports.get(1);
    }

    /** Returns properties of a consumer that reads a topic from its beginning. */
    Map<String, Object> consumer(String group) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", bootstrap());
        properties.put("group.id", group);
        properties.put("auto.offset.reset", "earliest");
        return properties;
    }

    /** Returns properties of a consumer that soon hears of changes in its group, and of the broker. */
    Map<String, Object> quickConsumer(String group) {
        Map<String, Object> properties = consumer(group);
        properties.put("heartbeat.interval.ms", 200);
        properties.put("reconnect.backoff.max.ms", 200);
        return properties;
    }

    /** Returns properties of a consumer that logs in. */
    Map<String, Object> consumer(String group, String user, String password) {
        Map<String, Object> properties = consumer(group);
        properties.put("bootstrap.servers", "localhost:" + ports.get(2));
        properties.put("security.protocol", "SASL_PLAINTEXT");
        properties.put("sasl.mechanism", "PLAIN");
        properties.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                        + password + "\";");
        return properties;
    }

    void createTopic(String topic, int partitions) {
        createTopic(topic, partitions, Map.of());
    }

    void createTopic(String topic, int partitions, Map<String, String> configuration) {
        try {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(configuration)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean hasTopic(String topic) {
        try {
            return admin.listTopics().names().get().contains(topic);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds a record, and returns its offset. */
    long send(String topic, int partition, String value) {
        return send(topic, partition, null, value);
    }

    long send(String topic, int partition, String key, String value) {
        try {
            return producer.send(new ProducerRecord<>(topic, partition, bytes(key), bytes(value)))
                    .get()
                    .offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the sum of the committed offsets of a group. */
    long committed(String group) {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return offsets.values().stream()
                    .collect(Collectors.summingLong(offset -> offset == null ? 0 : offset.offset()));
        } catch (InterruptedException | ExecutionException e) {
            return 0; // there is no such group yet
        }
    }

    /** Returns the number of members of a group. */
    int members(String group) {
        try {
            return admin.describeConsumerGroups(List.of(group))
                    .all()
                    .get()
                    .get(group)
                    .members()
                    .size();
        } catch (InterruptedException | ExecutionException e) {
            return 0;
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Integer> freePorts(int count) throws IOException {
        try (ServerSocket one = open();
                ServerSocket two = open();
                ServerSocket three = open()) {
            return List.of(one.getLocalPort(), two.getLocalPort(), three.getLocalPort())
                    .subList(0, count);
        }
    }

    private static ServerSocket open() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByName("localhost"));
    }
}
