package io.cloudjobs.print.worker;

import com.github.kagkarlsson.scheduler.Clock;
import io.cloudjobs.core.internal.time.Time;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * The clock of the database, which all workers share. With the clocks of the machines, a machine whose clock is ahead would
 * take over work that is in progress. Between two reads, the monotonic time of this machine counts on.
 *
 * <p>If the clock of the database is set, all workers follow within half a minute. Until then they may take work over that
 * is in progress, which loses its claim and sends nothing.
 */
final class DatabaseClock implements Clock {
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.print.worker");
    private static final Duration READ_AGAIN = Duration.ofSeconds(30);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    /** A slower response does not say precisely enough what the time is. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private static final Duration SET_BACK = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final String query;
    private final Time time;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Reading last;
    private volatile long readAgainAt;
    private volatile Runnable whenSetBack = () -> {};

    /** Reads the clock for the first time. */
    DatabaseClock(DataSource dataSource, String query, Time time) throws SQLException {
        this.dataSource = dataSource;
        this.query = query;
        this.time = time;
        this.last = read();
        this.readAgainAt = time.nanos() + READ_AGAIN.toNanos();
    }

    /** Sets what happens when the clock was set back, so that what waits for a time would wait for too long. */
    void whenSetBack(Runnable action) {
        this.whenSetBack = action;
    }

    @Override
    public Instant now() {
        if (time.nanos() - readAgainAt >= 0 && reading.tryLock()) {
            try {
                readAgain();
            } finally {
                reading.unlock();
            }
        }
        return at(last, time.nanos());
    }

    private void readAgain() {
        if (time.nanos() - readAgainAt < 0) {
            return; // another thread has just read it
        }
        readAgainAt = time.nanos() + AFTER_FAILURE.toNanos();
        Reading before = last;
        Reading read;
        try {
            read = read();
        } catch (SQLException | RuntimeException e) {
            // The last reading is good enough until the database is back.
            LOG.log(System.Logger.Level.DEBUG, "the clock of the database could not be read", e);
            return;
        }
        if (read.uncertainty > SLOW.toNanos()) {
            return;
        }
        readAgainAt = time.nanos() + READ_AGAIN.toNanos();
        last = read;
        if (read.now.isBefore(at(before, read.nanos).minus(SET_BACK))) {
            LOG.log(System.Logger.Level.WARNING, "the clock of the database was set back to {0}", read.now);
            whenSetBack.run();
        }
    }

    private static Instant at(Reading reading, long nanos) {
        return reading.now.plusNanos(nanos - reading.nanos);
    }

    /** Reads the time. It lies between the times before and after the query, so on average in the middle. */
    private Reading read() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            boolean ends = !connection.getAutoCommit();
            if (ends) {
                connection.rollback(); // in a transaction that a pool has begun, some databases show its start
            }
            long before = time.nanos();
            try (ResultSet result = statement.executeQuery(query)) {
                result.next();
                Instant now = Instant.EPOCH.plus(result.getLong(1), ChronoUnit.MICROS);
                long taken = time.nanos() - before;
                return new Reading(now, before + taken / 2, taken);
            } finally {
                if (ends) {
                    connection.rollback();
                }
            }
        }
    }

    private record Reading(Instant now, long nanos, long uncertainty) {}
}
