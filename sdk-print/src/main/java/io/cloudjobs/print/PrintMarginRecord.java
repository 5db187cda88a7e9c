package io.cloudjobs.print;

import org.jspecify.annotations.Nullable;

record PrintMarginRecord(
        @Nullable Integer top,
        @Nullable Integer bottom,
        @Nullable Integer left,
        @Nullable Integer right) implements PrintMargin {
    /** A margin of any kind as one that can be sent. */
    static @Nullable PrintMarginRecord of(@Nullable PrintMargin margin) {
        return margin == null
                ? null
                : new PrintMarginRecord(margin.top(), margin.bottom(), margin.left(), margin.right());
    }
}
