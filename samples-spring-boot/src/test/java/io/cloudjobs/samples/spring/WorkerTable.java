package io.cloudjobs.samples.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.core.io.ClassPathResource;

/** The table of a worker, in a database of its own in memory. */
final class WorkerTable {
    private WorkerTable() {}

    static JdbcConnectionPool create() {
        JdbcConnectionPool database =
                JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        try {
            execute(
                    database,
                    new ClassPathResource("io/cloudjobs/print/worker/h2.sql")
                            .getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return database;
    }

    static void drop(JdbcConnectionPool database) {
        execute(database, "DROP TABLE cloudjobs_print_tasks");
    }

    private static void execute(JdbcConnectionPool database, String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
