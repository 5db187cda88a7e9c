package io.cloudjobs.ges;

import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.internal.Page;
import java.util.List;
import java.util.function.LongFunction;

/** A list that is asked for by offset and limit. */
final class OffsetPages {
    private static final int MAX_LIMIT = 100_000;

    private OffsetPages() {}

    /**
     * What stands at an offset.
     *
     * @param size how far it is from there to the next page
     * @param isLast whether there is no next page
     * @param mark what tells the page from the one before it: editions that disregard the offset give the same page again and
     *     again. Empty when it need not be looked at
     * @param mayRepeat whether a page that comes again is the end, and not an answer to something else
     */
    record Part<T>(List<T> items, long size, boolean isLast, String mark, boolean mayRepeat) {}

    static <T> PagedIterable<T> all(String operation, LongFunction<Part<T>> read) {
        return new PagedIterable<>(operation, at -> {
            // An offset and, behind a blank, the mark of the page before it.
            int blank = at == null ? -1 : at.indexOf(' ');
            long offset = at == null ? 0 : Long.parseLong(at.substring(0, blank));
            Part<T> part = read.apply(offset);
            if (at != null && !part.mark.isEmpty() && part.mark.equals(at.substring(blank + 1))) {
                if (!part.mayRepeat) {
                    throw new InvalidResponseException(
                            operation, 1, false, "the rows before " + offset + " came once more", null);
                }
                return new Page<>(List.of(), null);
            }
            return new Page<>(part.items, part.isLast ? null : offset + part.size + " " + part.mark);
        });
    }

    /** A number of rows that the service accepts. */
    static int limit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", but is " + limit);
        }
        return limit;
    }
}
