package io.cloudjobs.print;

import org.jspecify.annotations.Nullable;

/**
 * The margins of a page, in microns. One inch has 25,400 microns.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printmargin">printMargin</a>
 */
public interface PrintMargin {
    /**
     * Returns the margin at the top edge.
     *
     * @return the margin in microns; null when not set
     */
    @Nullable Integer top();

    /**
     * Returns the margin at the bottom edge.
     *
     * @return the margin in microns; null when not set
     */
    @Nullable Integer bottom();

    /**
     * Returns the margin at the left edge.
     *
     * @return the margin in microns; null when not set
     */
    @Nullable Integer left();

    /**
     * Returns the margin at the right edge.
     *
     * @return the margin in microns; null when not set
     */
    @Nullable Integer right();

    /**
     * Creates equal margins at all edges.
     *
     * @param margin the margin in microns, 0 or more
     * @return the margins
     * @throws IllegalArgumentException if the margin is negative
     */
    static PrintMargin of(int margin) {
        return builder().top(margin).bottom(margin).left(margin).right(margin).build();
    }

    /**
     * Returns a builder without margins.
     *
     * @return a builder
     */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link PrintMargin}. The printer chooses margins that are not set. */
    final class Builder {
        private @Nullable Integer top;
        private @Nullable Integer bottom;
        private @Nullable Integer left;
        private @Nullable Integer right;

        private Builder() {}

        /**
         * Sets the margin at the top edge.
         *
         * @param top the margin in microns, 0 or more
         * @return this
         * @throws IllegalArgumentException if the margin is negative
         */
        public Builder top(int top) {
            this.top = notNegative("top", top);
            return this;
        }

        /**
         * Sets the margin at the bottom edge.
         *
         * @param bottom the margin in microns, 0 or more
         * @return this
         * @throws IllegalArgumentException if the margin is negative
         */
        public Builder bottom(int bottom) {
            this.bottom = notNegative("bottom", bottom);
            return this;
        }

        /**
         * Sets the margin at the left edge.
         *
         * @param left the margin in microns, 0 or more
         * @return this
         * @throws IllegalArgumentException if the margin is negative
         */
        public Builder left(int left) {
            this.left = notNegative("left", left);
            return this;
        }

        /**
         * Sets the margin at the right edge.
         *
         * @param right the margin in microns, 0 or more
         * @return this
         * @throws IllegalArgumentException if the margin is negative
         */
        public Builder right(int right) {
            this.right = notNegative("right", right);
            return this;
        }

        /**
         * Builds the margins.
         *
         * @return the margins
         */
        public PrintMargin build() {
            return new PrintJobConfigurationRecord.Margin(top, bottom, left, right);
        }

        private static int notNegative(String edge, int margin) {
            if (margin < 0) {
                throw new IllegalArgumentException(edge + " must not be negative, but is " + margin);
            }
            return margin;
        }
    }
}
