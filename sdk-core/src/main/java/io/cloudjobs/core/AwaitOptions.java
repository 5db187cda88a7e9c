package io.cloudjobs.core;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The options of {@code await(o -> ...)}. The client polls at once, then after 1 second, then after waits that grow by
 * half up to 15 seconds. The client shortens each wait at random by up to a quarter, so that clients do not poll at the
 * same time.
 *
 * <p>A failure of the first poll ends the wait. After a successful poll, the wait survives transient failures and
 * respects a longer {@code Retry-After} of the service. If that exceeds the rest of the timeout, the wait fails
 * immediately with the exception that carries it. Any other failure, such as a {@link TokenException}, also ends the
 * wait.
 *
 * <p>Not for implementation by users: settings are added in minor releases.
 *
 * @param <T> the type of the polled object
 */
public interface AwaitOptions<T> {
    /**
     * Sets the timeout of the whole wait. The default is 10 minutes. At the timeout the client reads the state for the
     * last time, and that read may take up to the {@code timeout} of the client.
     *
     * @param timeout the timeout, more than zero
     * @return this
     * @throws IllegalArgumentException if it is zero or negative
     */
    AwaitOptions<T> timeout(Duration timeout);

    /**
     * Sets a callback that receives the object after each poll, including the last one. The client calls it on the
     * waiting thread. An exception of the callback ends the wait and reaches the caller unchanged.
     *
     * @param onPoll the callback
     * @return this
     */
    AwaitOptions<T> onPoll(Consumer<? super T> onPoll);
}
