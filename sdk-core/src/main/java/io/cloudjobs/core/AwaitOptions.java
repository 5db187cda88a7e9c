package io.cloudjobs.core;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The options of {@code await(o -> ...)}. The client polls at once, then after 1 second, then after waits that grow by half up
 * to 15 seconds. Each wait is shortened at random by up to a quarter, so that many clients do not poll in step.
 *
 * <p>A failure of the first poll ends the wait. After a successful poll, the wait survives transient failures and keeps a longer
 * {@code Retry-After} of the service. If that exceeds the rest of the timeout, the wait fails immediately with the exception
 * that carries it. Any other failure ends the wait too, such as a {@link TokenException}.
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
