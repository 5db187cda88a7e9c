package io.cloudjobs.core;

import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A list that the service returns page by page. An iterator requests a page when the previous one is used up and reads it
 * whole, so no connection stays open between items. Each iteration starts again at the first page. An iteration may miss or
 * include items that the service adds or removes while it runs.
 *
 * <p>{@link Iterator#hasNext()} throws what the operation throws. Call it again to request the same page again. An iterator
 * does not follow a link to the next page that it followed before, that leads away from the endpoint of the client, that is
 * longer than 32,768 characters, or that follows 1,000 empty pages in a row: it throws an {@link InvalidResponseException}
 * after the items of the page with the link. Use each iterator and stream in one thread.
 *
 * <p>In tests, a list can stand in for the service: {@code PagedIterable<PrintJob> jobs = list::iterator}. Later versions add
 * methods with a default only.
 *
 * @param <T> the type of the items
 */
@FunctionalInterface
public interface PagedIterable<T> extends Iterable<T> {
    /**
     * Returns the items as a stream, which requests pages as it goes.
     *
     * @return the stream, which need not be closed
     */
    default Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }
}
