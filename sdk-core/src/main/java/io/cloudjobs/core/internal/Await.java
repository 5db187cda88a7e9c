package io.cloudjobs.core.internal;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.AwaitOptions;
import io.cloudjobs.core.AwaitTimeoutException;
import io.cloudjobs.core.CancelledCallException;
import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TransportException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Polls an object until it has ended. */
public final class Await<T> {
    /** Options that change nothing. */
    public static final Consumer<Object> UNCHANGED = options -> {};

    private static final Duration FIRST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(15);
    private static final double FACTOR = 1.5;
    private static final double JITTER = 0.25;

    private final ApiClient api;
    private final String operation;
    private final @Nullable String resource;
    private final Supplier<? extends T> read;
    private final Predicate<? super T> hasEnded;
    private final Function<? super T, ?> state;
    private final long started;

    private final AwaitSettings<T> settings = new AwaitSettings<>();
    private Duration interval = FIRST_INTERVAL;
    private int reads;
    private @Nullable T last;
    private @Nullable SdkException failure;
    private @Nullable SdkException doubt;

    /**
     * Starts a wait.
     *
     * @param operation the name, for messages: {@code printJob.await}
     * @param resource the path of the object
     * @param read the function that reads the object
     * @param hasEnded the test for a final state
     * @param state the function that returns the name of the state, for messages
     */
    public Await(
            ApiClient api,
            String operation,
            @Nullable String resource,
            Supplier<? extends T> read,
            Predicate<? super T> hasEnded,
            Function<? super T, ?> state) {
        this.api = api;
        this.operation = operation;
        this.resource = resource;
        this.read = read;
        this.hasEnded = hasEnded;
        this.state = state;
        this.started = api.time().nanos();
    }

    /**
     * Sets the failure that left the outcome in doubt. If the wait fails, it throws that failure, with its own failure
     * suppressed, unless the user has stopped the wait.
     */
    public Await<T> inDoubt(SdkException failure) {
        doubt = failure;
        return this;
    }

    /**
     * Waits for the end and returns the object. Exceptions of the options and of the callback reach the caller
     * unchanged.
     */
    public T end(Consumer<? super AwaitOptions<T>> options) {
        options.accept(settings);
        while (true) {
            T value = next();
            settings.onPoll.accept(value);
            if (hasEnded.test(value)) {
                return value;
            }
        }
    }

    /**
     * Reads the object once and returns it if it has ended. Otherwise, throws the failure, with a failure of the read
     * suppressed.
     */
    public T endedOr(SdkException failure) {
        try {
            T now = read.get();
            if (hasEnded.test(now)) {
                return now;
            }
        } catch (SdkException | IllegalStateException e) { // the latter if the client is closed
            Stopped.reading(failure, e);
        }
        throw failure;
    }

    /** Reads the object until a read succeeds, with a pause before each read but the first. */
    private T next() {
        try {
            T value;
            do {
                if (reads > 0) {
                    pause();
                }
                value = read();
            } while (value == null);
            return value;
        } catch (SdkException | IllegalStateException e) { // the latter if the client is closed
            if (doubt == null) {
                throw e;
            }
            Stopped.reading(doubt, e);
            throw doubt;
        }
    }

    /** Reads the object; returns null after a transient failure. */
    private @Nullable T read() {
        reads++;
        failure = null;
        try {
            last = read.get();
            return last;
        } catch (SdkException e) {
            // A wrong endpoint or token fails the first read. After a successful read, the wait survives an outage.
            if (last == null || !api.mayPass(e)) {
                throw e;
            }
            failure = e;
            return null;
        } catch (IllegalStateException e) {
            if (last != null) {
                sleep(Duration.ZERO); // throws if the client was closed since the last pause
            }
            throw e;
        }
    }

    private void pause() {
        Duration remaining = settings.timeout.minusNanos(api.time().nanos() - started);
        Duration asked =
                failure instanceof ApiException refusal ? refusal.error().retryAfter() : null;
        if (failure != null && asked != null && asked.compareTo(remaining) > 0) {
            throw failure;
        }
        if (remaining.isNegative() || remaining.isZero()) {
            throw timedOut();
        }
        Duration wait = nextInterval();
        if (asked != null && asked.compareTo(wait) > 0) {
            wait = asked;
        }
        // The last read is at the deadline, not up to an interval before it.
        sleep(wait.compareTo(remaining) < 0 ? wait : remaining);
    }

    private Duration nextInterval() {
        Duration wait = times(interval, 1 - JITTER * api.settings.random.nextDouble());
        Duration longer = times(interval, FACTOR);
        interval = longer.compareTo(LONGEST_INTERVAL) < 0 ? longer : LONGEST_INTERVAL;
        return wait;
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }

    private void sleep(Duration wait) {
        try {
            boolean isOpen = api.pause(wait);
            if (api.cancellations().isGiven()) {
                throw new CancelledCallException(
                        operation, resource, reads, false, "the call was cancelled during the wait", failure);
            }
            if (!isOpen) {
                throw new TransportException(
                        operation, resource, reads, false, "the client was closed during the wait", failure);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException(
                    operation, resource, reads, false, "the thread was interrupted", failure);
        }
    }

    private AwaitTimeoutException timedOut() {
        String problem = "the timeout of " + settings.timeout + " has expired, the last state is "
                + (last == null ? "unknown" : state.apply(last)) + " (reads: " + reads + "): raise timeout(...)";
        return new AwaitTimeoutException(operation, resource, reads, problem, failure);
    }
}
