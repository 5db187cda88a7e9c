package io.cloudjobs.print;

import org.jspecify.annotations.Nullable;

record IntegerRangeRecord(@Nullable Long start, @Nullable Long end) implements IntegerRange {}
