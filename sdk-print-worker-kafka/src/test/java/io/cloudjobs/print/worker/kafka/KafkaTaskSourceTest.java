package io.cloudjobs.print.worker.kafka;

import static io.cloudjobs.print.worker.kafka.TimedConsumer.TOPIC;
import static io.cloudjobs.print.worker.kafka.TimedConsumer.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.testkit.Eventually;
import io.cloudjobs.testkit.LogListener;
import io.cloudjobs.testkit.WaitingTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToIntFunction;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Isolated("looks at log lines")
class KafkaTaskSourceTest {
    private static final Duration CLOSE = Duration.ofSeconds(30);

    private final WaitingTime time = new WaitingTime();
    private final Deque<Object> consumers = new ConcurrentLinkedDeque<>();
    private final List<String> stored = new CopyOnWriteArrayList<>();
    private final List<LogRecord> lines = new CopyOnWriteArrayList<>();
    private final LogListener log = new LogListener(lines::add, "io.cloudjobs.print.worker.kafka");
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        log.close();
    }

    private KafkaTaskSource start(ToIntFunction<String> worker, Object... those) {
        return start(worker, CLOSE, those);
    }

    /** Starts a source that uses these consumers one after the other; a failure stands for one that cannot be created. */
    @SuppressWarnings("unchecked")
    private KafkaTaskSource start(ToIntFunction<String> worker, Duration closeTimeout, Object... those) {
        consumers.addAll(List.of(those));
        KafkaTaskSource source = KafkaTaskSource.start(
                TOPIC,
                worker,
                null,
                () -> {
                    Object next = consumers.remove();
                    if (next instanceof RuntimeException failure) {
                        throw failure;
                    }
                    return (Consumer<byte[], byte[]>) next;
                },
                time,
                closeTimeout);
        open.push(source);
        return source;
    }

    private int store(String body) {
        if (!body.contains("Validation")) {
            stored.add(body);
        }
        return 1;
    }

    /** A consumer that gets this record. */
    private TimedConsumer getting(String value) {
        TimedConsumer consumer = new TimedConsumer(time.clock);
        return consumer.during(() -> {
            consumer.rebalance(List.of(ZERO));
            if (value != null) {
                consumer.give(ZERO, 0, value);
            }
        });
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new SaslAuthenticationException("wrong password"), 30),
                Arguments.of(new SslAuthenticationException("unknown issuer"), 30),
                Arguments.of(new AuthenticationException("no"), 30),
                Arguments.of(new TopicAuthorizationException(TOPIC), 30),
                Arguments.of(new GroupAuthorizationException("group"), 30),
                Arguments.of(new FencedInstanceIdException("twice"), 5),
                Arguments.of(new KafkaException("anything"), 5));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsToldOnceAndOverComeByANewConsumer(KafkaException failure, int seconds) throws Exception {
        TimedConsumer first = new TimedConsumer(time.clock);
        first.setPollException(failure);
        TimedConsumer second = new TimedConsumer(time.clock);
        second.setPollException(failure);
        CountDownLatch again = time.endOfWaitsOf(Duration.ofSeconds(seconds));
        KafkaTaskSource source = start(this::store, first, second, getting("first"));

        time.awaitWaits(1);
        assertThat(source.failure()).isSameAs(failure);
        assertThat(source.isRunning()).isTrue();
        assertThat(first.closed()).isTrue();
        again.countDown();
        Eventually.await(() -> source.failure() == null && !stored.isEmpty());

        assertThat(stored).containsExactly("first");
        assertThat(second.closed()).isTrue();
        assertThat(source.failure()).isNull();
        assertThat(source.partitions()).isEqualTo(1);
        assertThat(time.waits()).containsOnly(Duration.ofSeconds(seconds)).hasSize(2);
        assertThat(lines.stream().filter(line -> line.getLevel().intValue() >= Level.INFO.intValue()))
                .extracting(LogRecord::getMessage)
                .containsExactly(
                        "the source of topic held-jobs failed, and tries again every " + seconds
                                + " s until it succeeds",
                        "the source of topic held-jobs works again");
    }

    @Test
    void aConsumerThatCannotBeCreatedIsTriedAgain() throws Exception {
        KafkaException unknownHost = new KafkaException("no broker");
        KafkaTaskSource source = start(this::store, unknownHost, getting("first"));
        time.awaitWaits(1);
        assertThat(source.failure()).isSameAs(unknownHost);

        source.close();

        assertThat(source.isRunning()).isFalse();
        assertThat(consumers).hasSize(1);
    }

    @Test
    void closeCommitsWhatIsStoredAndNoMore() {
        CountDownLatch storing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        TimedConsumer consumer = new TimedConsumer(time.clock);
        consumer.during(() -> {
            consumer.rebalance(List.of(ZERO));
            consumer.give(ZERO, 0, "first");
            consumer.give(ZERO, 1, "second");
        });
        KafkaTaskSource source = start(
                body -> {
                    if (body.equals("first")) {
                        storing.countDown();
                        await(goOn);
                    }
                    return store(body);
                },
                consumer);
        await(storing);

        Thread closing = new Thread(source::close);
        closing.start();
        Eventually.await(() -> closing.getState() == Thread.State.TIMED_WAITING);
        goOn.countDown();
        Eventually.await(() -> !closing.isAlive());

        assertThat(source.isRunning()).isFalse();
        assertThat(source.failure()).isNull();
        assertThat(source.partitions()).isZero();
        assertThat(stored).containsExactly("first");
        assertThat(consumer.committed(ZERO)).isEqualTo(1);
        assertThat(consumer.closed()).isTrue();
        source.close();
    }

    @Test
    void closeInterruptsADatabaseThatHangs() {
        CountDownLatch storing = new CountDownLatch(1);
        TimedConsumer consumer = getting("first");
        KafkaTaskSource source = start(
                body -> {
                    if (body.contains("Validation")) {
                        return 0;
                    }
                    storing.countDown();
                    try {
                        new CountDownLatch(1).await();
                        return 1;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new UnsupportedOperationException(e);
                    }
                },
                Duration.ofMillis(50),
                consumer);
        await(storing);

        source.close();

        Eventually.await(() -> !source.isRunning());
        assertThat(source.isRunning()).isFalse();
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void closeWakesAPollThatWaits() {
        CountDownLatch polling = new CountDownLatch(1);
        CountDownLatch woken = new CountDownLatch(1);
        TimedConsumer consumer = new TimedConsumer(time.clock) {
            @Override
            public synchronized void wakeup() {
                woken.countDown();
            }

            @Override
            public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
                polling.countDown();
                await(woken);
                throw new WakeupException();
            }
        };
        KafkaTaskSource source = start(this::store, consumer);
        await(polling);

        source.close();

        assertThat(source.isRunning()).isFalse();
        assertThat(source.failure()).isNull();
        assertThat(consumer.closed()).isTrue();
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of(
                        "an interrupt", (Runnable) () -> Thread.currentThread().interrupt(), "InterruptException"),
                Arguments.of(
                        "an error",
                        (Runnable) () -> {
                            throw new NoSuchMethodError("old jar");
                        },
                        "NoSuchMethodError"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void aSourceThatDiesSaysSo(String name, Runnable end, String failure) {
        TimedConsumer consumer = new TimedConsumer(time.clock);
        consumer.during(() -> consumer.rebalance(List.of(ZERO)), end);
        KafkaTaskSource source = start(this::store, consumer);

        Eventually.await(() -> !source.isRunning());

        assertThat(source.isRunning()).isFalse();
        assertThat(source.failure().getClass().getSimpleName()).isEqualTo(failure);
        assertThat(consumer.closed()).isTrue();
        assertThat(lines)
                .filteredOn(line -> line.getLevel() == Level.SEVERE)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.getMessage())
                            .isEqualTo("the source of topic held-jobs ended: start a new one. Until then, the worker"
                                    + " only polls");
                    assertThat(line.getThrown()).isSameAs(source.failure());
                });
    }

    @Test
    void anInterruptedWaitEndsTheSource() throws Exception {
        KafkaTaskSource source = start(this::store, new KafkaException("no broker"));
        time.awaitWaits(1);

        threads().forEach(Thread::interrupt);
        Eventually.await(() -> !source.isRunning());

        assertThat(source.failure()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aClosedWorkerEndsTheSource() {
        TimedConsumer consumer = getting("first");
        KafkaTaskSource source = start(
                body -> {
                    if (!stored.isEmpty()) {
                        throw new IllegalStateException("the worker is closed");
                    }
                    return store(body);
                },
                consumer);

        Eventually.await(() -> !source.isRunning());

        assertThat(source.isRunning()).isFalse();
        assertThat(source.failure()).isNull();
        assertThat(consumer.committed(ZERO)).isEqualTo(1);
        assertThat(consumer.closed()).isTrue();
        assertThat(lines)
                .extracting(LogRecord::getMessage)
                .contains("the source of topic held-jobs ended, because its worker is closed");
    }

    @Test
    void itsThreadHasANameAndDoesNotKeepTheProgramAlive() throws Exception {
        KafkaTaskSource source = start(this::store, new KafkaException("no broker"));
        time.awaitWaits(1);

        assertThat(threads())
                .singleElement()
                .satisfies(thread -> assertThat(thread.isDaemon()).isTrue());
        assertThat(source).hasToString("KafkaTaskSource[topic=held-jobs]");
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("cloudjobs-kafka-held-jobs"))
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
