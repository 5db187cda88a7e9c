package io.cloudjobs.emulator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job with its state and its times. Guarded by the lock of {@link GesServicePlane}. */
final class EmulatedGesJob {
    /** The progress of a running job whose end is not planned, unless a state sets another one. */
    static final int HALF = 50;

    private final String id;
    private final GesWork work;
    private EmulatedGesJobStatus status = EmulatedGesJobStatus.PENDING;
    private EmulatedGesJobStatus last = EmulatedGesJobStatus.SUCCESS;
    /** The start time of the job; null if the test starts it. */
    private @Nullable Instant toStart;

    private @Nullable Instant toEnd;
    private @Nullable Instant started;
    private @Nullable Instant ended;
    private @Nullable String failReason;
    private @Nullable GesOutput output;
    /** The percentage of a running job whose end is not planned. */
    private int progress = HALF;

    /** Creates a job that waits until the test moves it. */
    EmulatedGesJob(String id, GesWork work) {
        this.id = id;
        this.work = work;
    }

    /** Creates a job that starts and ends without the test. */
    EmulatedGesJob(String id, GesWork work, Instant now, GesLife life) {
        this(id, work);
        Instant start = now.plus(life.pending());
        toStart = start;
        toEnd = start.plus(life.running());
    }

    String id() {
        return id;
    }

    GesWork work() {
        return work;
    }

    EmulatedGesJobStatus status() {
        return status;
    }

    @Nullable Instant started() {
        return started;
    }

    @Nullable Instant ended() {
        return ended;
    }

    @Nullable String failReason() {
        return failReason;
    }

    /** Returns the result that was set for this job only, or null if there is none. */
    @Nullable GesOutput output() {
        return output;
    }

    void output(GesOutput own) {
        output = own;
    }

    /** Moves the job to its state at this time. */
    void passTo(Instant now) {
        Instant start = toStart;
        if (status == EmulatedGesJobStatus.PENDING && start != null && !start.isAfter(now)) {
            status = EmulatedGesJobStatus.RUNNING;
            started = start;
        }
        Instant end = toEnd;
        if (!status.hasEnded() && end != null && !end.isAfter(now)) {
            end(last, end);
        }
    }

    /** Moves the job for the test. A move that the engine never makes is an error in the test. */
    void move(EmulatedGesJobStatus next, Instant now) {
        if (status.hasEnded() || status == next) {
            throw new IllegalStateException("job " + id + " cannot become " + next.word() + ": it is already "
                    + status.word() + "; to move a submitted job yourself, set longer times with jobsTake()");
        }
        if (next.hasEnded()) {
            end(next, now);
        } else {
            status = next;
            started = now;
        }
    }

    void fail(EmulatedGesJobStatus how, String reason, Instant now) {
        move(how, now);
        failReason =
                work.kind().isAlgorithm() ? "Running algorithm [" + work.name() + "] error: " + reason + "!" : reason;
    }

    private void end(EmulatedGesJobStatus next, Instant when) {
        if (started == null && next != EmulatedGesJobStatus.CANCELLED) {
            started = when;
        }
        status = next;
        ended = when;
    }

    boolean isCancellable(GesEngine engine) {
        return engine.cancels(work.kind())
                && last != EmulatedGesJobStatus.CANCELLED
                && !status.hasEnded()
                && (status == EmulatedGesJobStatus.PENDING || !engine.cancelsQueuedOnly(work.kind()));
    }

    /** Cancels the job after the delay, unless the job ends earlier. */
    void cancel(Instant now, Duration delay) {
        Instant reached = now.plus(delay);
        Instant end = toEnd;
        if (end == null || reached.isBefore(end)) {
            last = EmulatedGesJobStatus.CANCELLED;
            toEnd = reached;
        }
        passTo(now);
    }

    /** Returns how much of the job is done, from 0 to 100. A running job that only the test ends does not go on. */
    int progress(Instant now) {
        if (status.hasEnded()) {
            return 100;
        }
        if (started == null || toEnd == null) {
            return started == null ? 0 : progress;
        }
        return (int) Math.max(0, Math.min(99, 100 * seconds(started, now) / seconds(started, toEnd)));
    }

    /** Returns the run time in seconds. */
    double runtime() {
        return started == null || ended == null ? 0 : seconds(started, ended);
    }

    private static double seconds(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return between.getSeconds() + between.getNano() / 1e9;
    }

    @Nullable Instant toStart() {
        return toStart;
    }

    @Nullable Instant toEnd() {
        return toEnd;
    }

    boolean isToBeCancelled() {
        return last == EmulatedGesJobStatus.CANCELLED;
    }

    /** Gives a new job the state of an older one. */
    void restore(EmulatedGesJobStatus old, int percent, @Nullable Instant startedAt, @Nullable Instant endedAt) {
        status = old;
        progress = percent;
        started = startedAt;
        ended = endedAt;
    }

    /** Plans the next statuses of the job. Null stays as it is until a test moves the job. */
    void plan(@Nullable Instant start, @Nullable Instant end, boolean cancelled) {
        toStart = start;
        toEnd = end;
        last = cancelled ? EmulatedGesJobStatus.CANCELLED : EmulatedGesJobStatus.SUCCESS;
    }

    void restoreFailReason(@Nullable String reason) {
        failReason = reason;
    }
}
