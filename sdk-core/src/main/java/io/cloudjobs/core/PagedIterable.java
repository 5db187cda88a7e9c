package io.cloudjobs.core;

import io.cloudjobs.core.internal.Page;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A list that the service gives page by page. A page is asked for when the one before it is used up, and read whole, so no
 * connection stays open between items. Each iteration begins anew, with a request; what the service adds or drops meanwhile
 * may or may not be seen.
 *
 * <p>{@link Iterator#hasNext()} throws what the operation throws. It may be called again after that, and asks for the same
 * page once more. A link to the next page is not followed if it was followed before, if it leads away from the endpoint of
 * the client, if it is longer than 32,768 characters, or if it stands in the last of 1,000 empty pages in a row: that is an
 * {@link InvalidResponseException}, after the items of the page that has it. Iterators and streams are for one thread each.
 *
 * @param <T> what the list holds
 */
public final class PagedIterable<T> implements Iterable<T> {
    private static final int MAX_EMPTY_PAGES = 1_000;

    private final Supplier<Iterator<T>> iterators;

    /**
     * For the modules of this library.
     *
     * @param operation the name of the operation, for example {@code printJob.list}
     * @param resource the path of the object that has the list, for example {@code /print/printers/c05f}
     * @param pages gives the page where the one before it goes on, or the first one for null
     * @param <C> what says where a list goes on
     */
    @SuppressWarnings("exports") // keeps others from making one
    public <C> PagedIterable(String operation, String resource, Function<@Nullable C, Page<T, C>> pages) {
        this.iterators = () -> new Items<>(operation, resource, pages);
    }

    @Override
    public Iterator<T> iterator() {
        return iterators.get();
    }

    /**
     * The items as a stream, which asks for pages as it is used.
     *
     * @return the stream, which need not be closed
     */
    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    private static final class Items<T, C> implements Iterator<T> {
        private final String operation;
        private final String resource;
        private final Function<@Nullable C, Page<T, C>> pages;
        private final Set<Object> seen = new HashSet<>();

        private Iterator<? extends T> items = Collections.emptyIterator();
        private @Nullable C next;
        private boolean ended;
        private boolean isCircle;
        private int emptyPages;

        Items(String operation, String resource, Function<@Nullable C, Page<T, C>> pages) {
            this.operation = operation;
            this.resource = resource;
            this.pages = pages;
        }

        @Override
        public boolean hasNext() {
            while (!items.hasNext() && !ended) {
                if (isCircle) {
                    throw endless("the pages of the list go round in a circle");
                }
                if (emptyPages == MAX_EMPTY_PAGES) {
                    throw endless(MAX_EMPTY_PAGES + " pages of the list in a row are empty");
                }
                Page<T, C> page = pages.apply(next);
                items = page.items().iterator();
                emptyPages = items.hasNext() ? 0 : emptyPages + 1;
                next = page.next();
                // A page may be empty and still have one behind it.
                ended = next == null;
                isCircle = next != null && !seen.add(kept(next));
            }
            return items.hasNext();
        }

        /** Of a link its hash, because links may be long, and pages many. */
        private static Object kept(Object next) {
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
}
