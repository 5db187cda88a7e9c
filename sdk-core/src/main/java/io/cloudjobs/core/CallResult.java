package io.cloudjobs.core;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of a call with its responses: {@code client.withResponse(...)} returns it. Not for implementation by users:
 * methods are added in minor releases.
 *
 * @param <T> the type of the value
 */
public interface CallResult<T extends @Nullable Object> {
    /**
     * Returns the value that your function returned.
     *
     * @return the value
     */
    T value();

    /**
     * Returns the requests of the function, in the order in which they ended. It has more than one if the client retried
     * a request, or if the call has several requests, such as {@code submit}. It has none of the token requests.
     *
     * @return the requests with their responses; empty if there was none
     */
    List<AttemptEvent> attempts();

    /**
     * Returns the HTTP status of the last response.
     *
     * @return the status, or null if the function made no request
     */
    default @Nullable Integer statusCode() {
        return attempts().isEmpty() ? null : last().statusCode();
    }

    /**
     * Returns the id that the service assigned to the last request, unescaped. Escape it before you log it.
     *
     * @return the id, or null if there was none
     */
    default @Nullable String requestId() {
        return attempts().isEmpty() ? null : last().requestId();
    }

    /**
     * Returns a header of the last response, with the limits of {@link ErrorResponse#header(String)}.
     *
     * @param name the name, in any case
     * @return the value; null if there was no response or no such header, or if the header may carry a secret
     */
    default @Nullable String header(String name) {
        Objects.requireNonNull(name, "name");
        return attempts().isEmpty() ? null : last().header(name);
    }

    private AttemptEvent last() {
        return attempts().get(attempts().size() - 1);
    }
}
