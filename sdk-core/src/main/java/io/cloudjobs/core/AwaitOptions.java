package io.cloudjobs.core;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What {@code await(o -> ...)} can be told. It reads at once, then after 1 second, and then after waits that grow by half up
 * to 15 seconds, each shortened by a random part of up to a quarter so that many waits do not fall into step.
 *
 * <p>A failure of the first reading ends the wait. After one that went well the wait outlasts failures that may pass, and
 * keeps a longer {@code Retry-After} of the service; one that is longer than what is left of the timeout ends the wait at
 * once, with the exception that carries it. Any other failure ends the wait too, such as a {@link TokenException}.
 *
 * <p>Not for implementation by users: settings are added in minor releases.
 *
 * @param <T> what is read while waiting
 */
public interface AwaitOptions<T> {
    /**
     * Sets how long to wait in all; 10 minutes unless it is set. When it is over the state is read for the last time: no
     * request begins after that, but one that has begun is left to end, as the {@code timeout} of the client allows.
     *
     * @param timeout the limit, more than zero
     * @return this
     * @throws IllegalArgumentException if it is zero or negative
     */
    AwaitOptions<T> timeout(Duration timeout);

    /**
     * Sets who is told what was read, each time, the last one included. It is called on the thread that waits; what it
     * throws ends the wait and reaches the caller as it is.
     *
     * @param onPoll told of the progress
     * @return this
     */
    AwaitOptions<T> onPoll(Consumer<? super T> onPoll);
}
