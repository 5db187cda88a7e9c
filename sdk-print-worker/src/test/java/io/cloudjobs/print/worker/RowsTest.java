package io.cloudjobs.print.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.testkit.Eventually;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of rows while a step is in progress, and rows that cannot be read. */
class RowsTest {
    private TestService service;
    private DataSource database;
    private Engine engine;
    private Rows rows;
    private HeldJob job;
    private TaskInstanceId id;

    @BeforeEach
    void start() {
        service = new TestService();
        database = service.database(TestDatabase.H2);
        job = service.hold(1).get(0);
        engine = service.start(
                service.worker(database)
                        .takeOverAfter(Duration.ofHours(1))
                        .pollInterval(Duration.ofHours(1))
                        .settleTime(Duration.ofMillis(1))
                        .handler(held -> Decision.hold()),
                Time.SYSTEM);
        rows = engine.rows();
        id = engine.names().job(job.taskId());
        Eventually.await(() -> held() == 2);
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private long held() {
        return rows.jobs().stream()
                .filter(row -> row.state().held && !row.isRunning())
                .count();
    }

    /** Claims a row like another worker. */
    private void claim(TaskInstanceId row) {
        claim(is(row));
    }

    private void claim(String rows) {
        set(rows, "picked = TRUE, picked_by = 'other', last_heartbeat = CURRENT_TIMESTAMP, version = 70");
    }

    private void set(TaskInstanceId row, String columns) {
        set(is(row), columns);
    }

    private void set(String rows, String columns) {
        TestDatabase.execute(database, "UPDATE cloudjobs_print_tasks SET " + columns + " WHERE " + rows);
    }

    private static String is(TaskInstanceId row) {
        return "task_name = '" + row.getTaskName() + "' AND task_instance = '" + row.getId() + "'";
    }

    private void complete(TaskInstanceId row) {
        set(row, "picked = FALSE, picked_by = NULL, version = 71, execution_time = TIMESTAMP '2999-01-01 00:00:00'");
    }

    private int count(String taskName) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT COUNT(*) FROM cloudjobs_print_tasks WHERE task_name = '" + taskName + "'")) {
            result.next();
            return result.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private TaskState decided(Decision decision) {
        TaskState state = TaskState.found(job.taskId(), null, rows.now());
        state.requested = decision;
        return state;
    }

    @Test
    void ofDecisionsThatMeetAStepInProgressTheLastOneIsCarriedOut() {
        claim(id);
        rows.decide(decided(Decision.release()));
        rows.decide(decided(Decision.hold()));
        rows.decide(decided(Decision.abort("the last one")));
        assertThat(count(engine.names().decisions())).isEqualTo(3);
        assertThat(rows.jobs()).filteredOn(Rows.Job::isRunning).hasSize(1);
        complete(id);
        Eventually.await(() -> rows.jobs().size() == 1);
        assertThat(service.requests("POST", "/abort")).isEqualTo(1);
        assertThat(service.releases()).isZero();
        Eventually.await(() -> count(engine.names().decisions()) == 0);
        assertThat(count(engine.names().decisions())).isZero();
        Eventually.await(() -> rows.jobs().size() == 1); // a late decision about an ended job ends, too
        assertThat(rows.jobs()).hasSize(1);
        assertThat(service.releases()).isZero();
    }

    @Test
    void anEarlierDecisionIsNotCarriedOutWhileALaterOneWaits() {
        TaskState earlier = decided(Decision.release());
        earlier.requestedAt = rows.now().toString();
        claim(id);
        rows.decide(decided(Decision.abort("the last one")));
        claim("task_name = '" + engine.names().decisions() + "'"); // the turn of this row does not come
        complete(id);
        Eventually.await(() -> rows.tryDecide(earlier));
        Eventually.await(() -> rows.jobs().size() == 1);
        assertThat(service.releases()).isZero();
        assertThat(service.requests("POST", "/abort")).isEqualTo(1);
    }

    @Test
    void anOlderDecisionDoesNotReplaceALaterOne() {
        TaskState older = decided(Decision.release());
        older.requestedAt = rows.now().minusSeconds(1).toString();
        rows.decide(decided(Decision.hold(Duration.ofDays(2))));
        Eventually.await(() -> rows.tryDecide(older)); // a step may be in progress
        Eventually.await(() -> service.events(PrintTaskEvent.Type.DECIDED) == 3 && held() == 2);
        assertThat(held()).isEqualTo(2);
        assertThat(service.releases()).isZero();
    }

    @Test
    void aPollThatIsWantedWhileOneIsInProgressFollowsIt() {
        TaskInstanceId poll = engine.names().poll();
        claim(poll);
        rows.now(poll);
        rows.now(poll);
        rows.wake(poll);
        assertThat(count(engine.names().wakeUps())).isEqualTo(1);
        service.hold(1);
        Eventually.await(
                () -> count(engine.names().wakeUps() + "' AND version > 2 AND picked = FALSE AND '' = '") == 1);
        assertThat(count(engine.names().wakeUps()))
                .as("waits for the end of the claim")
                .isEqualTo(1);
        assertThat(service.polls()).isEqualTo(1);
        complete(poll);
        Eventually.await(() -> service.polls() == 2 && held() == 3);
        assertThat(held()).isEqualTo(3);
        Eventually.await(() -> count(engine.names().wakeUps()) == 0);
        assertThat(count(engine.names().wakeUps())).isZero();
        assertThat(service.polls()).isEqualTo(2);
    }

    @Test
    void aClaimLaterThanTheWakeUpHasSeenIt() {
        TaskInstanceId poll = engine.names().poll();
        claim(poll);
        assertThat(rows.tryWake(engine.names().wakeUp(poll, 70)))
                .as("still the same claim")
                .isFalse();
        assertThat(rows.tryWake(engine.names().wakeUp(poll, 69)))
                .as("a later claim")
                .isTrue();
        assertThat(rows.tryWake(TaskInstanceId.of(engine.names().wakeUps(), "unknown@1")))
                .isTrue();
        assertThat(rows.tryWake(engine.names().wakeUp(engine.names().subscription(), 1)))
                .as("no row")
                .isTrue();
    }

    @Test
    void aLifecycleNotificationWithoutASubscriptionChangesNothing() {
        rows.wake(engine.names().subscription());
        assertThat(count(engine.names().subscription().getTaskName())).isZero();
    }

    @Test
    void anIdThatIsTooLongIsIgnored() {
        rows.add("x".repeat(10_000), null);
        rows.add("\u0130".repeat(200), null); // twice as long in lower case
        assertThat(rows.has("x".repeat(10_000))).isFalse();
        assertThat(rows.jobs()).hasSize(2);
    }

    /** A decision that waits would be later than its step, and a job that waits for a retry later than its time. */
    @Test
    void whenTheClockIsSetBackAllRowsAreDue() {
        set(id, "execution_time = TIMESTAMP '2999-01-01 00:00:00'");
        claim(engine.names().poll());
        long before = service.events(PrintTaskEvent.Type.CLAIMED);
        rows.wakeAll();
        Eventually.await(() -> service.events(PrintTaskEvent.Type.CLAIMED) == before + 2 && held() == 2);
        assertThat(service.events(PrintTaskEvent.Type.CLAIMED)).isEqualTo(before + 2);
        assertThat(service.polls()).isEqualTo(1);
        assertThat(count(engine.names().poll().getTaskName() + "' AND version = 70 AND '' = '"))
                .isEqualTo(1);
    }

    @Test
    void aWokenJobThatIsStillHeldStaysHeld() {
        long before = service.events(PrintTaskEvent.Type.CLAIMED);
        rows.wakeJob(id);
        Eventually.await(() -> service.events(PrintTaskEvent.Type.CLAIMED) > before && held() == 2);
        assertThat(held()).isEqualTo(2);
        assertThat(service.events(PrintTaskEvent.Type.DECIDED)).isEqualTo(2);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "null",
                "[]",
                "7",
                "{}",
                "{\"taskId\":\"another\"}",
                "{\"taskId\":\"ID\",\"since\":\"yesterday\"}",
                "{\"taskId\":\"ID\",\"sentAt\":\"9999999999-01-01\"}",
                "{\"taskId\":\"ID\",\"failedAttempts\":\"many\"}"
            })
    void aStateThatCannotBeReadIsShownAndBeginsAnew(String stored) {
        set(
                id,
                "task_data = "
                        + (stored == null ? "NULL" : "STRINGTOUTF8('" + stored.replace("ID", job.taskId()) + "')"));
        assertThat(rows.jobs()).hasSize(2).anySatisfy(row -> {
            assertThat(row.id()).isEqualTo(id);
            assertThat(row.state().problem)
                    .startsWith("the stored state could not be read, so the worker begins anew: ");
            assertThat(row.state().state(rows.now())).isEqualTo(PrintTaskEntry.State.SETTLING);
        });
        rows.now(engine.names().poll());
        rows.wakeJob(id);
        Eventually.await(() -> service.polls() == 2 && held() == 2 && service.events(PrintTaskEvent.Type.DECIDED) == 3);
        assertThat(held()).isEqualTo(2);
        assertThat(service.events(PrintTaskEvent.Type.POLL_FAILED)).isZero();
        rows.decide(decided(Decision.release()));
        Eventually.await(() -> rows.jobs().size() == 1);
        assertThat(service.releases()).isEqualTo(1);
    }

    @Test
    void aTimeOfThePollThatCannotBeReadStopsNothing() {
        set(engine.names().poll(), "task_data = STRINGTOUTF8('{')");
        assertThat(rows.text(engine.names().poll())).isEmpty();
        rows.now(engine.names().poll());
        Eventually.await(
                () -> service.polls() == 2 && rows.text(engine.names().poll()).isPresent());
        assertThat(rows.text(engine.names().poll())).isPresent();
    }
}
