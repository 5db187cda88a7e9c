package io.cloudjobs.print.worker;

import static io.cloudjobs.print.PrintJobExpand.DOCUMENTS;
import static io.cloudjobs.print.PrintJobExpand.TASKS;

import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintJobProcessingState;
import io.cloudjobs.print.PrintTask;
import io.cloudjobs.print.PrintTaskProcessingState;
import io.cloudjobs.print.PrinterJobResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The next step of one held job: read, decide, act, settle. A step first reads what the service says, because another
 * worker, or an earlier life of this one, may have acted. Before it acts it stores what it is about to send, so that after
 * any failure the next step knows what may be on its way. The task of the job guards the rest: the service accepts an
 * action only while the task is {@code processing}, and each action ends that.
 */
final class TaskSteps {
    /** How long a handler may take before the job is read again. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** How often a job is read that waits for nothing: it may end in another way. */
    private static final Duration CHECK_AGAIN = Duration.ofDays(1);

    private static final Duration PENDING = Duration.ofMinutes(1);

    private final PrintTaskWorker.Builder settings;
    private final PrintJobClient print;
    private final String definitionId;
    private final PrintTaskHandler handler;
    private final Events events;
    private final Time time;

    TaskSteps(PrintTaskWorker.Builder settings, Events events, Time time) {
        this.settings = settings;
        this.print = settings.print;
        this.definitionId = Objects.requireNonNull(settings.taskDefinition);
        this.handler = Objects.requireNonNull(settings.handler);
        this.events = events;
        this.time = time;
    }

    /** The claim on a job. */
    interface Claim {
        /** Stores the state if the claim still holds. Returns false if another worker has taken the job over. */
        boolean store(TaskState state);

        /** Returns the time of the database. */
        Instant now();

        /** Returns whether this worker stops. */
        boolean isStopping();
    }

    /** Another worker has taken the job over, so this one must not act. */
    static final class LostClaimException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Makes the next step.
     *
     * @return when the step after it is due; null if nothing is left to do
     * @throws LostClaimException if another worker has taken the job over
     */
    @Nullable Instant next(TaskState state, Claim claim) {
        events.claimed(state);
        try {
            return step(state, claim);
        } catch (InterruptedCallException e) {
            return claim.now(); // the worker stops: another one continues
        } catch (SdkException | IllegalArgumentException | IllegalStateException e) {
            return failed(state, claim, e);
        }
    }

    private @Nullable Instant step(TaskState state, Claim claim) {
        Seen seen = read(state);
        if (seen == null || seen.isTaskEnded() || seen.isJobEnded()) {
            return end(state, claim, seen);
        } else if (!seen.task.status().state().equals(PrintTaskProcessingState.PROCESSING)) {
            return claim.now().plus(PENDING); // the service has not started the task
        }
        Instant sentAt = state.sentAt();
        if (sentAt != null && isOnItsWay(state, sentAt, claim.now())) {
            return settling(state, sentAt, claim);
        }
        Decision requested = state.requested;
        if (requested != null) {
            decide(state, claim, requested, Duration.ZERO);
        }
        if (state.decision == null && !state.isHeld(claim.now())) {
            long before = time.nanos();
            try {
                Decision made = handler.decide(seen.held(state.failedAttempts + 1));
                decide(state, claim, Objects.requireNonNull(made, "the handler returned null"), since(before));
            } catch (Exception e) { // any exception: it is the code of the user
                return claim.isStopping() ? claim.now() : failed(state, claim, e);
            }
            if (since(before).compareTo(FRESH) > 0) {
                return claim.now(); // the job may have changed: read it again
            }
        }
        Decision decision = state.decision;
        return decision == null ? whileHeld(state, claim) : act(state, seen, claim, decision);
    }

    /** The state of a job at the service. */
    private record Seen(PrintJobLink link, PrintJob job, PrintTask task) {
        boolean isTaskEnded() {
            return task.status().state().isTerminal();
        }

        boolean isJobEnded() {
            return job.status().state().isTerminal();
        }

        HeldPrintJob held(int attempt) {
            return new HeldPrintJobRecord(link.printerId(), job, task, attempt);
        }
    }

    /** Reads the job and its task. Returns null if the service has deleted the task. */
    private @Nullable Seen read(TaskState state) {
        PrintJobLink link = state.job();
        try {
            if (link == null) {
                link = readTask(state).job();
                if (link == null) {
                    throw new IllegalArgumentException("the task has no link to the job that it holds");
                }
                state.job(link);
            }
            PrintJob job = job(link).get(TASKS, DOCUMENTS);
            state.show(job);
            PrintTask own = find(job.tasks(), state.taskId);
            return new Seen(link, job, own == null ? readTask(state) : own);
        } catch (NotFoundException e) {
            if (isGone(state)) {
                return null;
            }
            throw e;
        }
    }

    private PrintTask readTask(TaskState state) {
        return print.taskDefinition(definitionId).task(state.taskId).get();
    }

    private boolean isGone(TaskState state) {
        try {
            return readTask(state).status().state().isTerminal();
        } catch (NotFoundException e) {
            return true;
        }
    }

