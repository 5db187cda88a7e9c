package io.cloudjobs.core;

import java.time.Duration;

/** What {@code client.withOptions(o -> ...)} may change for some calls. */
public interface ClientOptions {
    /**
     * Sets how long a call may take: all its requests, the waits between them and the reading of the answer included.
     *
     * @param timeout the limit, more than zero
     * @return this
     * @throws IllegalArgumentException if it is zero or negative
     */
    ClientOptions timeout(Duration timeout);

    /**
     * Sets how calls are repeated.
     *
     * @param retryPolicy the policy
     * @return this
     */
    ClientOptions retryPolicy(RetryPolicy retryPolicy);

    /**
     * Sets who is told what the calls do, in place of the listener of the client.
     *
     * @param listener the listener
     * @return this
     */
    ClientOptions listener(CallListener listener);
}
