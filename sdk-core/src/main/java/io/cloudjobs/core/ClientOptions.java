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
}
