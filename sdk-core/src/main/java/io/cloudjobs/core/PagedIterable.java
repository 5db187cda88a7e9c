package io.cloudjobs.core;

import io.cloudjobs.core.internal.ReadPage;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A list that the service returns page by page. An iterator requests a page when you have read all items of the
 * previous one. It reads the whole page, so no connection stays open between items. Each iteration starts again at the
 * first page. An iteration may miss or include items that the service adds or removes while it runs.
 *
 * <p>{@link Iterator#hasNext()} throws the exceptions of the operation. Call it again to request the same page again.
 * After the items of a page, it throws an {@link InvalidResponseException} if the iterator has already followed the
 * link to the next page, or if the link leads away from the endpoint of the client, is longer than 32,768 characters,
 * or follows 1,000 empty pages in a row. Use each iterator and stream in one thread.
 *
 * <p>{@link #pages()} returns the list page by page, with tokens to continue later.
 *
 * <p>In tests, a list can replace the service: {@code PagedIterable<PrintJob> jobs = list::iterator}. It has one page.
 * Later versions add only default methods.
 *
 * @param <T> the type of the items
 */
@FunctionalInterface
public interface PagedIterable<T> extends Iterable<T> {
    /**
     * Returns the items as a stream, which requests pages on demand.
     *
     * @return the stream; you do not have to close it
     */
    default Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /**
     * Returns the list page by page. {@code next()} of the iterator requests a page, and throws the exceptions of the
     * operation. Call it again to request the same page again. {@code hasNext()} sends no request. It returns true if the
     * service has promised another page, which may be empty. Each iteration starts again at the first page.
     *
     * @return the pages
     */
    default Iterable<ResultPage<T>> pages() {
        return ReadPage.only(this);
    }

    /**
     * Returns the rest of the list, page by page, from the page of a token on. See {@link #pages()}. The token may come from
     * another process, another client, and another address of the same service.
     *
     * @param pageToken the token from {@link ResultPage#nextPageToken()} of the same list: the same call with the same
     *     arguments. Whatever its text is, the client requests only pages of this list
     * @return the pages, at least one
     * @throws IllegalArgumentException if the token is from another list or from another version of the library, or if it was
     *     cut or changed. A list that is not from a client has no tokens
     */
    default Iterable<ResultPage<T>> pages(String pageToken) {
        Objects.requireNonNull(pageToken, "pageToken");
        throw new IllegalArgumentException(
                "pageToken is from another list: this list is not from a client, so it has one"
                        + " page and no tokens; call pages()");
    }
}
