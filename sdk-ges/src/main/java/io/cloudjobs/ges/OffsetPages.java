package io.cloudjobs.ges;

import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.internal.CursorFormat;
import io.cloudjobs.core.internal.Page;
import io.cloudjobs.core.internal.PagedList;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a list page by page, by offset and limit. */
final class OffsetPages {
    private static final int MAX_LIMIT = 100_000;

    private OffsetPages() {}

    /**
     * The page at an offset.
     *
     * @param size the difference between this offset and the offset of the next page
     * @param isLast whether the page is the last one
     * @param mark a text that identifies the page, perhaps its rows, because editions that ignore the offset always return
     *     the same page; empty to skip this check
     * @param mayRepeat whether an unchanged page means the end of the list; otherwise it is an error
     */
    record Part<T>(List<T> items, long size, boolean isLast, String mark, boolean mayRepeat) {}

    /** The offset of the next page, with a hash of the mark of the previous page, which saves memory. */
    private record Offset(long value, String mark) {
        static final Offset START = new Offset(0, "");

        static Offset after(Part<?> part, long offset) {
            return new Offset(offset + part.size, hash(part.mark));
        }

        private static String hash(String mark) {
            return mark.isEmpty()
                    ? ""
                    : UUID.nameUUIDFromBytes(mark.getBytes(StandardCharsets.UTF_8))
                            .toString();
        }

        /** Returns whether a page has the rows of the previous page. */
        boolean isBefore(Part<?> part) {
            return !mark.isEmpty() && mark.equals(hash(part.mark));
        }
    }

    /** The text of an offset, for example {@code 500}, with the mark behind a space. */
    private record Format(String list) implements CursorFormat<Offset> {
        private static final Pattern TEXT = Pattern.compile("([0-9]{1,18}) ([0-9a-f-]{0,36})");

        @Override
        public String format(Offset cursor) {
            return cursor.value + " " + cursor.mark;
        }

        @Override
        public Offset parse(String text) {
            Matcher offset = TEXT.matcher(text);
            if (!offset.matches()) {
                throw new IllegalArgumentException("not an offset");
            }
            return new Offset(Long.parseLong(offset.group(1)), offset.group(2));
        }
    }

    /**
     * Returns a list.
     *
     * @param query the arguments that distinguish this list from others of the same operation and resource
     */
    static <T> PagedIterable<T> all(
            String operation, String resource, String query, LongFunction<Part<? extends T>> read) {
        return new PagedList<>(
                operation,
                resource,
                next -> page(operation, resource, next == null ? Offset.START : next, read),
                new Format(operation + " " + resource + "?" + query));
    }

    private static <T> Page<T, Offset> page(
            String operation, String resource, Offset offset, LongFunction<Part<? extends T>> read) {
        Part<? extends T> part = read.apply(offset.value);
        if (!offset.isBefore(part)) {
            return new Page<>(part.items, part.isLast ? null : Offset.after(part, offset.value));
        }
        if (part.mayRepeat) {
            return new Page<>(List.of(), null);
        }
        throw new InvalidResponseException(
                operation,
                resource,
                1,
                false,
                "the service returned the rows before offset " + offset.value
                        + " again, so it ignores the offset: set a pageSize() that covers the whole result",
                null);
    }

    /** Checks a number of rows. */
    static int limit(String name, int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(name + " must be 1 to " + MAX_LIMIT + ", but is " + limit);
        }
        return limit;
    }
}
