package io.cloudjobs.core;

import java.time.Duration;

/** The options that {@code client.withOptions(o -> ...)} can change for some calls. Not for implementation by users. */
public interface ClientOptions {
    /**
     * Sets the timeout of a call, including all its requests, the waits between them and the reading of the response.
     *
     * @param timeout the timeout, more than zero
     * @return this
     * @throws IllegalArgumentException if it is zero or negative
     */
    ClientOptions timeout(Duration timeout);

    /**
     * Sets the retry policy.
     *
     * @param retryPolicy the policy
     * @return this
     */
    ClientOptions retryPolicy(RetryPolicy retryPolicy);

    /**
     * Adds a listener to these calls. The client calls it after its own listeners.
     *
     * @param listener the listener to add
     * @return this
     */
    ClientOptions listener(CallListener listener);

    /**
     * Adds a header to the requests of these calls and their retries, for example {@code ConsistencyLevel} or the id of
     * your own request. It replaces a header of the same name that this method set before. The client sends it to the
     * endpoint only, and never to the hosts of uploads and downloads, or to the token endpoint. Exceptions and logs do
     * not show its value, even if the response quotes it, unless it has fewer than 8 characters.
     *
     * <p>You cannot set a header that the client or the connection needs: {@code Accept}, {@code Authorization}, {@code
     * Cookie}, {@code Expect}, {@code Host}, {@code Prefer}, {@code Range}, {@code User-Agent}, {@code X-Auth-Token},
     * {@code client-request-id}, any {@code Content-...}, {@code If-...} or {@code Proxy-...}, and similar ones.
     *
     * @param name the name, in any case
     * @param value the value, in printable ASCII
     * @return this
     * @throws IllegalArgumentException if you cannot set this header, or if the name or the value is invalid. The
     *     message does not show the value
     */
    ClientOptions header(String name, String value);

    /**
     * Adds a cancellation to these calls: {@link Cancellation#cancel()} ends them with a
     * {@link CancelledCallException}. If they have several, the first one that is cancelled ends them.
     *
     * @param cancellation the cancellation to add
     * @return this
     * @throws IllegalArgumentException if it is not from {@link Cancellation#create()}
     */
    ClientOptions cancellation(Cancellation cancellation);
}
