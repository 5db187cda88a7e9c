package io.cloudjobs.worker;

import io.cloudjobs.print.worker.PrintTaskWorker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server with the table of the workers, which can be stopped and started. */
final class Database implements AutoCloseable {
    private final Path directory;
    private EmbeddedPostgres server;

    Database() throws IOException, SQLException {
        directory = Files.createTempDirectory("worker-test-");
        server = start(0);
        try (InputStream script = PrintTaskWorker.class.getResourceAsStream("postgresql.sql")) {
            execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private EmbeddedPostgres start(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofMinutes(2))
                .setServerConfig("synchronous_commit", "on");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** Stops the server and starts it again on the same port. */
    void restart() throws IOException {
        int port = server.getPort();
        server.close();
        server = start(port);
    }

    /** Cuts about half of the connections of the workers. */
    void cutConnections() throws SQLException {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend' AND random() < 0.5");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
