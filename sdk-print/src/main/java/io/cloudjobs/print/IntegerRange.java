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
}
