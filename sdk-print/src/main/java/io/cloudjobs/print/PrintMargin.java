package io.cloudjobs.print;

import org.jspecify.annotations.Nullable;

/**
 * The margins of a page, in microns: 25,400 are an inch.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printmargin">printMargin</a>
 */
public interface PrintMargin {
    /**
     * The margin from the top edge.
     *
     * @return the margin in microns; null when not set
     */
    @Nullable Integer top();

    /**
     * The margin from the bottom edge.
     *
     * @return the margin in microns; null when not set
     */
    @Nullable Integer bottom();

    /**
     * The margin from the left edge.
     *
     * @return the margin in microns; null when not set
     */
    @Nullable Integer left();

    /**
     * The margin from the right edge.
     *
     * @return the margin in microns; null when not set
     */
    @Nullable Integer right();
}
