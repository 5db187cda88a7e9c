package io.cloudjobs.print;

import org.jspecify.annotations.Nullable;

record PrintMarginRecord(
        @Nullable Integer top,
        @Nullable Integer bottom,
        @Nullable Integer left,
        @Nullable Integer right) implements PrintMargin {}
