package io.cloudjobs.print.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTableTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123456Z");
    private static final TaskInstanceId ID = TaskInstanceId.of("job/d", "t-1");
    private static final String TABLE = "cloudjobs_print_tasks";

    private static TaskState state(String documentName) {
        TaskState state = TaskState.found("T-1", null, NOW);
        state.documentName = documentName;
        return state;
    }

    private static void insert(DataSource database, long version, String owner) {
        TestDatabase.execute(
                database,
                "INSERT INTO " + TABLE + " (task_name, task_instance, execution_time, picked, picked_by, version)"
                        + " VALUES ('job/d', 't-1', CURRENT_TIMESTAMP, " + (owner != null) + ", "
                        + (owner == null ? "NULL" : "'" + owner + "'") + ", " + version + ")");
    }

    private static void delete(DataSource database) {
        TestDatabase.execute(database, "DELETE FROM " + TABLE);
    }

    private static Execution claim(long version, String owner) {
        return new Execution(NOW, new TaskInstance<>("job/d", "t-1"), true, owner, null, null, 0, NOW, version);
    }

    private static TaskTable table(DataSource database) throws SQLException {
        return new TaskTable(database, TABLE, Dialect.of(database));
    }

    static java.util.List<TestDatabase> databases() {
        return TestDatabase.all();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void onlyTheOwnerOfTheClaimStoresWhatItIsAboutToSend(TestDatabase kind) throws SQLException {
        DataSource database = kind.create();
        TaskTable table = table(database);
        insert(database, 7, "worker-1");
        assertThat(table.storeClaimed(claim(7, "worker-1"), state("sent"))).isTrue();
        assertThat(table.storeClaimed(claim(7, "worker-1"), state("sent")))
                .as("again")
                .isTrue();
        assertThat(table.storeClaimed(claim(6, "worker-1"), state("x")))
                .as("an earlier claim")
                .isFalse();
        assertThat(table.storeClaimed(claim(8, "worker-1"), state("x")))
                .as("a later claim")
                .isFalse();
        assertThat(table.storeClaimed(claim(7, "worker-2"), state("x")))
                .as("another owner")
                .isFalse();
        assertThat(table.claimedVersion(ID)).isEqualTo(7);
        assertThat(table.readUnclaimed(ID, NOW)).isNull();

        table.giveBack("worker-2");
        assertThat(table.claimedVersion(ID)).as("the claim of another worker").isEqualTo(7);
        table.giveBack("worker-1");
        assertThat(table.claimedVersion(ID)).isNull();
        assertThat(table.storeClaimed(claim(7, "worker-1"), state("x")))
                .as("given back")
                .isFalse();
        assertThat(table.readUnclaimed(ID, NOW).state().documentName).isEqualTo("sent");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aRowThatWasRemovedAndMadeAgainIsAnotherOne(TestDatabase kind) throws SQLException {
        DataSource database = kind.create();
        TaskTable table = table(database);
        insert(database, 2, "worker-1");
        delete(database);
        assertThat(table.storeClaimed(claim(2, "worker-1"), state("x"))).isFalse();
        insert(database, 2, "worker-2"); // counts its versions anew
        assertThat(table.storeClaimed(claim(2, "worker-1"), state("x"))).isFalse();
        assertThat(table.storeClaimed(claim(2, "worker-2"), state("y"))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aDecisionFromOutsideGoesIntoTheRowThatWasRead(TestDatabase kind) throws SQLException {
        DataSource database = kind.create();
        TaskTable table = table(database);
        insert(database, 1, null);
        TaskTable.Row empty = table.readUnclaimed(ID, NOW);
        assertThat(empty.state().problem).startsWith("the stored state could not be read");
        assertThat(table.storeUnclaimed(ID, new TaskTable.Row(state("\u00e9\ud83d\ude00"), 1), NOW))
                .isTrue();
        assertThat(table.storeUnclaimed(ID, empty, NOW)).as("changed since").isFalse();
        TaskTable.Row read = table.readUnclaimed(ID, NOW);
        assertThat(read.version()).isEqualTo(2);
        assertThat(read.state().documentName).isEqualTo("\u00e9\ud83d\ude00");
        assertThat(read.state().taskId).isEqualTo("T-1");

        assertThat(table.wake(ID, NOW)).isTrue();
        assertThat(table.storeUnclaimed(ID, read, NOW)).as("woken since").isFalse();
        delete(database);
        insert(database, 3, "worker-1");
        assertThat(table.wake(ID, NOW)).as("claimed").isFalse();
        assertThat(table.storeUnclaimed(ID, new TaskTable.Row(state("x"), 3), NOW))
                .as("claimed")
                .isFalse();
        delete(database);
        assertThat(table.wake(ID, NOW)).as("removed").isFalse();
        assertThat(table.readUnclaimed(ID, NOW)).isNull();
        assertThat(table.claimedVersion(ID)).isNull();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aMissingTableOrColumnNamesTheScript(TestDatabase kind) throws SQLException {
        DataSource database = kind.createEmpty();
        assertThatThrownBy(() -> table(database).check())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the table cloudjobs_print_tasks cannot be used: ")
                .hasMessageContaining("Create it with the script io/cloudjobs/print/worker/"
                        + (kind == TestDatabase.H2 ? "h2" : kind == TestDatabase.POSTGRESQL ? "postgresql" : "mysql")
                        + ".sql of this jar, or set tableName")
                .hasMessageNotContaining("\n");
        TestDatabase.execute(database, kind.script());
        table(database).check();
        TestDatabase.execute(database, "ALTER TABLE " + TABLE + " DROP COLUMN priority");
        assertThatThrownBy(() -> table(database).check())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("cannot be used", "priority");
        assertThatThrownBy(() -> new TaskTable(database, "nowhere.tasks", Dialect.of(database)).check())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the table nowhere.tasks cannot be used");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "a;b", "a--", "a'b", "a\"b", "a.b.c.d", ".a", "a.", "a\n", "a(b)", "\u00e9"})
    void aNameThatIsNotANameIsRefused(String name) {
        assertThatThrownBy(() -> TaskTable.checkedName(name))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("tableName may have letters, digits, underscores and dots only");
    }

    @Test
    void aNameMayHaveASchema() {
        assertThat(TaskTable.checkedName("printing.tasks_2")).isEqualTo("printing.tasks_2");
    }
}