    private static @Nullable PrintTask find(@Nullable List<PrintTask> tasks, String taskId) {
        for (PrintTask task : tasks == null ? List.<PrintTask>of() : tasks) {
            if (task.id().equalsIgnoreCase(taskId)) {
                return task;
            }
        }
        return null;
    }

    private PrinterJobResource job(PrintJobLink link) {
        return print.printer(link.printerId()).job(link.jobId());
    }

    /** Ends the entry of a job that is not held any more. */
    private @Nullable Instant end(TaskState state, Claim claim, @Nullable Seen seen) {
        if (!state.ended) {
            events.ended(state, seen != null && isEffect(state, seen), claim.now());
        }
        if (seen == null || seen.isTaskEnded()) {
            return null;
        }
        // The list of tasks still shows the task. Without an entry, each poll would find the job again.
        state.ended = true;
        return claim.now().plus(CHECK_AGAIN);
    }

    /** Returns whether the decision that this or another worker sent is what happened to the job. */
    private static boolean isEffect(TaskState state, Seen seen) {
        Decision decision = state.decision;
        if (decision == null || state.sentAt == null) {
            return false;
        }
        PrintJobLink redirectedTo = seen.job.redirectedToJob();
        return switch (decision.kind()) {
            case REDIRECT -> redirectedTo != null && redirectedTo.printerId().equalsIgnoreCase(decision.printerId());
            case ABORT -> seen.job.status().state().equals(PrintJobProcessingState.ABORTED);
            case RELEASE ->
                redirectedTo == null && seen.task.status().state().equals(PrintTaskProcessingState.COMPLETED);
            case HOLD -> false;
        };
    }

    /**
     * Returns whether the last request may still arrive. A release may be sent again at once, because it has the same
     * effect twice, but no other decision may be sent after it.
     */
    private boolean isOnItsWay(TaskState state, Instant sentAt, Instant now) {
        boolean repeats =
                state.requested == null && state.decision != null && state.decision.kind() == Decision.Kind.RELEASE;
        return !repeats && now.isBefore(sentAt.plus(settings.settleTime));
    }

    /** Reads again until the request is seen, or cannot arrive any more. */
    private Instant settling(TaskState state, Instant sentAt, Claim claim) {
        Instant next = claim.now().plus(Delays.settling(++state.setbacks));
        Instant over = sentAt.plus(settings.settleTime);
        return next.isBefore(over) ? next : over;
    }

    private void decide(TaskState state, Claim claim, Decision made, Duration duration) {
        Decision decision = made.madeAt(claim.now());
        state.decide(decision);
        events.decided(state, decision, duration);
    }

    private static Instant whileHeld(TaskState state, Claim claim) {
        Instant check = claim.now().plus(CHECK_AGAIN);
        Instant until = state.heldUntil();
        return until == null || until.isAfter(check) ? check : until;
    }

    /** Carries a decision out. */
    private @Nullable Instant act(TaskState state, Seen seen, Claim claim, Decision decision) {
        state.sentAt = claim.now().toString();
        if (!claim.store(state)) {
            throw new LostClaimException();
        }
        try {
            send(seen, decision);
        } catch (SdkException e) {
            if (e.mayHaveReachedService()) {
                state.problem = Failures.text(e);
                events.failed(state, e);
                return claim.now().plus(Delays.settling(++state.setbacks));
            }
            state.sentAt = null;
            throw e;
        } catch (IllegalStateException | IllegalArgumentException e) {
            state.sentAt = null; // nothing was sent
            throw e;
        }
        events.ended(state, true, claim.now());
        return null;
    }

    private void send(Seen seen, Decision decision) {
        PrinterJobResource job = job(seen.link);
        PrintJobConfiguration configuration = decision.configuration();
        switch (decision.kind()) {
            case RELEASE -> {
                if (configuration != null) {
                    job.update(configuration);
                }
                print.taskDefinition(definitionId).task(seen.task.id()).update(PrintTaskProcessingState.COMPLETED);
            }
            case REDIRECT -> {
                if (configuration == null) {
                    job.redirectAndConfirm(decision.printerId());
                } else {
                    job.redirectAndConfirm(decision.printerId(), configuration);
                }
            }
            case ABORT -> job.abortAndConfirm(decision.reason());
            case HOLD -> throw new IllegalStateException("a hold sends nothing");
        }
    }

    /** Tries again later, or gives up. Failures that can pass without anybody's help do not count as attempts. */
    private Instant failed(TaskState state, Claim claim, Exception failure) {
        state.problem = Failures.text(failure);
        state.setbacks++;
        if (!Failures.mayPass(failure) && ++state.failedAttempts >= settings.maxAttempts) {
            return giveUp(state, claim, failure);
        }
        events.failed(state, failure);
        Duration delay = Delays.retry(state.setbacks);
        Duration asked = Failures.retryAfter(failure);
        return claim.now().plus(asked == null || asked.compareTo(delay) < 0 ? delay : asked);
    }

    private Instant giveUp(TaskState state, Claim claim, Exception failure) {
        events.givenUp(state, failure);
        String problem = state.problem;
        Decision last = state.givenUp ? Decision.hold() : settings.afterLastAttempt.madeAt(claim.now());
        state.decide(last);
        state.givenUp = true;
        state.problem = problem;
        return state.decision == null ? whileHeld(state, claim) : claim.now();
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(time.nanos() - nanos);
    }
}
