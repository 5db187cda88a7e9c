package io.cloudjobs.core.internal;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.AwaitOptions;
import io.cloudjobs.core.AwaitTimeoutException;
import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TransportException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads something again and again until it has ended, whatever it is. */
public final class Await<T> implements AwaitOptions<T> {
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

    private Duration timeout = Duration.ofMinutes(10);
    private Consumer<? super T> onPoll = value -> {};
    private Duration interval = FIRST_INTERVAL;
    private int reads;
    private @Nullable T last;
    private @Nullable SdkException failure;
    private @Nullable SdkException doubt;

    /**
     * One wait, which begins now.
     *
     * @param operation the name, for people: {@code printJob.await}
     * @param resource where the thing is
     * @param read gives the thing as it is now
     * @param hasEnded whether nothing more will happen to it
     * @param state a word for people that says where it stands
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

    @Override
    public Await<T> timeout(Duration timeout) {
        this.timeout = Checks.positive("timeout", timeout);
        return this;
    }

    @Override
    public Await<T> onPoll(Consumer<? super T> onPoll) {
        this.onPoll = Objects.requireNonNull(onPoll, "onPoll");
        return this;
    }

    /** The same for something whose outcome is in doubt: if no end can be seen, that failure is thrown, and why is suppressed. */
    public Await<T> inDoubt(SdkException failure) {
        doubt = failure;
        return this;
    }

    /** The thing as it is after its end. What the options, or the callback among them, throw comes as it is. */
    public T end(Consumer<? super AwaitOptions<T>> options) {
        options.accept(this);
        while (true) {
            T value = next();
            onPoll.accept(value);
            if (hasEnded.test(value)) {
                return value;
            }
        }
    }

    /** The thing if it has ended, by one look; else the failure is thrown, and what the look failed with is suppressed. */
    public T endedOr(SdkException failure) {
        try {
            T now = read.get();
            if (hasEnded.test(now)) {
                return now;
            }
        } catch (SdkException | IllegalStateException e) { // the latter if the client is closed
            failure.addSuppressed(e);
        }
        throw failure;
    }

    /** What is there next, after a pause if something was read before. */
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
            doubt.addSuppressed(e);
            throw doubt;
        }
    }

    /** What is there now; null when that cannot be told at the moment. */
    private @Nullable T read() {
        reads++;
        failure = null;
        try {
            last = read.get();
            return last;
        } catch (SdkException e) {
            // A wrong address or token fails the first time. Once something was read, the wait outlasts an outage.
            if (last == null || !api.mayPass(e)) {
                throw e;
            }
            failure = e;
            return null;
        } catch (IllegalStateException e) {
            if (last != null) {
                sleep(Duration.ZERO); // throws if it is because the client was closed since the last pause
            }
            throw e;
        }
    }

    private void pause() {
        Duration remaining = timeout.minusNanos(api.time().nanos() - started);
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
        // The last look is at the deadline, and not up to an interval before it.
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
            if (!api.pause(wait)) {
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
        String problem = "the timeout of " + timeout + " is over, the last state is "
                + (last == null ? "unknown" : state.apply(last)) + " (read " + reads + "x)";
        return new AwaitTimeoutException(operation, resource, reads, problem, failure);
    }
}
