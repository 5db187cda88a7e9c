package io.cloudjobs.print.worker;

import io.cloudjobs.testkit.Eventually;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The real databases. All test classes share one server of each kind, and each test has a database of its own. */
enum TestDatabase {
    H2("h2.sql"),
    POSTGRESQL("postgresql.sql"),
    /** Only if its server is installed. */
    MARIADB("mysql.sql");

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String script;

    TestDatabase(String script) {
        this.script = script;
    }

    /** Returns the databases of this machine. */
    static List<TestDatabase> all() {
        List<TestDatabase> all = new ArrayList<>(List.of(H2, POSTGRESQL));
        if (MariaDbServer.PROGRAM != null) {
            all.add(MARIADB);
        }
        return all;
    }

    /** Returns a new database with the table. */
    DataSource create() {
        DataSource database = createEmpty();
        execute(database, script());
        return database;
    }

    /** Returns a new database. Each connection is new. */
    DataSource createEmpty() {
        String name = "test" + COUNT.incrementAndGet();
        return switch (this) {
            case H2 -> {
                JdbcDataSource h2 = new JdbcDataSource();
                h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
                yield h2;
            }
            case POSTGRESQL -> {
                execute(postgresql("postgres", PostgresServer.RUNNING.getPort()), "CREATE DATABASE " + name);
                yield postgresql(name, PostgresServer.RUNNING.getPort());
            }
            case MARIADB -> {
                execute(mariaDb(""), "CREATE DATABASE " + name);
                yield mariaDb(name);
            }
        };
    }

    /** Returns a pool of connections to a database, because to connect takes a server long. */
    static JdbcConnectionPool pool(DataSource database, int connections) {
        ConnectionPoolDataSource source;
        if (database instanceof PGSimpleDataSource postgresql) {
            PGConnectionPoolDataSource pooled = new PGConnectionPoolDataSource();
            pooled.setUrl(postgresql.getUrl());
            pooled.setUser(postgresql.getUser());
            source = pooled;
        } else {
            source = (ConnectionPoolDataSource) database;
        }
        JdbcConnectionPool pool = JdbcConnectionPool.create(source);
        pool.setMaxConnections(connections);
        return pool;
    }

    String script() {
        try (InputStream in = PrintTaskWorker.class.getResourceAsStream(script)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a database of the shared server, at a port that may be the port of a proxy. */
    static PGSimpleDataSource postgresql(String name, int port) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setServerNames(new String[] {"127.0.0.1"});
        database.setPortNumbers(new int[] {port});
        database.setDatabaseName(name);
        database.setUser("postgres");
        database.setConnectTimeout(5);
        return database;
    }

    /** Executes statements, each of which ends with a semicolon at the end of a line. */
    static void execute(DataSource database, String statements) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (int from = 0; from < statements.length(); ) {
                int end = statements.indexOf(";\n", from);
                end = end < 0 ? statements.length() : end;
                if (!statements.substring(from, end).isBlank()) {
                    statement.execute(statements.substring(from, end));
                }
                from = end + 1;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(statements, e);
        }
    }

    private static DataSource mariaDb(String name) {
        try {
            return new MariaDbDataSource(
                    "jdbc:mariadb://127.0.0.1:" + MariaDbServer.RUNNING + "/" + name + "?user=root");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class PostgresServer {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("max_connections", "300")
                        .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                        .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                        .start(); // a shutdown hook stops it
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class MariaDbServer {
        static final @Nullable String PROGRAM = program();

        static final int RUNNING = start();

        private static @Nullable String program() {
            for (String place :
                    List.of(System.getProperty("mariadbd", "/usr/sbin/mariadbd"), "/usr/local/bin/mariadbd")) {
                if (Files.isExecutable(Path.of(place))) {
                    return place;
                }
            }
            return null;
        }

        private static int start() {
            if (PROGRAM == null) {
                return 0;
            }
            try {
                int port = freePort();
                Path data = Files.createTempDirectory("mariadb");
                Process server = new ProcessBuilder(
                                PROGRAM,
                                "--no-defaults",
                                "--user=" + System.getProperty("user.name"),
                                "--skip-grant-tables",
                                "--bind-address=127.0.0.1",
                                "--port=" + port,
                                "--datadir=" + data,
                                "--socket=" + data.resolve("socket"),
                                // A time zone with an offset, unlike most JVMs of tests.
                                "--default-time-zone=+05:30",
                                "--innodb-flush-log-at-trx-commit=0")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, data)));
                Eventually.await(() -> isReady(port));
                return port;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static int freePort() throws IOException {
            try (ServerSocket free = new ServerSocket(0)) {
                return free.getLocalPort();
            }
        }

        private static boolean isReady(int port) {
            try {
                DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/?user=root")
                        .close();
                return true;
            } catch (SQLException e) {
                return false;
            }
        }

        private static void stop(Process server, Path data) {
            server.destroyForcibly().onExit().join();
            try (var files = Files.walk(data)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
