package io.cloudjobs.print;

import java.util.List;
import org.jspecify.annotations.Nullable;

record IntegerRangeRecord(@Nullable Long start, @Nullable Long end) implements IntegerRange {
    /** Ranges of any kind as such that can be sent. */
    static List<IntegerRange> all(List<IntegerRange> ranges) {
        return ranges.stream()
                .<IntegerRange>map(range -> new IntegerRangeRecord(range.start(), range.end()))
                .toList();
    }
}
