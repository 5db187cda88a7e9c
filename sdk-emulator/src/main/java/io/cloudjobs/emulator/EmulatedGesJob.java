package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job with its state and its times. Guarded by the lock of {@link GesServicePlane}. */
final class EmulatedGesJob {
    /** The progress of a running job whose end is not planned, unless a state sets another one. */
    private static final int HALF = 50;

    private final String id;
    private final GesJobKind kind;
    private final String name;
    private final String url;
    private final ObjectNode request;
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

    /**
     * Creates a job that waits until it is planned, or until the test moves it.
     *
     * @param name the algorithm or the kind of work, which selects the output
     * @param url the path and query of the request, as in the list of jobs
     * @param request the body of the request
     */
    EmulatedGesJob(String id, GesJobKind kind, String name, String url, ObjectNode request) {
        this.id = id;
        this.kind = kind;
        this.name = name;
        this.url = url;
        this.request = request;
    }

    /** Creates a job without a request, which waits until the test moves it. */
    static EmulatedGesJob seeded(GesJobKind kind) {
        return new EmulatedGesJob(newId(), kind, kind.usualName(), "", JsonTrees.object());
    }

    /** Returns an id like the ids of the service: a UUID and nine digits. */
    static String newId() {
        return UUID.randomUUID() + "001679122";
    }

    String id() {
        return id;
    }

    GesJobKind kind() {
        return kind;
    }

    String name() {
        return name;
    }

    String url() {
        return url;
    }

    ObjectNode request() {
        return request;
    }

    /** Returns the request including its secrets, because the real service probably lists them too. */
    String rawRequest() {
        return request.isEmpty() ? "" : request.toString();
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

    /** Lets the job start and end without the test. */
    void plan(Instant start, Instant end) {
        toStart = start;
        toEnd = end;
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
        failReason = failReason(reason);
    }

    private String failReason(String reason) {
        return kind.isAlgorithm() ? "Running algorithm [" + name + "] error: " + reason + "!" : reason;
    }

    private void end(EmulatedGesJobStatus next, Instant when) {
        if (started == null && next != EmulatedGesJobStatus.CANCELLED) {
            started = when;
        }
        status = next;
        ended = when;
    }

    boolean isCancellable(GesEngine engine) {
        return engine.cancels(kind)
                && last != EmulatedGesJobStatus.CANCELLED
                && !status.hasEnded()
                && (status == EmulatedGesJobStatus.PENDING || !engine.cancelsQueuedOnly(kind));
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

    /** Returns the state, with the request and the rows of the output if it is whole. */
    ObjectNode state(Instant now, boolean isWhole) {
        ObjectNode state = JsonTrees.object()
                .put("id", id)
                .put("kind", kind.name())
                .put("algorithm", kind.isAlgorithm() ? name : null)
                .put("status", status.word())
                .put("progress", progress(now))
                .put("startedAt", text(started))
                .put("endedAt", text(ended))
                .put("startsAt", status.hasEnded() ? null : text(toStart))
                .put("endsAt", status.hasEnded() ? null : text(toEnd))
                .put("cancelled", last == EmulatedGesJobStatus.CANCELLED ? true : null)
                .put("failReason", failReason)
                .put("url", url.isEmpty() ? null : url);
        if (isWhole && !request.isEmpty()) {
            state.set("request", request.deepCopy()); // can contain the secret keys of a bucket
        }
        if (output != null) {
            state.set("output", output.state(isWhole));
        }
        state.properties().removeIf(member -> member.getValue().isNull());
        return state;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    /** Reads a job of a state. Absent members get values that fit the others. */
    static EmulatedGesJob of(StateObject state, Instant now) {
        GesJobKind kind = state.word("kind", GesJobKind.ALGORITHM, GesJobKind.values(), GesJobKind::name);
        String algorithm = state.text("algorithm", kind.usualName());
        if (state.text("algorithm") != null && !kind.isAlgorithm()) {
            throw state.error("algorithm", "is not for the kind " + kind + ": leave it out");
        }
        var job = new EmulatedGesJob(
                state.id("id", newId()), kind, algorithm, state.text("url", ""), state.object("request"));
        job.status = state.word("status", job.status, EmulatedGesJobStatus.values(), EmulatedGesJobStatus::word);
        boolean hasStarted = job.status != EmulatedGesJobStatus.PENDING && job.status != EmulatedGesJobStatus.CANCELLED;
        job.ended = time(state, "endedAt", job.status.hasEnded() ? now : null);
        job.started = time(state, "startedAt", !hasStarted ? null : job.ended == null ? now : job.ended);
        if (job.status == EmulatedGesJobStatus.RUNNING) {
            job.progress = state.get("progress").asInt(HALF);
        }
        job.toStart = state.time("startsAt");
        job.toEnd = state.time("endsAt");
        if (state.get("cancelled").asBoolean()) {
            job.last = EmulatedGesJobStatus.CANCELLED;
        }
        job.failReason = state.text("failReason");
        if (job.failReason == null && job.status.hasFailed()) {
            job.failReason = job.failReason("it failed");
        }
        if (!state.get("output").isNull()) {
            job.output = GesOutput.of(state.child("output"));
        }
        return job;
    }

    private static @Nullable Instant time(StateObject state, String name, @Nullable Instant usual) {
        Instant time = state.time(name);
        return time == null ? usual : time;
    }
}
