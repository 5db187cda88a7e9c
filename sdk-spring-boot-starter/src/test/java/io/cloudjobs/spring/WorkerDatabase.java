package io.cloudjobs.spring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** A database in memory with the table of the worker. Each pool is a machine. */
final class WorkerDatabase implements AutoCloseable {
    private final String name = UUID.randomUUID().toString();
    private final JdbcConnectionPool own = connect();

    WorkerDatabase() {
        createTable(own);
    }

    String name() {
        return name;
    }

    private JdbcConnectionPool connect() {
        return JdbcConnectionPool.create("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "sa", "");
    }

    /** Returns the pool of one application, which the application closes. */
    MachineDataSource open() {
        return new MachineDataSource(connect());
    }

    static void createTable(DataSource database) {
        try (InputStream script = WorkerDatabase.class.getResourceAsStream("/io/cloudjobs/print/worker/h2.sql");
                Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the number of rows with a name. */
    int rows(String taskName) {
        return Integer.parseInt(first("SELECT COUNT(*) FROM cloudjobs_print_tasks WHERE task_name = ?", taskName));
    }

    /** Returns the stored state of a task; empty if there is none. */
    String read(String taskId) {
        return first("SELECT UTF8TOSTRING(task_data) FROM cloudjobs_print_tasks WHERE task_instance = ?", taskId);
    }

    private String first(String sql, String parameter) {
        try (Connection connection = own.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try (Connection connection = own.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        own.dispose();
    }
}
