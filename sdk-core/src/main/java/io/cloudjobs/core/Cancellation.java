package io.cloudjobs.core;

import io.cloudjobs.core.internal.time.Signal;

/**
 * Ends calls from another thread, immediately and for good.
 *
 * <pre>{@code
 * Cancellation stop = Cancellation.create();
 * PrintJobClient stoppable = print.withOptions(o -> o.cancellation(stop));
 * PrintJob job = stoppable.printer("c05f3726").job("5182").await(); // or another thread calls stop.cancel()
 * }</pre>
 *
 * <p>A call in progress throws a {@link CancelledCallException}: the client closes its request, on a platform thread
 * too, ends its waits and sends no further request. A later call fails before it sends a request. A call whose result
 * has already arrived returns it. A call of several requests, such as a submit, also leaves out its clean-up.
 *
 * <p>A name lookup and your own code (a token provider, an interceptor, a stream, a callback) are not interrupted. When
 * they return, the call ends and sends nothing.
 *
 * <p>Thread-safe. A cancellation may live as long as the application and end any number of calls: it keeps nothing of a
 * call that has ended. Not for implementation by users.
 */
public interface Cancellation {
    /**
     * Creates a cancellation. Give it to calls with {@link ClientOptions#cancellation}.
     *
     * @return a cancellation that is not cancelled
     */
    static Cancellation create() {
        final class SignalCancellation extends Signal implements Cancellation {}

        return new SignalCancellation();
    }

    /**
     * Cancels the calls that have this cancellation, those in progress and all later ones. Does not wait for their end.
     * Cancelling twice is harmless.
     */
    void cancel();

    /**
     * Returns whether it is cancelled.
     *
     * @return true after the first {@link #cancel()}
     */
    boolean isCancelled();
}
