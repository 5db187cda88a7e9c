package io.cloudjobs.print;

import org.jspecify.annotations.Nullable;

/**
 * A range of whole numbers, both ends included.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/integerrange">integerRange</a>
 */
public interface IntegerRange {
    /**
     * Where the range begins.
     *
     * @return the first number; null when absent
     */
    @Nullable Long start();

    /**
     * Where the range ends.
     *
     * @return the last number; null when absent
     */
    @Nullable Long end();

    /**
     * Makes a range.
     *
     * @param start the first number
     * @param end the last number; the same as the first for one number
     * @return the range
     * @throws IllegalArgumentException if the range would end before it begins
     */
    static IntegerRange of(long start, long end) {
        if (end < start) {
            throw new IllegalArgumentException("a range must not end before it begins: " + start + " to " + end);
        }
        return new PrintJobConfigurationRecord.Range(start, end);
    }

    /**
     * Makes a range without an end. The service allows this, but does not document its meaning.
     *
     * @param start the first number
     * @return the range
     */
    static IntegerRange from(long start) {
        return new PrintJobConfigurationRecord.Range(start, null);
    }
}
