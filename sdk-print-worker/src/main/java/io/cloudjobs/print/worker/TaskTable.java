package io.cloudjobs.print.worker;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.cloudjobs.core.internal.secret.Shown;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The statements on the table of db-scheduler that db-scheduler does not offer. */
final class TaskTable {
    private static final Pattern NAME = Pattern.compile("\\w+(\\.\\w+){0,2}");
    private static final Pattern MISSING = Pattern.compile("(42|3F).*|90079");
    private static final String OF_ROW = " WHERE task_name = ? AND task_instance = ?";

    private final DataSource dataSource;
    private final String name;
    private final Dialect dialect;
    private final JdbcCustomization jdbc;

    TaskTable(DataSource dataSource, String name, Dialect dialect) {
        this.dataSource = dataSource;
        this.name = name;
        this.dialect = dialect;
        this.jdbc = dialect.jdbc();
    }

    static String checkedName(String tableName) {
        if (!NAME.matcher(Objects.requireNonNull(tableName, "tableName")).matches()) {
            throw new IllegalArgumentException("tableName may have letters, digits, underscores and dots only");
        }
        return tableName;
    }

    /** A row that no worker has claimed. */
    record Row(TaskState state, long version) {}

    /**
     * Reads no row, but names all columns.
     *
     * @throws IllegalStateException if the table does not exist, or is the table of another program
     */
    void check() throws SQLException {
        String sql = "SELECT task_name, task_instance, task_data, execution_time, picked, picked_by, last_success,"
                + " last_failure, consecutive_failures, last_heartbeat, version, priority FROM " + name
                + " WHERE 1 = 0";
        try {
            execute(sql, PreparedStatement::executeQuery);
        } catch (SQLException e) {
            if (e.getSQLState() == null || !MISSING.matcher(e.getSQLState()).matches()) {
                throw e;
            }
            throw new IllegalStateException(
                    "the table " + name + " cannot be used: " + Shown.of(e.getMessage())
                            + ". Create it with the script io/cloudjobs/print/worker/" + dialect.script()
                            + " of this jar, or set tableName",
                    e);
        }
    }

    /**
     * Stores a state that a worker is about to act on, if it still owns the claim. The name of the worker is compared, too,
     * because a row that was removed and made again counts its versions anew.
     *
     * @return false if another worker has taken the job over
     */
    boolean storeClaimed(Execution claim, TaskState state) throws SQLException {
        String sql =
                "UPDATE " + name + " SET task_data = ?" + OF_ROW + " AND version = ? AND picked = ? AND picked_by = ?";
        return execute(sql, statement -> {
            jdbc.setTaskData(statement, 1, StoredJson.JSON.serialize(state));
            where(statement, 2, claim);
            statement.setLong(4, claim.version);
            statement.setBoolean(5, true);
            statement.setString(6, claim.pickedBy);
            return statement.executeUpdate() == 1;
        });
    }

    /** Reads a row. Returns null if there is none, or a worker has claimed it. */
    @Nullable Row readUnclaimed(TaskInstanceId id, Instant now) throws SQLException {
        String sql = "SELECT task_data, version FROM " + name + OF_ROW + " AND picked = ?";
        return execute(sql, statement -> {
            where(statement, 1, id);
            statement.setBoolean(3, false);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return null;
                }
                byte[] stored = jdbc.getTaskData(rows, "task_data");
                TaskState state = StoredJson.state(id, () -> StoredJson.JSON.deserialize(TaskState.class, stored), now);
                return new Row(state, rows.getLong("version"));
            }
        });
    }

    /**
     * Changes a row that no worker has claimed, and puts it before the rows that are due.
     *
     * @return false if the row has changed since it was read
     */
    boolean storeUnclaimed(TaskInstanceId id, Row row, Instant executionTime) throws SQLException {
        String sql = "UPDATE " + name + " SET task_data = ?, execution_time = ?, priority = ?, version = version + 1"
                + OF_ROW + " AND version = ? AND picked = ?";
        return execute(sql, statement -> {
            jdbc.setTaskData(statement, 1, StoredJson.JSON.serialize(row.state));
            jdbc.setInstant(statement, 2, executionTime);
            statement.setInt(3, Priority.HIGH);
            where(statement, 4, id);
            statement.setLong(6, row.version);
            statement.setBoolean(7, false);
            return statement.executeUpdate() == 1;
        });
    }

    /**
     * Makes a row due.
     *
     * @return false if there is none, or a worker has claimed it
     */
    boolean wake(TaskInstanceId id, Instant executionTime) throws SQLException {
        String sql = "UPDATE " + name + " SET execution_time = ?, version = version + 1" + OF_ROW + " AND picked = ?";
        return execute(sql, statement -> {
            jdbc.setInstant(statement, 1, executionTime);
            where(statement, 2, id);
            statement.setBoolean(4, false);
            return statement.executeUpdate() == 1;
        });
    }

    /** Makes the rows of some names due that wait. Returns how many. */
    int wakeAll(List<String> taskNames, Instant executionTime) throws SQLException {
        String sql = "UPDATE " + name + " SET execution_time = ?, version = version + 1"
                + " WHERE execution_time > ? AND picked = ? AND task_name IN (?"
                + ", ?".repeat(taskNames.size() - 1) + ")";
        return execute(sql, statement -> {
            jdbc.setInstant(statement, 1, executionTime);
            jdbc.setInstant(statement, 2, executionTime);
            statement.setBoolean(3, false);
            for (int i = 0; i < taskNames.size(); i++) {
                statement.setString(4 + i, taskNames.get(i));
            }
            return statement.executeUpdate();
        });
    }

    /** Returns the version of a claimed row; null if there is none, or no worker has claimed it. */
    @Nullable Long claimedVersion(TaskInstanceId id) throws SQLException {
        return execute("SELECT version FROM " + name + OF_ROW + " AND picked = ?", statement -> {
            where(statement, 1, id);
            statement.setBoolean(3, true);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : null;
            }
        });
    }

    /** Ends all claims of a worker that has stopped. A step of it that still runs has lost its claim. */
    void giveBack(String worker) throws SQLException {
        String sql = "UPDATE " + name + " SET picked = ?, picked_by = NULL, last_heartbeat = NULL,"
                + " version = version + 1 WHERE picked = ? AND picked_by = ?";
        execute(sql, statement -> {
            statement.setBoolean(1, false);
            statement.setBoolean(2, true);
            statement.setString(3, worker);
            return statement.executeUpdate();
        });
    }

    private static void where(PreparedStatement statement, int first, TaskInstanceId id) throws SQLException {
        statement.setString(first, id.getTaskName());
        statement.setString(first + 1, id.getId());
    }

    private <T extends @Nullable Object> T execute(String sql, Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            boolean commits = !connection.getAutoCommit();
            try {
                T result = work.run(statement);
                if (commits) {
                    connection.commit();
                }
                return result;
            } catch (SQLException | RuntimeException e) {
                if (commits) {
                    rollBack(connection, e);
                }
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private interface Work<T extends @Nullable Object> {
        T run(PreparedStatement statement) throws SQLException;
    }
}
