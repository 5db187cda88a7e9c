package io.cloudjobs.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a {@link PagedIterable}. Not for implementation by users. Immutable.
 *
 * @param <T> the type of the items
 */
public interface ResultPage<T> {
    /**
     * Returns the items of the page.
     *
     * @return the items, perhaps none; only a null token means the end of the list
     */
    List<T> items();

    /**
     * Returns the token of the next page. Store it when you have processed the items of this page. Later,
     * {@link PagedIterable#pages(String)} continues with it, also in another process.
     *
     * <p>The token is opaque text of letters, digits, {@code -}, {@code _} and {@code .}, usually with less than 1,000
     * characters, at most 43,718. It holds the position, and may hold the arguments of the list, such as the name of a
     * user. It holds no host and no credential. The service decides how long it accepts the position.
     *
     * @return the token; null at the end of the list
     * @throws InvalidResponseException if the link to the next page is one of an earlier page, leads away from the
     *     endpoint, or differs from the list in more than the position
     */
    @Nullable String nextPageToken();
}
