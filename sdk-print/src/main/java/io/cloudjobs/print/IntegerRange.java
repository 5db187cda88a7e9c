package io.cloudjobs.print;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.jspecify.annotations.Nullable;

/**
 * A range of integers, both ends included.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/integerrange">integerRange</a>
 */
@JsonDeserialize(as = PrintJobConfigurationRecord.Range.class)
public interface IntegerRange {
    /**
     * Returns the first number of the range.
     *
     * @return the first number; null when absent
     */
    @Nullable Long start();

    /**
     * Returns the last number of the range.
     *
     * @return the last number; null when absent
     */
    @Nullable Long end();

    /**
     * Creates a range.
     *
     * @param start the first number
     * @param end the last number, which may equal the first
     * @return the range
     * @throws IllegalArgumentException if the end is less than the start
     */
    static IntegerRange of(long start, long end) {
        if (end < start) {
            throw new IllegalArgumentException("end must be at least " + start + ", but is " + end);
        }
        return new PrintJobConfigurationRecord.Range(start, end);
    }

    /**
     * Creates a range without an end. The service allows this, but does not document its meaning.
     *
     * @param start the first number
     * @return the range
     */
    static IntegerRange from(long start) {
        return new PrintJobConfigurationRecord.Range(start, null);
    }
}
