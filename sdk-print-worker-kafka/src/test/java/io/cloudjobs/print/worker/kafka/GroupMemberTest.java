package io.cloudjobs.print.worker.kafka;

import static io.cloudjobs.print.worker.kafka.TimedConsumer.ONE;
import static io.cloudjobs.print.worker.kafka.TimedConsumer.TOPIC;
import static io.cloudjobs.print.worker.kafka.TimedConsumer.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.print.worker.PrintWorkerException;
import io.cloudjobs.testkit.LogListener;
import io.cloudjobs.testkit.ManualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Isolated("looks at log lines")
class GroupMemberTest {
    private static Station station;

    private final ManualTime time = new ManualTime();
    private final TimedConsumer consumer = new TimedConsumer(time);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final SourceHealth health = new SourceHealth(TOPIC);
    private final List<Integer> accepted = new ArrayList<>();
    private final List<String> stored = new ArrayList<>();
    private final List<Object> seen = new ArrayList<>();
    private final List<LogRecord> lines = new CopyOnWriteArrayList<>();
    private final LogListener log = new LogListener(lines::add, "io.cloudjobs.print.worker.kafka");

    @BeforeAll
    static void start() throws Exception {
        station = new Station();
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    @AfterAll
    static void close() {
        station.close();
    }

    /** Runs a member until the last poll. */
    private void run(ToIntFunction<String> worker, Runnable... polls) {
        consumer.during(polls).during(ended::countDown);
        GroupMember member = new GroupMember(consumer, new HintStore(worker), health, ended, time);
        member.run(TOPIC);
        member.leave();
    }

    /** A worker that stores what is not the message that the source sends to see whether the worker is closed. */
    private ToIntFunction<String> storing() {
        return body -> {
            if (!body.contains("Validation")) {
                stored.add(body);
            }
            return 1;
        };
    }

    private void assign() {
        consumer.rebalance(List.of(ZERO, ONE));
    }

    static Stream<Arguments> values() {
        Function<Station, String> notification = one -> one.hold(1).get(0).message();
        return Stream.of(
                Arguments.of("a notification", notification, 1, 0),
                Arguments.of("with a byte order mark", notification.andThen(text -> "\uFEFF" + text), 1, 0),
                Arguments.of(
                        "a batch",
                        (Function<Station, String>) one -> {
                            List<Station.Held> held = one.hold(3);
                            String first = held.get(0).message();
                            return first.substring(0, first.length() - 2) + "," + element(held.get(1)) + ","
                                    + element(held.get(2)) + "]}";
                        },
                        3,
                        0),
                Arguments.of(
                        "a CloudEvent",
                        (Function<Station, String>) one ->
                                cloudEvent("\"data\":" + element(one.hold(1).get(0))),
                        1,
                        0),
                Arguments.of(
                        "a CloudEvent in base64",
                        (Function<Station, String>) one -> cloudEvent("\"data_base64\":\""
                                + Base64.getEncoder()
                                        .encodeToString(
                                                element(one.hold(1).get(0)).getBytes(StandardCharsets.UTF_8))
                                + "\""),
                        1,
                        0),
                Arguments.of(
                        "a batch of CloudEvents",
                        (Function<Station, String>) one -> "["
                                + cloudEvent("\"data\":" + element(one.hold(1).get(0))) + ","
                                + cloudEvent("\"data\":" + element(one.hold(1).get(0))) + "]",
                        2,
                        0),
                Arguments.of("the validation message", (Function<Station, String>) Station::validation, 0, 0),
                Arguments.of(
                        "a wrong client state",
                        notification.andThen(text -> text.replace(Station.SECRET, "guessed")),
                        0,
                        0),
                Arguments.of(
                        "an id that no row can have",
                        (Function<Station, String>) one -> {
                            Station.Held held = one.hold(1).get(0);
                            return held.message().replace(held.taskId(), "%C4%B0".repeat(200));
                        },
                        0,
                        0),
                Arguments.of("a cut one", notification.andThen(text -> text.substring(0, text.length() - 3)), null, 1),
                Arguments.of("text", (Function<Station, String>) one -> "hello " + Station.SECRET, null, 1),
                Arguments.of("nothing", (Function<Station, String>) one -> "", null, 1),
                Arguments.of("an empty list", (Function<Station, String>) one -> "[]", null, 1),
                Arguments.of("null in JSON", (Function<Station, String>) one -> "null", null, 1),
                Arguments.of("deep", (Function<Station, String>) one -> "[".repeat(5_000), null, 1),
                Arguments.of("a tombstone", (Function<Station, String>) one -> null, null, 0));
    }

    private static String element(Station.Held held) {
        String message = held.message();
        return message.substring("{\"value\":[".length(), message.length() - 2);
    }

    private static String cloudEvent(String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"Microsoft.Graph.PrintTaskDefinitionCreated\","
                + "\"source\":\"graph\"," + data + "}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void eachRecordIsStoredOrSkippedAndThenCommitted(
            String name, Function<Station, String> value, Integer count, int warnings) {
        String given = value.apply(station);
        String next = station.hold(1).get(0).message();
        run(Station.recording(station.worker, accepted), () -> {
            assign();
            consumer.give(ZERO, 41, given);
            consumer.give(ZERO, 42, next);
        });

        accepted.removeIf(result -> result == 0); // of the message that asks whether the worker is closed, and of none
        assertThat(accepted).isEqualTo(count == null || count == 0 ? List.of(1) : List.of(count, 1));
        assertThat(consumer.committed(ZERO)).isEqualTo(43);
        assertThat(consumer.committed(ONE)).isEqualTo(-1);
        assertThat(health.failure()).isNull();
        assertThat(lines.stream().filter(line -> line.getLevel() == Level.WARNING))
                .hasSize(warnings)
                .allSatisfy(line -> assertThat(line.getMessage())
                        .startsWith("skipped the record at offset 41 of partition 0 of topic held-jobs: "));
        assertThat(lines).noneMatch(line -> line.getMessage().contains(Station.SECRET));
    }

    @Test
    void bytesThatAreNoTextAreSkipped() {
        run(Station.recording(station.worker, accepted), () -> {
            assign();
            consumer.give(ZERO, 0, new byte[] {(byte) 0xC3, 0x28, 0, (byte) 0xFF});
        });

        assertThat(consumer.committed(ZERO)).isEqualTo(1);
    }

    @Test
    void aRecordWithAFaultOfTheWorkerIsSkipped() {
        run(
                body -> {
                    if (body.equals("bad")) {
                        throw new UnsupportedOperationException(Station.SECRET);
                    }
                    return storing().applyAsInt(body);
                },
                () -> {
                    assign();
                    consumer.give(ZERO, 0, "bad");
                    consumer.give(ZERO, 1, "good");
                });

        assertThat(stored).containsExactly("good");
        assertThat(consumer.committed(ZERO)).isEqualTo(2);
        assertThat(lines)
                .filteredOn(line -> line.getLevel() == Level.SEVERE)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.getMessage())
                            .endsWith("the worker failed with java.lang.UnsupportedOperationException");
                    assertThat(line.getThrown()).isNull();
                });
    }

    @Test
    void whileTheDatabaseIsAwayItPollsWithPausedPartitionsAndCommitsNothing() {
        PrintWorkerException away = databaseFailure();
        List<Duration> tries = new ArrayList<>();
        ToIntFunction<String> worker = body -> {
            if (body.equals("second")) {
                tries.add(Duration.ofNanos(time.nanos()));
                if (time.nanos() < Duration.ofHours(3).toNanos()) {
                    throw away;
                }
            }
            return storing().applyAsInt(body);
        };
        List<Runnable> polls = new ArrayList<>();
        polls.add(() -> {
            assign();
            consumer.give(ZERO, 0, "first");
            consumer.give(ZERO, 1, "second");
            consumer.give(ONE, 0, "third");
        });
        polls.add(() -> {
            seen.add(consumer.pausedPartitions());
            seen.add(consumer.committed(ZERO));
            seen.add(consumer.committed(ONE));
            seen.add(health.failure());
        });
        for (int seconds = 0; seconds < 3 * 3600; seconds++) {
            polls.add(() -> {});
        }
        polls.add(() -> {
            seen.add(consumer.pausedPartitions());
            seen.add(health.failure());
        });
        run(worker, polls.toArray(Runnable[]::new));

        assertThat(seen.subList(1, 4)).isEqualTo(List.of(1L, -1L, away));
        assertThat((List<?>) seen.get(0)).hasSize(2);
        assertThat(seen.get(4)).isEqualTo(List.of());
        assertThat(seen.get(5)).isNull();
        assertThat(tries).hasSize(3 * 3600 / 5 + 1);
        assertThat(stored).containsExactly("first", "second", "third");
        assertThat(consumer.committed(ZERO)).isEqualTo(2);
        assertThat(consumer.committed(ONE)).isEqualTo(1);
    }

    private static PrintWorkerException databaseFailure() {
        String message = station.hold(1).get(0).message();
        station.database.goAway();
        try {
            station.worker.accept(message);
            throw new AssertionError();
        } catch (PrintWorkerException e) {
            return e;
        } finally {
            station.database.comeBack();
        }
    }

    @Test
    void aSlowDatabaseDoesNotKeepItFromPolling() {
        List<Long> polledAt = new ArrayList<>();
        Runnable poll = () -> polledAt.add(Duration.ofNanos(time.nanos()).toMillis());
        run(
                body -> {
                    if (!body.contains("Validation")) {
                        time.advance(Duration.ofMillis(400));
                    }
                    return storing().applyAsInt(body);
                },
                () -> {
                    assign();
                    for (int i = 0; i < 7; i++) {
                        consumer.give(ZERO, i, "body " + i);
                    }
                },
                poll,
                () -> {
                    poll.run();
                    seen.add(consumer.committed(ZERO));
                },
                poll,
                poll);

        assertThat(polledAt).containsExactly(1200L, 2400L, 2800L, 3800L);
        assertThat(seen).containsExactly(6L);
        assertThat(stored).hasSize(7);
        assertThat(consumer.committed(ZERO)).isEqualTo(7);
    }

    @Test
    void aPartitionThatIsTakenAwayIsCommittedAsFarAsItIsStored() {
        PrintWorkerException away = databaseFailure();
        run(
                body -> {
                    if (body.equals("second")) {
                        throw away;
                    }
                    return storing().applyAsInt(body);
                },
                () -> {
                    assign();
                    consumer.failCommits(1, new TimeoutException("no answer"));
                    consumer.give(ZERO, 0, "first");
                    consumer.give(ZERO, 1, "second");
                    consumer.give(ONE, 0, "third");
                },
                () -> {
                    consumer.rebalance(List.of(ONE));
                    seen.add(health.partitions());
                },
                () -> {},
                () -> seen.add(health.partitions()),
                () -> {},
                () -> {},
                () -> {},
                () -> {});

        // The first record was committed when its partition went, the second goes to another consumer.
        assertThat(consumer.committed(ZERO)).isEqualTo(1);
        assertThat(stored).containsExactly("first", "third");
        assertThat(consumer.committed(ONE)).isEqualTo(1);
        assertThat(seen).containsExactly(2, 1);
    }

    @Test
    void aPartitionThatIsLostIsNotCommitted() {
        run(
                storing(),
                () -> {
                    assign();
                    consumer.failCommits(1, new TimeoutException("no answer"));
                    consumer.give(ZERO, 0, "first");
                    consumer.give(ONE, 0, "second");
                },
                () -> consumer.losePartitions(List.of(ZERO)));

        assertThat(stored).containsExactly("first", "second");
        assertThat(consumer.committed(ZERO)).isEqualTo(-1);
        assertThat(consumer.committed(ONE)).isEqualTo(1);
    }

    static Stream<KafkaException> passingCommitFailures() {
        return Stream.of(
                new TimeoutException("no answer"),
                new RebalanceInProgressException("rebalance"),
                new CommitFailedException("generation"));
    }

    @ParameterizedTest
    @MethodSource("passingCommitFailures")
    void aCommitThatFailsIsTriedAgainAfterThePoll(KafkaException failure) {
        run(
                storing(),
                () -> {
                    assign();
                    consumer.failCommits(3, failure);
                    consumer.give(ZERO, 0, "first");
                },
                () -> {},
                () -> seen.add(consumer.committed(ZERO)),
                () -> {},
                () -> seen.add(consumer.committed(ZERO)));

        assertThat(seen).containsExactly(-1L, 1L);
        assertThat(stored).containsExactly("first");
        assertThat(Duration.ofNanos(time.nanos())).isEqualTo(Duration.ofMillis(300 + 2 * 1000));
    }

    @Test
    void aCommitThatIsRefusedFails() {
        var refused = new GroupAuthorizationException("group");

        assertThatThrownBy(() -> run(storing(), () -> {
                    assign();
                    consumer.failCommits(1, refused);
                    consumer.give(ZERO, 0, "first");
                }))
                .isSameAs(refused);
    }

    @Test
    void aMinuteWithoutPartitionIsToldOnce() {
        Runnable[] polls = new Runnable[200];
        Arrays.setAll(polls, i -> () -> {});
        run(storing(), polls);

        assertThat(lines)
                .filteredOn(line -> line.getLevel() == Level.WARNING)
                .singleElement()
                .satisfies(line -> assertThat(line.getMessage())
                        .isEqualTo("the source of topic held-jobs has no partition since 60 s: check that the brokers"
                                + " can be reached, that the topic exists, and that the group has no more sources than"
                                + " the topic has partitions"));
    }

    @Test
    void aClosedWorkerEndsItWithoutARecord() throws Exception {
        try (Station other = new Station()) {
            assertThatThrownBy(() -> run(other.worker::accept, this::assign, other.worker::close, () -> {}))
                    .isInstanceOf(HintStore.WorkerClosedException.class);
        }
        assertThat(ended.getCount()).isEqualTo(1);
    }

    @Test
    void aClosedWorkerStoresNoRecord() throws Exception {
        try (Station other = new Station()) {
            String message = other.hold(1).get(0).message();
            assertThatThrownBy(() -> run(other.worker::accept, () -> {
                        assign();
                        consumer.give(ZERO, 0, message);
                        other.worker.close();
                    }))
                    .isInstanceOf(HintStore.WorkerClosedException.class);
        }
        assertThat(consumer.committed(ZERO)).isEqualTo(-1);
    }
}
