package io.cloudjobs.print.worker;

import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import java.time.Instant;
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

    /** How soon the handler is asked again at the earliest. */
    private static final Duration SHORTEST_HOLD = Duration.ofSeconds(1);

    private static final Duration PENDING = Duration.ofMinutes(1);

    private final PrintTaskWorker.Builder settings;
    private final HeldJobs jobs;
    private final PrintTaskHandler handler;
    private final Events events;
    private final Time time;

    TaskSteps(PrintTaskWorker.Builder settings, Events events, Time time) {
        this.settings = settings;
        this.jobs = new HeldJobs(settings.print, Objects.requireNonNull(settings.taskDefinition));
        this.handler = Objects.requireNonNull(settings.handler);
        this.events = events;
        this.time = time;
    }

    /** The claim on a job. */
    interface Claim {
        /** Stores the state if the claim still holds. Returns false if another worker has taken the job over. */
        boolean store(TaskState state);

        /** Takes over the latest decision from outside that waits for the end of a step. */
        void takeRequested(TaskState state);

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
     * @throws PrintWorkerException if the database failed
     */
    @Nullable Instant next(TaskState state, Claim claim) {
        events.claimed(state);
        try {
            return step(state, claim);
        } catch (InterruptedCallException e) {
            return claim.now(); // the worker stops: another one continues
        } catch (LostClaimException | PrintWorkerException e) {
            throw e;
        } catch (RuntimeException e) { // any exception: the client calls code of the user, too
            return failed(state, claim, e, !Failures.mayPass(e));
        }
    }

    private @Nullable Instant step(TaskState state, Claim claim) {
        boolean asks = state.decision == null && state.requested == null && !state.isHeld(claim.now());
        SeenJob seen = jobs.read(state, asks);
        if (seen == null || seen.isTaskEnded() || seen.isJobEnded()) {
            return end(state, claim, seen);
        } else if (!seen.isHeld()) {
            return claim.now().plus(PENDING); // the service has not started the task
        } else if (state.isFromNewerVersion()) {
            state.problem = "a newer version of the worker stored this decision, and this version cannot carry it out";
            return claim.now().plus(PENDING);
        }
        if (!asks) {
            claim.takeRequested(
                    state); // the last decision counts, also if the row of an earlier one was the first to end
        }
        Instant sentAt = state.sentAt();
        if (sentAt != null && mustSettle(state, sentAt, claim.now())) {
            return settling(state, sentAt, claim);
        }
        Decision requested = state.requested;
        if (requested != null) {
            decide(state, claim, requested, Duration.ZERO);
        } else if (asks) {
            long before = time.nanos();
            Decision made;
            try {
                made = Objects.requireNonNull(
                        handler.decide(seen.held(state.failedAttempts + 1)), "the handler returned null");
            } catch (Throwable e) { // of any kind: it is the code of the user
                return claim.isStopping() ? claim.now() : failed(state, claim, e, true);
            }
            Duration duration = since(before);
            claim.takeRequested(state); // the decision of a person comes before the one of the handler
            decide(state, claim, state.requested == null ? made : state.requested, duration);
            if (state.decision != null && duration.compareTo(FRESH) > 0) {
                return step(state, claim); // the job may have changed: read it again
            }
        }
        Decision decision = state.decision;
        return decision == null ? whileHeld(state, claim) : act(state, seen, claim, decision);
    }

    /** Ends the entry of a job that is not held any more. */
    private @Nullable Instant end(TaskState state, Claim claim, @Nullable SeenJob seen) {
        if (!state.ended) {
            boolean isEffect =
                    state.sentAt != null && state.decision != null && seen != null && seen.isEffectOf(state.decision);
            events.ended(state, isEffect, claim.now());
        }
        if (seen == null || seen.isTaskEnded()) {
            return null;
        }
        // The list of tasks still shows the task. Without an entry, each poll would find the job again.
        state.end();
        return claim.now().plus(CHECK_AGAIN);
    }

    /** Returns whether a request that was sent may still arrive. */
    private boolean isOnItsWay(Instant sentAt, Instant now) {
        return now.isBefore(Delays.after(sentAt, settings.settleTime));
    }

    /**
     * Returns whether the job is only read for now, because the last request may still arrive. A release may be sent again
     * at once, because it has the same effect twice, but no other decision may be sent after it.
     */
    private boolean mustSettle(TaskState state, Instant sentAt, Instant now) {
        boolean repeats =
                state.requested == null && state.decision != null && state.decision.kind() == Decision.Kind.RELEASE;
        return !repeats && isOnItsWay(sentAt, now);
    }

    /** Reads again until the request is seen, or cannot arrive any more. */
    private Instant settling(TaskState state, Instant sentAt, Claim claim) {
        Instant next = claim.now().plus(Delays.settling(++state.setbacks));
        Instant over = Delays.after(sentAt, settings.settleTime);
        return next.isBefore(over) ? next : over;
    }

    private void decide(TaskState state, Claim claim, Decision made, Duration duration) {
        Decision decision = made.madeAt(claim.now());
        state.decide(decision);
        events.decided(state, decision, duration);
    }

    private static Instant whileHeld(TaskState state, Claim claim) {
        state.succeeded();
        Instant check = claim.now().plus(CHECK_AGAIN);
        Instant soonest = claim.now().plus(SHORTEST_HOLD);
        Instant until = state.heldUntil();
        if (until == null || until.isAfter(check)) {
            return check;
        }
        return until.isBefore(soonest) ? soonest : until;
    }

    /** Carries a decision out. */
    private @Nullable Instant act(TaskState state, SeenJob seen, Claim claim, Decision decision) {
        String before = state.sentAt; // of a release that is sent again
        state.sentAt = claim.now().toString();
        if (!claim.store(state)) {
            throw new LostClaimException();
        }
        try {
            jobs.send(seen, decision);
        } catch (SdkException e) {
            if (e.mayHaveReachedService()) {
                state.sentAt = claim.now().toString();
                state.problem = Failures.text(e);
                events.failed(state, e);
                return claim.now().plus(Delays.settling(++state.setbacks));
            }
            state.sentAt = before;
            throw e;
        } catch (IllegalStateException | IllegalArgumentException e) {
            state.sentAt = before; // nothing was sent
            throw e;
        }
        events.ended(state, true, claim.now());
        return null;
    }

    /**
     * Tries again later, or gives up. A job that is held only waits, so a failed read is no reason to give up. While a
     * request may be on its way, no other decision may follow it.
     */
    private Instant failed(TaskState state, Claim claim, Throwable failure, boolean counts) {
        Instant now = claim.now();
        boolean waits = state.decision == null && state.requested == null && state.isHeld(now);
        state.problem = Failures.text(failure);
        state.setbacks++;
        if (counts && !waits && ++state.failedAttempts >= settings.maxAttempts) {
            Instant sentAt = state.sentAt();
            if (sentAt == null || !isOnItsWay(sentAt, now)) {
                return giveUp(state, claim, failure);
            }
        }
        events.failed(state, failure);
        Duration delay = Delays.retry(state.setbacks);
        Duration asked = Failures.retryAfter(failure);
        return now.plus(asked == null || asked.compareTo(delay) < 0 ? delay : asked);
    }

    private Instant giveUp(TaskState state, Claim claim, Throwable failure) {
        events.givenUp(state, failure);
        String problem = state.problem;
        boolean isPolicyRefused = state.givenUp && state.decision != null;
        decide(state, claim, isPolicyRefused ? Decision.hold() : settings.afterLastAttempt, Duration.ZERO);
        state.givenUp = true;
        state.problem = problem;
        return state.decision == null ? whileHeld(state, claim) : claim.now();
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(time.nanos() - nanos);
    }
}
