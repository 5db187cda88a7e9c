package io.cloudjobs.print.worker;

import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTaskLink;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells the listener what a worker does. */
final class Events {
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.print.worker");

    private final String definitionId;
    private final Consumer<? super PrintTaskEvent> listener;

    Events(String definitionId, Consumer<? super PrintTaskEvent> listener) {
        this.definitionId = definitionId;
        this.listener = listener;
    }

    void claimed(TaskState state) {
        tell(PrintTaskEvent.Type.CLAIMED, state, state.decision, Duration.ZERO, null);
    }

    void decided(TaskState state, Decision decision, Duration duration) {
        tell(PrintTaskEvent.Type.DECIDED, state, decision, duration, null);
    }

    void ended(TaskState state, boolean settled, Instant now) {
        PrintTaskEvent.Type type = settled ? PrintTaskEvent.Type.SETTLED : PrintTaskEvent.Type.ENDED;
        tell(type, state, state.decision, Duration.between(state.since(), now), null);
    }

    void failed(TaskState state, Throwable problem) {
        tell(PrintTaskEvent.Type.FAILED, state, state.decision, Duration.ZERO, problem);
    }

    void givenUp(TaskState state, Throwable problem) {
        LOG.log(
                System.Logger.Level.WARNING,
                "the last attempt for {0} failed: {1}. Fix the cause, then call" + " decide, or set afterLastAttempt",
                state.task(definitionId),
                state.problem);
        tell(PrintTaskEvent.Type.GIVEN_UP, state, state.decision, Duration.ZERO, problem);
    }

    /** Tells an event that is about no single job. */
    void done(PrintTaskEvent.Type type, Duration duration, @Nullable Throwable problem) {
        if (problem != null) {
            LOG.log(System.Logger.Level.WARNING, "{0}: {1}", type, Failures.text(problem));
        }
        tell(new Event(type, null, null, null, duration, problem));
    }

    private void tell(
            PrintTaskEvent.Type type,
            TaskState state,
            @Nullable Decision decision,
            Duration duration,
            @Nullable Throwable problem) {
        tell(new Event(type, state.task(definitionId), state.job(), decision, duration, problem));
    }

    private void tell(PrintTaskEvent event) {
        try {
            listener.accept(event);
        } catch (Throwable e) { // of any kind: it is the code of the user
            LOG.log(System.Logger.Level.WARNING, "the listener failed", e);
        }
    }

    private record Event(
            PrintTaskEvent.Type type,
            @Nullable PrintTaskLink task,
            @Nullable PrintJobLink job,
            @Nullable Decision decision,
            Duration duration,
            @Nullable Throwable problem)
            implements PrintTaskEvent {
        @Override
        public String toString() {
            // Each part escapes its values itself.
            return "PrintTaskEvent[type=" + type + ", task=" + task + ", job=" + job + ", decision=" + decision
                    + ", problem=" + (problem == null ? null : Failures.text(problem)) + "]";
        }
    }
}
