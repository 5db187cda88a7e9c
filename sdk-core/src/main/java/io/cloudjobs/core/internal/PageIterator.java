package io.cloudjobs.core.internal;

import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.ResultPage;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Walks through the pages of a list, and stops at a list that does not end. */
final class PageIterator<T, C> implements Iterator<ResultPage<T>> {
    private static final int MAX_EMPTY_PAGES = 1_000;

    private final PagedList<T, C> list;
    private final Set<Object> seen = new HashSet<>();

    private @Nullable C next;
    private boolean ended;
    private boolean isCircle;
    private int emptyPages;

    /**
     * Creates an iterator.
     *
     * @param start the cursor of the page to begin with; null for the first page
     */
    PageIterator(PagedList<T, C> list, @Nullable C start) {
        this.list = list;
        this.next = start;
        if (start != null) {
            seen.add(remembered(start));
        }
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public ResultPage<T> next() {
        if (ended) {
            throw new NoSuchElementException();
        }
        if (isCircle) {
            throw circle();
        }
        if (emptyPages == MAX_EMPTY_PAGES) {
            throw endless(MAX_EMPTY_PAGES + " pages of the list in a row are empty");
        }
        Page<T, C> page = list.source.apply(next);
        emptyPages = page.items().isEmpty() ? emptyPages + 1 : 0;
        C following = page.next();
        next = following;
        // An empty page may still have a next one.
        ended = following == null;
        isCircle = following != null && !seen.add(remembered(following));
        return new ReadPage<>(
                Collections.unmodifiableList(page.items()),
                following == null
                        ? null
                        : isCircle ? this::refuseCircle : () -> PageToken.write(list.format, following));
    }

    /** Returns the hash of a link instead of the link, because a list may have many pages with long links. */
    private static Object remembered(Object next) {
        return next instanceof String link ? ByteString.encodeUtf8(link).sha256() : next;
    }

    private String refuseCircle() {
        throw circle();
    }

    private InvalidResponseException circle() {
        return endless("the next page of the list is one of its earlier pages");
    }

    private InvalidResponseException endless(String problem) {
        return new InvalidResponseException(list.operation, list.resource, 1, false, problem, null);
    }
}
