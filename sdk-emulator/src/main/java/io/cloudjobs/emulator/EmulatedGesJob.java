package io.cloudjobs.emulator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job and where it is on the clock. Guarded by the lock of {@link GesServicePlane}. */
final class EmulatedGesJob {
    private final String id;
    private final GesWork work;
    private EmulatedGesJobStatus status = EmulatedGesJobStatus.PENDING;
    private EmulatedGesJobStatus last = EmulatedGesJobStatus.SUCCESS;
    /** When it goes on by itself; null when it waits to be moved. */
    private @Nullable Instant toStart;

    private @Nullable Instant toEnd;
    private @Nullable Instant started;
    private @Nullable Instant ended;
    private @Nullable String failReason;
    private @Nullable GesOutput output;

    /** A job that waits. */
    EmulatedGesJob(String id, GesWork work) {
        this.id = id;
        this.work = work;
    }

    /** A job that goes on by itself. */
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

    /** The result that it was given, null when it has none of its own. */
    @Nullable GesOutput output() {
        return output;
    }

    void output(GesOutput own) {
        output = own;
    }

    /** Does what is due. */
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

    /** Moves the job by hand; a move that the engine never makes is the caller's mistake. */
    void move(EmulatedGesJobStatus next, Instant now) {
        if (status.hasEnded() || status == next) {
            throw new IllegalStateException("job " + id + " is " + status.word() + " already");
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

    /** The job ends as cancelled, unless it ends before that by itself. */
    void cancel(Instant now, Duration delay) {
        Instant reached = now.plus(delay);
        Instant end = toEnd;
        if (end == null || reached.isBefore(end)) {
            last = EmulatedGesJobStatus.CANCELLED;
            toEnd = reached;
        }
        passTo(now);
    }

    /** How long it ran, in seconds. */
    double runtime() {
        return started == null || ended == null
                ? 0
                : Duration.between(started, ended).toNanos() / 1e9;
    }
}
