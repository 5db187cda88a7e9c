package io.cloudjobs.core.internal;

import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.PagedIterable;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Walks through the pages of a list, and stops at a list that does not end. */
public final class PageIterator<T, C> implements Iterator<T> {
    private static final int MAX_EMPTY_PAGES = 1_000;

    private final String operation;
    private final String resource;
    private final Function<@Nullable C, Page<T, C>> pages;
    private final Set<Object> seen = new HashSet<>();

    private Iterator<? extends T> items = Collections.emptyIterator();
    private @Nullable C next;
    private boolean ended;
    private boolean isCircle;
    private int emptyPages;

    private PageIterator(String operation, String resource, Function<@Nullable C, Page<T, C>> pages) {
        this.operation = operation;
        this.resource = resource;
        this.pages = pages;
    }

    /**
     * Returns a list whose iterators read these pages.
     *
     * @param operation the name of the operation, for example {@code printJob.list}
     * @param resource the path of the object that has the list, for example {@code /print/printers/c05f}
     * @param pages the function that returns the page at a cursor, or the first page for null
     * @param <C> the type of the cursor, which marks a position in the list
     */
    public static <T, C> PagedIterable<T> over(
            String operation, String resource, Function<@Nullable C, Page<T, C>> pages) {
        return () -> new PageIterator<>(operation, resource, pages);
    }

    @Override
    public boolean hasNext() {
        while (!items.hasNext() && !ended) {
            if (isCircle) {
                throw endless("the next page of the list is one of its earlier pages");
            }
            if (emptyPages == MAX_EMPTY_PAGES) {
                throw endless(MAX_EMPTY_PAGES + " pages of the list in a row are empty");
            }
            Page<T, C> page = pages.apply(next);
            items = page.items().iterator();
            emptyPages = items.hasNext() ? 0 : emptyPages + 1;
            next = page.next();
            // An empty page may still have a next one.
            ended = next == null;
            isCircle = next != null && !seen.add(remembered(next));
        }
        return items.hasNext();
    }

    /** Returns the hash of a link instead of the link, because a list may have many pages with long links. */
    private static Object remembered(Object next) {
        return next instanceof String link ? ByteString.encodeUtf8(link).sha256() : next;
    }

    private InvalidResponseException endless(String problem) {
        return new InvalidResponseException(operation, resource, 1, false, problem, null);
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return items.next();
    }
}
