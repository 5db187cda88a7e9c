package io.cloudjobs.ges;

import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.internal.Page;
import io.cloudjobs.core.internal.PageIterator;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A list that is paged by offset and limit. */
final class OffsetPages {
    private static final int MAX_LIMIT = 100_000;

    private OffsetPages() {}

    /**
     * The rows at an offset.
     *
     * @param size how far it is from there to the next page
     * @param isLast whether there is no next page
     * @param mark what tells the page from the one before it: editions that disregard the offset give the same page again and
     *     again. Empty when it need not be looked at
     * @param mayRepeat whether a page that comes again is the end, and not an answer to something else
     */
    record Part<T>(List<T> items, long size, boolean isLast, String mark, boolean mayRepeat) {}

    /** The next offset of a list, with the mark of the previous page. */
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
                            "the service returned the rows before " + offset.value + " again",
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
