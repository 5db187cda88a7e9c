package io.cloudjobs.print.worker;

import com.github.kagkarlsson.scheduler.jdbc.AutodetectJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The statements on the table of db-scheduler that db-scheduler does not offer. */
final class TaskTable {
    private static final Pattern NAME = Pattern.compile("\\w+(\\.\\w+){0,2}");

    private final DataSource dataSource;
    private final String name;
    private final JdbcCustomization dialect;

    TaskTable(DataSource dataSource, String name) {
        this.dataSource = dataSource;
        this.name = name;
        this.dialect = new AutodetectJdbcCustomization(dataSource);
    }

    static String checkedName(String tableName) {
        if (!NAME.matcher(Objects.requireNonNull(tableName, "tableName")).matches()) {
            throw new IllegalArgumentException("tableName may have letters, digits, underscores and dots only");
        }
        return tableName;
    }

    /** A row that no worker has claimed. */
    record Row(TaskState state, long version) {}

    /** Fails if the table does not exist. */
    void check() throws SQLException {
        execute("SELECT picked, priority FROM " + name + " WHERE 1 = 0", PreparedStatement::executeQuery);
    }

    /**
     * Stores a state that a worker is about to act on, if it still owns the claim. The name of the worker is compared, too,
     * because a row that was removed and made again counts its versions anew.
     *
     * @return false if another worker has taken the job over
     */
    boolean storeClaimed(Execution claim, TaskState state) throws SQLException {
        String sql = "UPDATE " + name + " SET task_data = ?"
                + " WHERE task_name = ? AND task_instance = ? AND version = ? AND picked = ? AND picked_by = ?";
        return execute(sql, statement -> {
            dialect.setTaskData(statement, 1, StoredJson.JSON.serialize(state));
            where(statement, 2, claim, claim.version);
            statement.setBoolean(5, true);
            statement.setString(6, claim.pickedBy);
            return statement.executeUpdate() == 1;
        });
    }

    /** Reads a row. Returns null if there is none, or a worker has claimed it. */
    @Nullable Row readUnclaimed(TaskInstanceId id) throws SQLException {
        String sql =
                "SELECT task_data, version FROM " + name + " WHERE task_name = ? AND task_instance = ? AND picked = ?";
        return execute(sql, statement -> {
            statement.setString(1, id.getTaskName());
            statement.setString(2, id.getId());
            statement.setBoolean(3, false);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return null;
                }
                TaskState state = StoredJson.JSON.deserialize(TaskState.class, dialect.getTaskData(rows, "task_data"));
                return new Row(Objects.requireNonNull(state), rows.getLong("version"));
            }
        });
    }

    /**
     * Changes a row that no worker has claimed.
     *
     * @return false if the row has changed since it was read
     */
    boolean storeUnclaimed(TaskInstanceId id, Row row, Instant executionTime) throws SQLException {
        String sql = "UPDATE " + name + " SET task_data = ?, execution_time = ?, version = version + 1"
                + " WHERE task_name = ? AND task_instance = ? AND version = ? AND picked = ?";
        return execute(sql, statement -> {
            dialect.setTaskData(statement, 1, StoredJson.JSON.serialize(row.state));
            dialect.setInstant(statement, 2, executionTime);
            where(statement, 3, id, row.version);
            statement.setBoolean(6, false);
            return statement.executeUpdate() == 1;
        });
    }

    private static void where(PreparedStatement statement, int first, TaskInstanceId id, long version)
            throws SQLException {
        statement.setString(first, id.getTaskName());
        statement.setString(first + 1, id.getId());
        statement.setLong(first + 2, version);
    }

    private <T extends @Nullable Object> T execute(String sql, Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            T result = work.run(statement);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            return result;
        }
    }

    private interface Work<T extends @Nullable Object> {
        T run(PreparedStatement statement) throws SQLException;
    }
}
