package io.cloudjobs.emulator.app;

import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.emulator.CloudJobsEmulator;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the messages of event hubs to the Kafka topics with the names of the hubs, one after the other, in the order of the
 * service. While the brokers are away, the last {@value #PENDING_LIMIT} messages wait for them. A message can arrive twice if
 * a response of a broker is lost.
 */
final class KafkaTopics implements AutoCloseable {
    static final int PENDING_LIMIT = 10_000;
    private static final String HUB = "EventHub:";
    private static final int ATTEMPT_MILLIS = 5_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** How long a stop waits for messages that a reachable broker has not confirmed yet. */
    private static final long DRAIN_MILLIS = 2_000;

    private static final long STOP_MILLIS = 5_000;

    /** A message and the topic that it belongs to. */
    private static final class Message {
        final String topic;
        final String text;

        Message(String topic, String text) {
            this.topic = topic;
            this.text = text;
        }
    }

    private final CloudJobsEmulator emulator;
    private final Consumer<String> warning;
    private final Map<String, Object> properties;
    private final Deque<Message> pending = new ArrayDeque<>();
    private final Thread sender = new Thread(this::send, "cloudjobs-emulator-kafka");
    private long sent;
    private long lost;
    private @Nullable String problem;
    private boolean closed;

    private KafkaTopics(String bootstrap, CloudJobsEmulator emulator, Consumer<String> warning) {
        this.emulator = emulator;
        this.warning = warning;
        properties = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.CLIENT_ID_CONFIG,
                "cloudjobs-emulator",
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                (long) ATTEMPT_MILLIS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ATTEMPT_MILLIS,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                ATTEMPT_MILLIS,
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                PAUSE.toMillis(),
                ProducerConfig.ENABLE_METRICS_PUSH_CONFIG,
                false,
                ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG,
                "");
        sender.setDaemon(true);
    }

    /**
     * Starts to send the messages that the emulator adds to event hubs from now on. The brokers need not run yet.
     *
     * @param bootstrap the addresses of brokers, separated by commas, such as {@code localhost:9092}
     * @param warning gets a line when the first of several attempts fails
     * @throws IllegalArgumentException if an address has no host or no port
     */
    static KafkaTopics open(String bootstrap, CloudJobsEmulator emulator, Consumer<String> warning) {
        checkAddresses(bootstrap);
        var topics = new KafkaTopics(bootstrap, emulator, warning);
        topics.sender.start();
        emulator.print().onTopicMessage(topics::add);
        return topics;
    }

    private static void checkAddresses(String bootstrap) {
        var addresses = new StringTokenizer(bootstrap, ",");
        boolean valid = addresses.hasMoreTokens();
        while (addresses.hasMoreTokens()) {
            valid &= isAddress(addresses.nextToken());
        }
        if (!valid) {
            throw new IllegalArgumentException(
                    "the brokers must be addresses such as localhost:9092, separated by commas, but are "
                            + Shown.of(bootstrap));
        }
    }

    private static boolean isAddress(String address) {
        int colon = address.lastIndexOf(':');
        String port = address.substring(colon + 1);
        return colon > 0
                && address.chars().noneMatch(c -> c <= ' ' || c == '/')
                && !port.isEmpty()
                && port.length() <= 5
                && port.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(port) > 0
                && Integer.parseInt(port) <= 0xFFFF;
    }

    /** Returns the name of the hub, or of the secret that holds its connection string; null for a partner topic. */
    static @Nullable String topic(String notificationUrl) {
        if (!notificationUrl.startsWith(HUB)) {
            return null;
        }
        String path = URI.create(notificationUrl.substring(HUB.length())).getRawPath();
        return URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
    }

    private synchronized void add(String notificationUrl, String text) {
        String topic = topic(notificationUrl);
        if (topic == null || closed) {
            return;
        }
        if (pending.size() == PENDING_LIMIT) {
            pending.removeFirst();
            lost++;
        }
        pending.addLast(new Message(topic, text));
        notifyAll();
    }

    /** Returns the number of messages that brokers have confirmed. */
    synchronized long sent() {
        return sent;
    }

    /** Returns the number of messages that wait for the brokers. */
    synchronized int pending() {
        return pending.size();
    }

    /** Returns the number of messages that no broker gets: too many were waiting, or Kafka cannot have their topic. */
    synchronized long lost() {
        return lost;
    }

    /** Returns why the last attempt failed, or null if it did not. */
    synchronized @Nullable String problem() {
        return problem;
    }

    private void send() {
        Producer<String, String> producer = null;
        try {
            while (true) {
                Message next = next();
                try {
                    if (producer == null) {
                        producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
                    }
                    producer.send(new ProducerRecord<>(next.topic, next.text)).get();
                    ended(next, null);
                } catch (ExecutionException | KafkaException e) {
                    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
                    failed(next, cause);
                }
            }
        } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
            // Closed.
        } finally {
            if (producer != null) {
                producer.close(Duration.ZERO);
            }
        }
    }

    private synchronized Message next() throws InterruptedException {
        while (pending.isEmpty()) {
            wait();
        }
        return pending.getFirst();
    }

    private synchronized void ended(Message message, @Nullable String failure) {
        problem = failure;
        if (pending.peekFirst() == message) {
            pending.removeFirst();
        }
        if (failure == null) {
            sent++;
        } else {
            lost++;
        }
        notifyAll();
    }

    private void failed(Message message, Throwable cause) throws InterruptedException {
        String failure = cause.getClass().getSimpleName() + ": " + Shown.of(cause.getMessage());
        if (problem() == null) {
            warning.accept("cannot send to the Kafka topic " + message.topic + ": " + failure);
        }
        if (cause instanceof InvalidTopicException || cause instanceof RecordTooLargeException) {
            ended(message, failure);
            return;
        }
        synchronized (this) {
            problem = failure;
            notifyAll();
        }
        Thread.sleep(PAUSE.toMillis());
    }

    /** Stops in a few seconds. If a broker is reachable, the messages so far arrive. */
    @Override
    public void close() {
        emulator.print().onTopicMessage((url, message) -> {});
        try {
            synchronized (this) {
                closed = true;
                long end = System.nanoTime() + Duration.ofMillis(DRAIN_MILLIS).toNanos();
                for (long left = DRAIN_MILLIS; left > 0 && !pending.isEmpty() && problem == null; ) {
                    wait(left);
                    left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                }
            }
            sender.interrupt();
            sender.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            sender.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
