package io.cloudjobs.print.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.testkit.Eventually;
import io.cloudjobs.testkit.ForwardingTime;
import io.cloudjobs.testkit.JavaProgram;
import io.cloudjobs.testkit.ManualTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The clocks of machines and databases that are wrong, jump, or are in other time zones. */
class ClockTest {
    private static final Duration PRECISION = Duration.ofSeconds(20);

    static List<TestDatabase> databases() {
        return TestDatabase.all();
    }

    /** A machine whose wall clock is wrong. */
    private static Time shifted(AtomicLong minutes) {
        return new ForwardingTime(Time.SYSTEM) {
            @Override
            public Instant now() {
                return super.now().plus(Duration.ofMinutes(minutes.get()));
            }
        };
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theClockOfADatabaseIsExactInEachTimeZone(TestDatabase kind) throws SQLException {
        DataSource database = kind.create();
        DatabaseClock clock = new DatabaseClock(database, Dialect.of(database).clock(), Time.SYSTEM);
        assertThat(Duration.between(clock.now(), Instant.now()).abs()).isLessThan(PRECISION);
    }

    /** Prints the time of a database, and what it reads after it wrote each hour of a day on which clocks change. */
    public static final class OtherTimeZone {
        public static void main(String[] arguments) throws SQLException {
            System.out.print(times(TestDatabase.H2.create()));
        }
    }

    private static String times(DataSource database) throws SQLException {
        Dialect dialect = Dialect.of(database);
        Instant now = new DatabaseClock(database, dialect.clock(), Time.SYSTEM).now();
        StringBuilder wrong = new StringBuilder(
                Duration.between(now, Instant.now()).abs().compareTo(PRECISION) < 0
                        ? ""
                        : "the clock is wrong: " + now);
        for (String day : List.of("2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01")) {
            for (int hour = 0; hour < 24; hour++) {
                Instant written = Instant.parse(day + "T00:30:00.123456Z").plus(Duration.ofHours(hour));
                Instant read = writeAndRead(database, dialect, written);
                if (!read.equals(written)) {
                    wrong.append(written).append(" is read as ").append(read).append('\n');
                }
            }
        }
        return wrong.isEmpty() ? "exact" : wrong.toString();
    }

    private static Instant writeAndRead(DataSource database, Dialect dialect, Instant written) throws SQLException {
        TestDatabase.execute(database, "DELETE FROM cloudjobs_print_tasks");
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO cloudjobs_print_tasks"
                        + " (task_name, task_instance, execution_time, picked, version) VALUES ('n', 'i', ?, ?, 1)");
                PreparedStatement select =
                        connection.prepareStatement("SELECT execution_time FROM cloudjobs_print_tasks")) {
            dialect.jdbc().setInstant(insert, 1, written);
            insert.setBoolean(2, false);
            insert.executeUpdate();
            try (ResultSet result = select.executeQuery()) {
                result.next();
                return dialect.jdbc().getInstant(result, "execution_time");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theHourThatIsRepeatedIsStoredExactly(TestDatabase kind) throws SQLException {
        assertThat(times(kind.create())).isEqualTo("exact");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia"})
    void theTimeZoneOfTheJvmDoesNotMatter(String zone) throws Exception {
        Process process = JavaProgram.of(OtherTimeZone.class, List.of("-Duser.timezone=" + zone), List.of())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("exact");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void theMonotonicTimeOfTheMachineCountsOnBetweenReads() throws SQLException {
        DataSource database = TestDatabase.H2.create();
        ManualTime time = new ManualTime();
        AtomicInteger seconds = new AtomicInteger();
        AtomicInteger setBack = new AtomicInteger();
        String query = "SELECT 1000000 * CAST(SECONDS AS BIGINT) FROM READING";
        TestDatabase.execute(database, "CREATE TABLE READING (SECONDS INT)");
        set(database, 1000);
        DatabaseClock clock = new DatabaseClock(database, query, time);
        clock.whenSetBack(setBack::incrementAndGet);
        assertThat(clock.now()).isEqualTo(Instant.ofEpochSecond(1000));
        set(database, 5000);
        time.advance(Duration.ofSeconds(29));
        assertThat(clock.now()).as("not read yet").isEqualTo(Instant.ofEpochSecond(1029));
        time.advance(Duration.ofSeconds(1));
        assertThat(clock.now()).as("set forward").isEqualTo(Instant.ofEpochSecond(5000));
        assertThat(setBack).hasValue(0);
        set(database, 2000);
        time.advance(Duration.ofSeconds(30));
        assertThat(clock.now()).as("set back").isEqualTo(Instant.ofEpochSecond(2000));
        assertThat(setBack).hasValue(1);

        TestDatabase.execute(database, "DROP TABLE READING");
        time.advance(Duration.ofSeconds(30));
        assertThat(clock.now()).as("the database is away").isEqualTo(Instant.ofEpochSecond(2030));
        TestDatabase.execute(database, "CREATE TABLE READING (SECONDS INT)");
        set(database, 7000);
        time.advance(Duration.ofSeconds(4));
        assertThat(clock.now()).as("is not asked all the time").isEqualTo(Instant.ofEpochSecond(2034));
        time.advance(Duration.ofSeconds(1));
        assertThat(clock.now()).as("is back").isEqualTo(Instant.ofEpochSecond(7000));
    }

    private static void set(DataSource database, int seconds) {
        TestDatabase.execute(database, "DELETE FROM READING;\nINSERT INTO READING VALUES (" + seconds + ")");
    }

    @ParameterizedTest
    @ValueSource(longs = {5, -5})
    void aMachineWithAWrongClockTakesOverNoLiveWorkAndIsNotTakenOver(long minutes) throws Exception {
        try (TestService service = new TestService()) {
            DataSource database = service.database(TestDatabase.POSTGRESQL);
            AtomicLong shift = new AtomicLong(minutes);
            service.hold(19);
            Engine wrong = service.start(service.worker(database).concurrency(4), shifted(shift));
            Engine right = service.start(service.worker(database).concurrency(4), Time.SYSTEM);
            service.awaitReleases(10);
            shift.set(-minutes); // jumps while it runs
            service.awaitReleases(20);
            Eventually.await(() -> wrong.rows().jobs().isEmpty());
            assertThat(right.rows().jobs()).isEmpty();
            assertThat(service.releases()).isEqualTo(20);
            assertThat(service.events(PrintTaskEvent.Type.SETTLED)).isEqualTo(20);
            assertThat(service.events(PrintTaskEvent.Type.CLAIMED)).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, -5})
    void aMachineWithAWrongClockFindsTheWorkOfADeadOneInTime(long minutes) throws Exception {
        try (TestService service = new TestService()) {
            DataSource database = service.database(TestDatabase.POSTGRESQL);
            Engine wrong = service.start(service.worker(database), shifted(new AtomicLong(minutes)));
            Eventually.await(() -> wrong.rows().jobs().isEmpty());
            TestDatabase.execute(
                    database,
                    "INSERT INTO cloudjobs_print_tasks (task_name, task_instance, execution_time, picked, picked_by,"
                            + " last_heartbeat, version) VALUES ('"
                            + wrong.names().jobs()
                            + "', 'dead', now(), true, 'worker-x', now() - interval '10 seconds', 5)");
            Eventually.await(() -> wrong.rows().jobs().isEmpty());
            assertThat(wrong.rows().jobs())
                    .as("the task is unknown, so its row ends")
                    .isEmpty();
        }
    }

    @Test
    void whenTheClockOfTheDatabaseIsSetBackTheListIsReadAtOnce() throws Exception {
        try (TestService service = new TestService()) {
            DataSource database = service.database(TestDatabase.H2);
            AtomicLong shift = new AtomicLong();
            Time time = new ForwardingTime(Time.SYSTEM) {
                @Override
                public long nanos() {
                    return super.nanos() + shift.get();
                }
            };
            Engine engine = service.start(service.worker(database), time);
            Eventually.await(() -> service.releases() == 1
                    && engine.rows().jobs().isEmpty()
                    && engine.rows().text(engine.names().poll()).isPresent()); // the first poll has ended
            service.hold(1);
            // For the worker, a clock that was set back looks like a clock that stood still for an hour.
            shift.set(Duration.ofHours(1).toNanos());
            service.awaitReleases(2);
            assertThat(service.releases()).isEqualTo(2);
            assertThat(service.polls()).isGreaterThanOrEqualTo(2);
        }
    }
}
