package io.cloudjobs.print.worker;

import com.github.kagkarlsson.scheduler.Clock;
import io.cloudjobs.core.internal.time.Time;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * The clock of the database, which all workers share. With the clocks of the machines, a machine whose clock is ahead would
 * take over work that is in progress. Between two reads, the monotonic time of this machine counts on.
 */
final class DatabaseClock implements Clock {
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.print.worker");
    private static final Duration READ_AGAIN = Duration.ofSeconds(30);

    private final DataSource dataSource;
    private final Time time;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Reading last;

    /** Reads the clock for the first time. */
    DatabaseClock(DataSource dataSource, Time time) throws SQLException {
        this.dataSource = dataSource;
        this.time = time;
        this.last = read();
    }

    @Override
    public Instant now() {
        long nanos = time.nanos();
        if (nanos - last.nanos > READ_AGAIN.toNanos() && reading.tryLock()) {
            try {
                last = read();
            } catch (SQLException e) {
                // The last reading is good enough until the database is back.
                LOG.log(System.Logger.Level.DEBUG, "the clock of the database could not be read", e);
            } finally {
                reading.unlock();
            }
        }
        Reading reading = last;
        return reading.now.plusNanos(time.nanos() - reading.nanos);
    }

    /** Reads the time. It lies between the times before and after the query, so on average in the middle. */
    private Reading read() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            long before = time.nanos();
            try (ResultSet result = statement.executeQuery("SELECT CURRENT_TIMESTAMP(3)")) {
                result.next();
                Instant now = result.getTimestamp(1).toInstant();
                long after = time.nanos();
                return new Reading(now, before + (after - before) / 2);
            }
        }
    }

    private record Reading(Instant now, long nanos) {}
}
