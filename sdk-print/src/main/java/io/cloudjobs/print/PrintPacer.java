package io.cloudjobs.print;

import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Makes creations and submits wait for their turn: first in the lane of their printer or share, then in the lane of the
 * user. A lane is first in, first out. A job counts from before its creation until 10 minutes after it, so the service
 * sees no more jobs in any 10 minutes, however long the requests take.
 *
 * <p>The lock of this object guards all lanes and turns. Nothing waits while it holds the lock.
 */
final class PrintPacer {
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.print");
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final PrintPacing pacing;
    private final Time time;
    private final Lane user;
    private final Map<String, Lane> targets = new HashMap<>();

    PrintPacer(PrintPacing pacing, Time time) {
        this.pacing = pacing;
        this.time = time;
        this.user = new Lane(pacing.jobsPerUser(), Integer.MAX_VALUE, "jobsPerUser");
    }

    /** Creates a job in its turn, within the timeout of the client. */
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
            await(turn, api, left);
            hasCome = true;
            return turn;
        } finally {
            if (!hasCome) {
                turn.close();
            }
        }
    }

    private void await(Turn turn, ApiClient api, Duration left) {
        long started = time.nanos();
        boolean hasWaited = false;
        SdkException failure = null;
        try {
            for (Duration wait = turn.next(left); wait != null; wait = turn.next(left.minusNanos(since(started)))) {
                if (!hasWaited) {
                    LOG.log(System.Logger.Level.DEBUG, "{0} waits for its turn, at least {1}", turn, wait);
                }
                hasWaited = true;
                turn.checkOpen(api);
                time.sleep(wait, turn.called());
                turn.checkOpen(api);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = turn.interrupted();
            throw failure;
        } catch (SdkException e) {
            failure = e;
            throw e;
        } finally {
            if (hasWaited || failure != null) {
                api.ended(
                        new ApiRequest("printJob.pace", "POST", turn.path), Duration.ofNanos(since(started)), failure);
            }
        }
    }

    private long since(long started) {
        return time.nanos() - started;
    }

    /** Wakes the first turn of each lane, so that it notices that the client is closed, and wakes the next one. */
    synchronized void close() {
        user.callFirst();
        targets.values().forEach(Lane::callFirst);
    }

    private Lane lane(String target) {
        Lane lane = targets.get(target);
        if (lane == null) {
            long now = time.nanos();
            targets.values().removeIf(other -> other.isUnused(now));
            lane = new Lane(
                    pacing.jobsPerPrinter(),
                    Math.min(pacing.submitsPerUser(), pacing.submitsPerPrinter()),
                    "jobsPerPrinter");
            targets.put(target, lane);
        }
        return lane;
    }

    /** The jobs of a printer or of the user. */
    private static final class Lane {
        private final int jobs;
        private final int submits;
        private final String name;
        private final Deque<Turn> queue = new ArrayDeque<>();

        /** The times at which created jobs stop counting, in order. */
        private final Deque<Long> ends = new ArrayDeque<>();

        /** The number of jobs whose creation has not ended. */
        private int creating;

        /** The number of submits that have not ended. */
        private int submitting;

        Lane(int jobs, int submits, String name) {
            this.jobs = jobs;
            this.submits = submits;
            this.name = name;
        }

        void enter(Turn turn) {
            queue.add(turn);
        }

        void leave(Turn turn) {
            queue.remove(turn);
            callFirst();
        }

        void callFirst() {
            Turn first = queue.peek();
            if (first != null) {
                first.called.countDown();
            }
        }

        /** Returns the number of turns before this one. */
        int before(Turn turn) {
            int before = 0;
            for (Turn other : queue) {
                if (other == turn) {
                    break;
                }
                before++;
            }
            return before;
        }

        /** Lets the turn pass, if it is the first one and no limit forbids it. */
        boolean isPassedBy(Turn turn, long now) {
            if (queue.peek() != turn || wait(0, now) > 0 || turn.isSubmit && submitting >= submits) {
                return false;
            }
            creating++;
            submitting += turn.isSubmit ? 1 : 0;
            leave(turn);
            return true;
        }

        /** Returns the shortest wait, in nanoseconds, of a turn with this number of turns before it. */
        long wait(int before, long now) {
            while (!ends.isEmpty() && ends.element() - now <= 0) {
                ends.remove();
            }
            long rounds = WINDOW.toNanos() * (before / jobs);
            int next = before % jobs - (jobs - creating - ends.size());
            if (next < 0) {
                return rounds;
            }
            for (long end : ends) {
                if (next == 0) {
                    return rounds + end - now;
                }
                next--;
            }
            return rounds + WINDOW.toNanos();
        }

        void created(boolean counts, long now) {
            creating--;
            if (counts) {
                ends.add(now + WINDOW.toNanos());
            }
            callFirst();
        }

        void submitted() {
            submitting--;
            callFirst();
        }

        boolean isUnused(long now) {
            return wait(0, now) == 0 && queue.isEmpty() && ends.isEmpty() && creating == 0 && submitting == 0;
        }
    }

    /** The turn of a creation or a submit. */
    final class Turn implements AutoCloseable {
        private final ResourcePath path;
        private final Duration timeout;
        private final boolean isSubmit;
        private final String operation;
        private final Lane target;

        /** The lane in which the turn waits; null after both lanes. */
        private @Nullable Lane lane;

        private CountDownLatch called = new CountDownLatch(0);
        private boolean isCreated;
        private boolean isClosed;

        private Turn(ResourcePath path, Duration timeout, boolean isSubmit) {
            this.path = path;
            this.timeout = timeout;
            this.isSubmit = isSubmit;
            this.operation = isSubmit ? "printJob.submit" : "printJob.create";
            synchronized (PrintPacer.this) {
                target = lane(path.encoded());
                lane = target;
                target.enter(this);
            }
        }

        private CountDownLatch called() {
            synchronized (PrintPacer.this) {
                return called;
            }
        }

        /** Moves on as far as possible. Returns the time until the next look; null if the turn has come. */
        private @Nullable Duration next(Duration left) {
            synchronized (PrintPacer.this) {
                long now = time.nanos();
                if (lane == target && target.isPassedBy(this, now)) {
                    lane = user;
                    user.enter(this);
                }
                if (lane == user && user.isPassedBy(this, now)) {
                    lane = null;
                    return null;
                }
                called = new CountDownLatch(1);
                int before = lane == target ? target.before(this) : 0;
                long ofTarget = lane == target ? target.wait(before, now) : 0;
                long ofUser = user.wait(before + user.before(this), now);
                Duration wait = Duration.ofNanos(Math.max(ofTarget, ofUser));
                if (left.isZero() || left.isNegative() || wait.compareTo(left) > 0) {
                    throw tooLong(wait, ofTarget < ofUser ? user : target);
                }
                Duration next = wait.isZero() ? left : wait;
                return next.compareTo(WINDOW) < 0 ? next : WINDOW;
            }
        }

        private TransportException tooLong(Duration wait, Lane limit) {
            String name = isSubmit ? "the timeout" : "the client's timeout";
            String advice = ": raise " + name + "(...), or call again later";
            return failure(
                    wait.isZero()
                            ? name + " of " + timeout + " has expired before the submits in progress to this printer,"
                                    + " at most " + target.submits + " at once, have ended" + advice
                            : "the pacing (" + limit.name + " " + limit.jobs + ") requires a wait of " + wait
                                    + ", longer than the rest of " + name + " of " + timeout + advice);
        }

        private TransportException failure(String problem) {
            return new TransportException(operation, path.resource(), 0, false, problem, null);
        }

        private InterruptedCallException interrupted() {
            return new InterruptedCallException(
                    operation, path.resource(), 0, false, "the thread was interrupted", null);
        }

        private void checkOpen(ApiClient api) {
            if (api.isClosed()) {
                throw failure("the client was closed during the call");
            }
        }

        /** Creates the job. It counts unless the service has certainly not created it. */
        PrintJobRecord create(ApiClient api, ApiRequest creation) {
            boolean counts = true;
            try {
                return api.send(creation, PrintJobRecord.class);
            } catch (SdkException e) {
                counts = e.mayHaveReachedService();
                throw e;
            } catch (RuntimeException e) { // the client is closed: the request was not sent
                counts = false;
                throw e;
            } finally {
                created(counts);
            }
        }

        private void created(boolean counts) {
            synchronized (PrintPacer.this) {
                if (!isCreated) {
                    isCreated = true;
                    long now = time.nanos();
                    if (lane == null) {
                        user.created(counts, now);
                    }
                    if (lane != target) {
                        target.created(counts, now);
                    }
                }
            }
        }

        /** Ends the turn, whether it has come or not. */
        @Override
        public void close() {
            synchronized (PrintPacer.this) {
                if (isClosed) {
                    return;
                }
                isClosed = true;
                created(false);
                if (isSubmit && lane != target) {
                    target.submitted();
                }
                if (lane != null) {
                    lane.leave(this);
                }
            }
        }

        @Override
        public String toString() {
            return operation + " of " + path.resource();
        }
    }
}
