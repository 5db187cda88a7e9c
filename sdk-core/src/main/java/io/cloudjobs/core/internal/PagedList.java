package io.cloudjobs.core.internal;

import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.ResultPage;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list of the service.
 *
 * @param <C> the type of the cursor, which marks a position in the list
 */
public final class PagedList<T, C> implements PagedIterable<T> {
    final String operation;
    final String resource;
    final Function<@Nullable C, Page<T, C>> source;
    final CursorFormat<C> format;

    /**
     * Creates a list.
     *
     * @param operation the name of the operation, for example {@code printJob.list}
     * @param resource the path of the object that has the list, for example {@code /print/printers/c05f}
     * @param source the function that returns the page at a cursor, or the first page for null
     * @param format the format of the cursors in page tokens
     */
    public PagedList(
            String operation, String resource, Function<@Nullable C, Page<T, C>> source, CursorFormat<C> format) {
        this.operation = operation;
        this.resource = resource;
        this.source = source;
        this.format = format;
    }

    @Override
    public Iterator<T> iterator() {
        return new Items<>(new PageIterator<>(this, null));
    }

    @Override
    public Iterable<ResultPage<T>> pages() {
        return () -> new PageIterator<>(this, null);
    }

    @Override
    public Iterable<ResultPage<T>> pages(String pageToken) {
        C start = PageToken.read(format, Objects.requireNonNull(pageToken, "pageToken"));
        return () -> new PageIterator<>(this, start);
    }

    /** The items of all pages. */
    private static final class Items<T> implements Iterator<T> {
        private final Iterator<ResultPage<T>> pages;
        private Iterator<T> items = Collections.emptyIterator();

        Items(Iterator<ResultPage<T>> pages) {
            this.pages = pages;
        }

        @Override
        public boolean hasNext() {
            while (!items.hasNext() && pages.hasNext()) {
                items = pages.next().items().iterator();
            }
            return items.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return items.next();
        }
    }
}
