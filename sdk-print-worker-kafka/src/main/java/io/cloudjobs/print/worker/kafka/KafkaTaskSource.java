package io.cloudjobs.print.worker.kafka;

import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.print.worker.PrintTaskWorker;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Gives the records of a topic to a worker: notifications of held jobs from Azure Event Hubs, which speaks the protocol of
 * Apache Kafka, or from any Kafka. With it, a worker needs no webhook.
 *
 * <pre>{@code
 * Map<String, Object> eventHubs = Map.of(
 *         "bootstrap.servers", namespace + ".servicebus.windows.net:9093",
 *         "group.id", "release-station",
 *         "security.protocol", "SASL_SSL",
 *         "sasl.mechanism", "PLAIN",
 *         "sasl.jaas.config",
 *                 "org.apache.kafka.common.security.plain.PlainLoginModule required"
 *                         + " username=\"$ConnectionString\" password=\"" + connectionString + "\";");
 * KafkaTaskSource source =
 *         KafkaTaskSource.builder(worker, eventHubs).topic("held-jobs").start();
 * }</pre>
 *
 * <p>The topic is the name of the event hub. Event Hubs offers the protocol from the Standard tier on. The connection string
 * needs the claim {@code Listen}.
 *
 * <p>A source commits the offset of a record only after the worker has stored its jobs, so a record may come twice. That is
 * harmless: a worker decides once about each job. Start one source for each worker. All sources with the same
 * {@code group.id} share the partitions, and any worker can store the jobs of any partition.
 *
 * <ul>
 *   <li>A record that cannot be read is logged, without its value, and skipped.
 *   <li>If the database fails, the source commits nothing, keeps its partitions, and tries the same records again every 5
 *       seconds, for as long as it takes.
 *   <li>If the brokers cannot be reached, the source continues when they are back, also at the start.
 *   <li>If the brokers refuse the credentials or the access, the source logs that, and tries again every 30 seconds. After
 *       any other failure of the client it tries again every 5 seconds. See {@link #failure}.
 *   <li>When the worker is closed, the source ends within seconds.
 * </ul>
 *
 * <p>The notifications are only hints: see {@link PrintTaskWorker#accept}. While a source is not running, the worker finds
 * held jobs in the list of tasks. That is also why a new group should begin at the end of the topic, which is Kafka's
 * default for {@code auto.offset.reset}.
 *
 * <p>Logs to {@code io.cloudjobs.print.worker.kafka}. Thread-safe.
 */
public final class KafkaTaskSource implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.print.worker.kafka");
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(30);
    private static final Duration CLOSE_CONSUMER = Duration.ofSeconds(5);
    private static final Duration CLOSE = Duration.ofSeconds(30);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);

    private final String topic;
    private final HintStore store;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Time time;
    private final Duration closeTimeout;
    private final SourceHealth health;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Consumer<byte[], byte[]> current;

    private KafkaTaskSource(
            String topic,
            ToIntFunction<String> worker,
            @Nullable Consumer<byte[], byte[]> first,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Time time,
            Duration closeTimeout) {
        this.topic = topic;
        this.store = new HintStore(worker);
        this.consumers = consumers;
        this.time = time;
        this.closeTimeout = closeTimeout;
        this.health = new SourceHealth(topic);
        this.thread = new Thread(() -> run(first), "cloudjobs-kafka-" + topic);
        thread.setDaemon(true);
    }

    static KafkaTaskSource start(
            String topic,
            ToIntFunction<String> worker,
            @Nullable Consumer<byte[], byte[]> first,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Time time,
            Duration closeTimeout) {
        KafkaTaskSource source = new KafkaTaskSource(topic, worker, first, consumers, time, closeTimeout);
        source.thread.start();
        return source;
    }

    private void run(@Nullable Consumer<byte[], byte[]> first) {
        try {
            Consumer<byte[], byte[]> next = first;
            while (ended.getCount() > 0) {
                try {
                    consume(next == null ? consumers.get() : next);
                } catch (HintStore.WorkerClosedException e) {
                    health.workerClosed();
                    return;
                } catch (InterruptException e) {
                    throw e;
                } catch (RuntimeException e) {
                    Duration delay = delay(e);
                    health.failed(e, delay);
                    time.sleep(delay, ended);
                }
                next = null;
            }
        } catch (InterruptException | InterruptedException e) {
            if (ended.getCount() > 0) {
                health.died(e);
            }
        } catch (Throwable e) {
            health.died(e);
        } finally {
            health.ended();
        }
    }

    private void consume(Consumer<byte[], byte[]> consumer) {
        GroupMember member = new GroupMember(consumer, store, health, ended, time);
        current = consumer;
        try {
            member.run(topic);
        } finally {
            current = null;
            health.assigned(0);
            var unused = Thread.interrupted(); // otherwise the consumer would neither commit nor leave its group
            member.leave();
            close(consumer);
        }
    }

    private static void close(Consumer<?, ?> consumer) {
        try {
            consumer.close(CloseOptions.timeout(CLOSE_CONSUMER));
        } catch (KafkaException e) {
            LOG.log(System.Logger.Level.DEBUG, "the consumer could not leave its group", e);
        }
    }

    private static Duration delay(RuntimeException failure) {
        return failure instanceof AuthenticationException || failure instanceof AuthorizationException
                ? AFTER_REFUSAL
                : AFTER_FAILURE;
    }

    /**
     * Builds a source.
     *
     * @param worker the worker that gets the records. The source does not close it
     * @param properties the properties of a Kafka consumer, at least {@code bootstrap.servers} and {@code group.id}. The
     *     group must be the same on all machines whose workers share a database, and no other program may use it. The
     *     source always sets {@code enable.auto.commit} and {@code allow.auto.create.topics} to {@code false}, and the
     *     deserializers. Its defaults for {@code connections.max.idle.ms}, {@code metadata.max.age.ms} and
     *     {@code request.timeout.ms} are the values that Event Hubs recommends
     * @return a builder
     * @throws IllegalArgumentException if {@code bootstrap.servers} or {@code group.id} is missing
     */
    public static Builder builder(PrintTaskWorker worker, Map<?, ?> properties) {
        Objects.requireNonNull(worker, "worker");
        return new Builder(worker, ConsumerSettings.of(Objects.requireNonNull(properties, "properties")));
    }

    /**
     * Returns whether the source gets records, or tries to. It ends when it or its worker is closed, when its thread is
     * interrupted, or after an {@link Error}. Then start a new one.
     *
     * @return false if the source has ended; {@link #failure} says why
     */
    public boolean isRunning() {
        return health.isRunning();
    }

    /**
     * Returns what the source is trying to overcome, or what has ended it: an exception of the database, or of Kafka's
     * client, such as {@link org.apache.kafka.common.errors.SaslAuthenticationException} for wrong credentials. Brokers that
     * cannot be reached cause no exception, but Kafka's client logs them, and {@link #partitions} is 0 if they could not be
     * reached at the start.
     *
     * @return the failure; null if the source works, or has ended because it or its worker was closed
     */
    public @Nullable Throwable failure() {
        return health.failure();
    }

    /**
     * Returns the number of partitions that this source reads. It is 0 while the source joins its group, if the topic does
     * not exist, or if the group has more sources than the topic has partitions. After a minute with 0, the source logs a
     * warning.
     *
     * @return the number of partitions
     */
    public int partitions() {
        return health.partitions();
    }

    /**
     * Stops the source. It stores the record in progress, commits what is stored, and leaves its group, for at most 30
     * seconds. Records that it did not store go to the other sources of the group, or come again after the next start.
     * Closing twice is harmless. Close the source before its worker.
     */
    @Override
    public void close() {
        ended.countDown();
        Consumer<?, ?> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(closeTimeout.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(AFTER_INTERRUPT.toMillis());
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> "the source of topic " + topic + " is closed, but its thread " + thread.getName()
                            + " still waits for the database");
        }
    }

    /** Returns the topic of this source. */
    @Override
    public String toString() {
        return "KafkaTaskSource[topic=" + topic + "]";
    }

    /** Builds a source. */
    public static final class Builder {
        private final PrintTaskWorker worker;
        private final ConsumerSettings settings;
        private @Nullable String topic;

        private Builder(PrintTaskWorker worker, ConsumerSettings settings) {
            this.worker = worker;
            this.settings = settings;
        }

        /**
         * Sets the topic, or the name of the event hub. Required. The source does not create it.
         *
         * @param topic the name of the topic
         * @return this builder
         * @throws IllegalArgumentException if this is not a name of a topic: 1 to 249 letters, digits, dots, hyphens and
         *     underscores
         */
        public Builder topic(String topic) {
            this.topic = TopicName.checked(topic);
            return this;
        }

        /**
         * Starts a source on a daemon thread. Returns at once: it does not wait for the brokers.
         *
         * @return the source. Close it to stop it
         * @throws NullPointerException if the topic is missing
         * @throws IllegalArgumentException if Kafka's client refuses the properties. The cause says which one is wrong
         */
        public KafkaTaskSource start() {
            String name = Objects.requireNonNull(topic, "topic");
            return KafkaTaskSource.start(
                    name, worker::accept, settings.firstConsumer(), settings::newConsumer, Time.SYSTEM, CLOSE);
        }
    }
}
