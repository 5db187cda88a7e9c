package io.cloudjobs.core;

import java.util.Iterator;
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
 * <p>In tests, a list can replace the service: {@code PagedIterable<PrintJob> jobs = list::iterator}. Later versions
 * add only default methods.
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
}
