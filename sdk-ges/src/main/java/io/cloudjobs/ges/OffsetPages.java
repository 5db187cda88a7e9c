package io.cloudjobs.ges;

import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.internal.Page;
import io.cloudjobs.core.internal.PageIterator;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Reads a list page by page, by offset and limit. */
final class OffsetPages {
    private static final int MAX_LIMIT = 100_000;

    private OffsetPages() {}

    /**
     * The page at an offset.
     *
     * @param size the difference between this offset and the offset of the next page
     * @param isLast whether the page is the last one
     * @param mark a text that identifies the page, because editions that ignore the offset always return the same page; empty
     *     to skip this check
     * @param mayRepeat whether an unchanged page means the end of the list; otherwise it is an error
     */
    record Part<T>(List<T> items, long size, boolean isLast, String mark, boolean mayRepeat) {}

    /** The offset of the next page, with the mark of the previous page. */
    private record Offset(long value, String mark) {
        static final Offset START = new Offset(0, "");
    }

    static <T> PagedIterable<T> all(String operation, String resource, LongFunction<Part<? extends T>> read) {
        return PageIterator.over(operation, resource, (@Nullable Offset next) -> {
            Offset offset = next == null ? Offset.START : next;
            Part<? extends T> part = read.apply(offset.value);
            if (!part.mark.isEmpty() && part.mark.equals(offset.mark)) {
                if (!part.mayRepeat) {
                    throw new InvalidResponseException(
                            operation,
                            resource,
                            1,
                            false,
                            "the service returned the rows before offset " + offset.value
                                    + " again, so it ignores the offset: set a pageSize() that covers the whole result",
                            null);
                }
                return new Page<>(List.of(), null);
            }
            return new Page<>(part.items, part.isLast ? null : new Offset(offset.value + part.size, part.mark));
        });
    }

    /** Checks a number of rows. */
    static int limit(String name, int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(name + " must be 1 to " + MAX_LIMIT + ", but is " + limit);
        }
        return limit;
    }
}
