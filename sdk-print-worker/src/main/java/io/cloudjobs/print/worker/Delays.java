package io.cloudjobs.print.worker;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** How long a worker waits. Each delay is random by a fifth, so that jobs that failed together are not tried together. */
final class Delays {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration LONGEST_SETTLING = Duration.ofSeconds(15);
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private Delays() {}

    /** Returns the delay after a number of failures in a row. */
    static Duration retry(int failures) {
        return spread(doubled(failures, LONGEST));
    }

    /** Returns the delay between two reads after an unclear outcome. */
    static Duration settling(int reads) {
        return spread(doubled(reads, LONGEST_SETTLING));
    }

    /** Returns a duration that is up to a fifth longer or shorter, and at most about 100 years. */
    static Duration spread(Duration duration) {
        Duration limited = shorter(duration, FOREVER);
        long fifth = Math.max(1, limited.toMillis() / 5);
        return limited.plusMillis(ThreadLocalRandom.current().nextLong(-fifth, fifth));
    }

    /** Returns a later time, or the last time that there is. */
    static Instant after(Instant time, Duration duration) {
        try {
            return time.plus(duration);
        } catch (DateTimeException | ArithmeticException e) {
            return Instant.MAX;
        }
    }

    private static Duration doubled(int times, Duration longest) {
        Duration delay = FIRST.multipliedBy(1L << Math.min(Math.max(times - 1, 0), 20));
        return shorter(delay, longest);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
