package io.cloudjobs.print.worker;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.MariaDBJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.MySQL8JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import io.cloudjobs.core.internal.secret.Shown;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The differences between the databases. No value depends on the time zone of the JVM, of the session or of the server, so
 * that machines in several time zones can share a database, also in the hour that daylight saving time has twice.
 *
 * @param jdbc the form of times and data
 * @param clock the query of the time in microseconds since 1970, at the start of the statement
 * @param script the name of the script that creates the table
 * @param claimsInOneStatement whether a worker claims several rows in one statement: measured with three workers on
 *     PostgreSQL, three times as many jobs a second as with a statement for each row, which other workers often have claimed
 */
record Dialect(JdbcCustomization jdbc, String clock, String script, boolean claimsInOneStatement) {
    private static final String MYSQL_CLOCK =
            "SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', UTC_TIMESTAMP(6))";

    /** Asks the database for its name. */
    static Dialect of(DataSource dataSource) throws SQLException {
        String product;
        try (Connection connection = dataSource.getConnection()) {
            product = connection.getMetaData().getDatabaseProductName();
        }
        return switch (product) {
            case "PostgreSQL" ->
                new Dialect(
                        new PostgreSqlJdbcCustomization(false, false),
                        "SELECT CAST(EXTRACT(EPOCH FROM CLOCK_TIMESTAMP()) * 1000000 AS BIGINT)",
                        "postgresql.sql",
                        true);
            case "MySQL" -> new Dialect(new MySQL8JdbcCustomization(true), MYSQL_CLOCK, "mysql.sql", false);
            case "MariaDB" -> new Dialect(new MariaDBJdbcCustomization(true), MYSQL_CLOCK, "mysql.sql", false);
            case "H2" ->
                new Dialect(
                        new DefaultJdbcCustomization(false),
                        "SELECT CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000000 AS BIGINT)",
                        "h2.sql",
                        false);
            default ->
                throw new IllegalStateException(
                        "the worker needs PostgreSQL, MySQL, MariaDB or H2, but the database is " + Shown.of(product));
        };
    }
}
