package io.cloudjobs.print.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** An H2 database in memory, with the table. Loaded only for a worker without a {@code DataSource}. */
final class EmbeddedDatabase implements AutoCloseable {
    private final JdbcConnectionPool pool;

    private EmbeddedDatabase(JdbcConnectionPool pool) {
        this.pool = pool;
    }

    static EmbeddedDatabase open() {
        try {
            JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
            pool.setMaxConnections(8);
            // The first connection keeps the database alive until the pool is closed.
            return new EmbeddedDatabase(create(pool));
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "a worker without a DataSource needs H2: add com.h2database:h2, or call builder(print, dataSource)",
                    e);
        } catch (SQLException e) {
            throw new PrintWorkerException("the database in memory could not be created", e);
        }
    }

    private static JdbcConnectionPool create(JdbcConnectionPool pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET DB_CLOSE_DELAY -1");
            statement.execute(script());
        }
        return pool;
    }

    private static String script() {
        try (InputStream in = EmbeddedDatabase.class.getResourceAsStream("h2.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            // It is closed already.
        }
        pool.dispose();
    }
}
