package io.cloudjobs.print.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.testkit.Eventually;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkerOnDatabasesTest {
    static List<TestDatabase> databases() {
        return TestDatabase.all();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void twoWorkersReleaseEachJobOnce(TestDatabase kind) throws Exception {
        try (TestService service = new TestService()) {
            DataSource database = service.database(kind);
            service.hold(19);
            PrintTaskWorker one = service.start(service.worker(database));
            PrintTaskWorker other = service.start(service.worker(database));
            service.awaitReleases(20);
            service.awaitEnd(one);
            assertThat(other.entries()).isEmpty();
            assertThat(service.releases()).isEqualTo(20);
            assertThat(service.events(PrintTaskEvent.Type.SETTLED)).isEqualTo(20);
            Eventually.await(() -> rows(database) == 1); // the poll; a second poll may have waited for the first
            assertThat(rows(database)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aHoldEndsAndADecisionFromOutsideComesBefore(TestDatabase kind) throws Exception {
        try (TestService service = new TestService()) {
            HeldJob job = service.hold(1).get(0);
            PrintTaskWorker worker = service.start(
                    service.worker(service.database(kind)).handler(held -> Decision.hold(Duration.ofHours(4))));
            Eventually.await(() -> worker.status().count(PrintTaskEntry.State.HELD) == 2);
            assertThat(worker.entries()).hasSize(2).allSatisfy(entry -> {
                assertThat(entry.state()).isEqualTo(PrintTaskEntry.State.HELD);
                assertThat(Duration.between(entry.since(), entry.dueAt()))
                        .isBetween(Duration.ofHours(4), Duration.ofHours(4).plusMinutes(5));
            });
            assertThat(worker.decide(service.task(job), Decision.abort("no badge")))
                    .isTrue();
            Eventually.await(() -> worker.entries().size() == 1);
            assertThat(service.requests("POST", "/abort")).isEqualTo(1);
            assertThat(service.releases()).isZero();
        }
    }

    /** Somebody stands at the printer, while a hundred jobs wait for a slow handler. */
    @ParameterizedTest
    @MethodSource("databases")
    void aDecisionFromOutsideDoesNotWaitBehindTheJobsThatAreDue(TestDatabase kind) throws Exception {
        try (TestService service = new TestService()) {
            HeldJob last = service.hold(100).get(99);
            Semaphore handler = new Semaphore(0);
            PrintTaskWorker worker = service.start(
                    service.worker(service.database(kind)).concurrency(1).handler(held -> {
                        handler.acquire();
                        return Decision.release();
                    }));
            Eventually.await(() -> worker.entries().size() == 101);
            assertThat(worker.decide(service.task(last), Decision.abort("badge")))
                    .isTrue();
            for (int i = 1; service.requests("POST", "/abort") == 0 && i < 100; i++) {
                handler.release();
                int begun = i;
                Eventually.await(() -> service.releases() == begun || service.requests("POST", "/abort") == 1);
            }
            assertThat(service.requests("POST", "/abort")).isEqualTo(1);
            // A thread may have a few more jobs in its queue.
            assertThat(service.releases()).isLessThanOrEqualTo(5);
            handler.release(1000);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anIdInUpperCaseIsTheSameRow(TestDatabase kind) throws Exception {
        try (TestService service = new TestService()) {
            Engine engine =
                    service.start(service.worker(service.database(kind)).handler(held -> Decision.hold()), Time.SYSTEM);
            Eventually.await(() -> service.events(PrintTaskEvent.Type.DECIDED) == 1);
            Rows rows = engine.rows();
            TaskState state = rows.jobs().get(0).state();
            rows.add(state.taskId.toUpperCase(Locale.ROOT), state.job());
            assertThat(rows.jobs()).hasSize(1);
            assertThat(rows.has(state.taskId.toUpperCase(Locale.ROOT))).isTrue();
            assertThat(rows.has(state.taskId + "x")).isFalse();
            assertThat(new RowIds(service.definitionId.toUpperCase(Locale.ROOT)).jobs())
                    .isEqualTo(engine.names().jobs());
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void workersOfSeveralDefinitionsShareATable(TestDatabase kind) throws Exception {
        try (TestService service = new TestService()) {
            DataSource database = service.database(kind);
            PrintTaskWorker other = service.start(service.worker(database)
                    .taskDefinition("another-definition")
                    .concurrency(1)
                    .pollInterval(Duration.ofMillis(100)));
            // Rows of a third definition, whose worker was stopped years ago.
            for (int i = 0; i < 20; i++) {
                TestDatabase.execute(
                        database,
                        "INSERT INTO cloudjobs_print_tasks (task_name, task_instance, execution_time, picked,"
                                + " last_heartbeat, version) VALUES ('job/third', 't" + i
                                + "', TIMESTAMP '1926-01-01 00:00:00', " + (i == 0)
                                + ", TIMESTAMP '1926-01-01 00:00:00', 1)");
            }
            service.hold(9);
            PrintTaskWorker worker = service.start(service.worker(database).concurrency(1));
            service.awaitReleases(10);
            service.awaitEnd(worker);
            assertThat(service.releases()).isEqualTo(10);
            Eventually.await(() -> service.events(PrintTaskEvent.Type.POLL_FAILED) > 0);
            assertThat(other.entries()).isEmpty();
            assertThat(rows(database)).isEqualTo(20 + 2);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aDataSourceWithoutAutocommitIsCommitted(TestDatabase kind) throws Exception {
        try (TestService service = new TestService()) {
            DataSource database = service.database(kind);
            service.hold(9);
            PrintTaskWorker worker = service.start(service.worker(withoutAutocommit(database)));
            service.awaitReleases(10);
            service.awaitEnd(worker);
            assertThat(service.releases()).isEqualTo(10);
            worker.close();
            assertThat(rows(database)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aPoolOfTwoConnectionsIsEnoughFor16Threads(TestDatabase kind) throws Exception {
        try (TestService service = new TestService()) {
            JdbcConnectionPool pool = service.pool(kind.create(), 2);
            service.hold(29);
            PrintTaskWorker worker = service.start(service.worker(pool).concurrency(16));
            service.awaitReleases(30);
            service.awaitEnd(worker);
            assertThat(service.releases()).isEqualTo(30);
            worker.close();
            assertThat(pool.getActiveConnections()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theTableMayBeInASchema(TestDatabase kind) throws Exception {
        try (TestService service = new TestService()) {
            DataSource database = service.pool(kind.createEmpty(), 10);
            TestDatabase.execute(database, "CREATE SCHEMA " + "printing" + (kind == TestDatabase.MARIADB ? "_2" : ""));
            String table = kind == TestDatabase.MARIADB ? "printing_2.tasks" : "printing.tasks";
            TestDatabase.execute(
                    database,
                    kind.script()
                            .replace("CREATE TABLE cloudjobs_print_tasks", "CREATE TABLE " + table)
                            .replace(" ON cloudjobs_print_tasks", " ON " + table));
            PrintTaskWorker worker = service.start(service.worker(database).tableName(table));
            service.awaitReleases(1);
            service.awaitEnd(worker);
            assertThat(service.releases()).isEqualTo(1);
        }
    }

    private static int rows(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM cloudjobs_print_tasks")) {
            result.next();
            return result.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each connection begins in a transaction that has already read something, as after the check of a pool. */
    private static DataSource withoutAutocommit(DataSource database) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(database, arguments);
                    if (result instanceof Connection connection) {
                        connection.setAutoCommit(false);
                        try (Statement statement = connection.createStatement()) {
                            statement.execute("SELECT 1");
                        }
                    }
                    return result;
                });
    }
}
