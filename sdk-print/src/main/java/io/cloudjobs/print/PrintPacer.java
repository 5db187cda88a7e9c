package io.cloudjobs.print;

import io.cloudjobs.core.CancelledCallException;
import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.core.internal.time.Signals;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.print.internal.LaneTurn;
import io.cloudjobs.print.internal.Lanes;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes creations and submits wait for their turn in the {@link Lanes} of a client, and tells the listeners about the
 * waits.
 */
final class PrintPacer {
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.print");

    /** The longest sleep. A timeout may have more nanoseconds than a clock can count. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Lanes lanes;
    private final Time time;

    PrintPacer(PrintPacing pacing, Time time) {
        this.lanes = new Lanes(
                pacing.jobsPerPrinter(),
                pacing.jobsPerUser(),
                Math.min(pacing.submitsPerUser(), pacing.submitsPerPrinter()));
        this.time = time;
    }

    /** Waits for a turn and creates a job, within the timeout of the client. */
    static PrintJobRecord create(@Nullable PrintPacer pacer, ApiClient api, ResourcePath target, ApiRequest creation) {
        if (pacer == null) {
            return api.send(creation, PrintJobRecord.class);
        }
        Duration timeout = api.timeout();
        long started = api.time().nanos();
        try (Turn turn = pacer.turn(api, target, timeout, timeout, false)) {
            return turn.create(api.within(timeout.minusNanos(api.time().nanos() - started)), creation);
        }
    }

    /**
     * Waits for a turn. Tells the listeners about the wait, if there is one.
     *
     * @param left the rest of the timeout
     * @param isSubmit whether the turn is for a whole submit, until it is closed, or only for a creation
     */
    Turn turn(ApiClient api, ResourcePath target, Duration left, Duration timeout, boolean isSubmit) {
        if (api.isClosed()) {
            throw new IllegalStateException("the client is closed");
        }
        Turn turn = new Turn(target, timeout, isSubmit);
        boolean hasCome = false;
        try {
            turn.await(api, left);
            hasCome = true;
            return turn;
        } finally {
            if (!hasCome) {
                turn.close();
            }
        }
    }

    /** Wakes the waits, after the client was closed. */
    void close() {
        lanes.callFirst();
    }

    /** The turn of a creation or a submit. */
    final class Turn implements AutoCloseable {
        private final ResourcePath path;
        private final Duration timeout;
        private final boolean isSubmit;
        private final LaneTurn turn;

        private Turn(ResourcePath path, Duration timeout, boolean isSubmit) {
            this.path = path;
            this.timeout = timeout;
            this.isSubmit = isSubmit;
            this.turn = lanes.enter(path.encoded(), isSubmit, time.nanos());
        }

        private void await(ApiClient api, Duration left) {
            long started = time.nanos();
            Consumer<@Nullable SdkException> end = null;
            Signals cancellations = api.cancellations();
            Runnable wake = turn::wake;
            SdkException failure = null;
            cancellations.add(wake);
            try {
                for (long next = turn.next(started); next != LaneTurn.COME; next = turn.next(time.nanos())) {
                    Duration wait = Duration.ofNanos(next);
                    Duration sleep = sleep(wait, left.minusNanos(since(started)));
                    if (end == null) {
                        LOG.log(System.Logger.Level.DEBUG, "{0} waits for its turn, at least {1}", this, wait);
                        end = start(api);
                    }
                    checkMayWait(api, cancellations);
                    time.sleep(sleep, turn.called());
                    checkMayWait(api, cancellations);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = new InterruptedCallException(
                        operation(), path.resource(), 0, false, "the thread was interrupted", null);
                throw failure;
            } catch (SdkException e) {
                failure = e;
                throw e;
            } finally {
                cancellations.remove(wake);
                if (failure != null && end == null) {
                    end = start(api);
                }
                if (end != null) {
                    end.accept(failure);
                }
            }
        }

        private Consumer<@Nullable SdkException> start(ApiClient api) {
            return api.start(new ApiRequest("printJob.pace", "POST", path));
        }

        private long since(long started) {
            return time.nanos() - started;
        }

        /** Returns the time until the next check. */
        private Duration sleep(Duration wait, Duration left) {
            if (left.isZero() || left.isNegative() || wait.compareTo(left) > 0) {
                throw tooLong(wait);
            }
            Duration sleep = wait.isZero() ? left : wait;
            return sleep.compareTo(LONGEST) < 0 ? sleep : LONGEST;
        }

        private TransportException tooLong(Duration wait) {
            String name = isSubmit ? "the timeout" : "the client's timeout";
            String advice = ": raise " + name + "(...), or call again later";
            return failure(
                    wait.isZero()
                            ? name + " of " + timeout + " expired during the wait for the submits in progress to this"
                                    + " printer, at most " + turn.submits() + " at once" + advice
                            : "the pacing (" + turn.limit() + ") requires a wait of " + wait
                                    + ", longer than the rest of " + name + " of " + timeout + advice);
        }

        private TransportException failure(String problem) {
            return new TransportException(operation(), path.resource(), 0, false, problem, null);
        }

        private void checkMayWait(ApiClient api, Signals cancellations) {
            if (cancellations.isGiven()) {
                throw new CancelledCallException(
                        operation(), path.resource(), 0, false, "the call was cancelled during the wait", null);
            }
            if (api.isClosed()) {
                throw failure("the client was closed during the call");
            }
        }

        private String operation() {
            return isSubmit ? "printJob.submit" : "printJob.create";
        }

        /** Creates the job. It counts unless the service has certainly not created it. */
        PrintJobRecord create(ApiClient api, ApiRequest creation) {
            boolean counts = true;
            try {
                return api.send(creation, PrintJobRecord.class);
            } catch (SdkException e) {
                counts = e.mayHaveReachedService();
                throw e;
            } finally {
                turn.created(counts, time.nanos());
            }
        }

        /** Ends the turn, even if it has not come. */
        @Override
        public void close() {
            turn.leave(time.nanos());
        }

        @Override
        public String toString() {
            return operation() + " of " + path.resource();
        }
    }
}
