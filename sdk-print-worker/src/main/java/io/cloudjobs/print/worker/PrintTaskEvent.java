package io.cloudjobs.print.worker;

import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTaskLink;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that a worker did, for logs and metrics: see {@link PrintTaskWorker.Builder#listener}. Only the worker that did
 * it sends the event. If a machine dies, the worker that takes a job over sends its next events. So an event can be missing,
 * or be sent twice.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 */
public interface PrintTaskEvent {
    /** The kinds of events. */
    enum Type {
        /** This worker claimed a job for its next step, so no other worker works on it. A job has one or more steps. */
        CLAIMED,

        /**
         * The handler, {@link PrintTaskWorker#decide}, or {@link PrintTaskWorker.Builder#afterLastAttempt} made a decision.
         * A hold is a decision, too.
         */
        DECIDED,

        /** The worker has carried the decision out. {@link PrintTaskEvent#duration()} is the time since a worker heard of the job. */
        SETTLED,

        /**
         * The job ended in another way: its user cancelled it, or another program acted. Rarely, a worker hears again of a
         * job after its {@link #SETTLED}, and sends {@code ENDED}: for example if {@link PrintTaskWorker#decide} was called
         * during the last step.
         */
        ENDED,

        /** An attempt failed, or its outcome is unclear. There will be another. See {@link PrintTaskEvent#problem()}. */
        FAILED,

        /** The last attempt failed. See {@link PrintTaskWorker.Builder#afterLastAttempt}. */
        GIVEN_UP,

        /** The worker has read the list of tasks. */
        POLLED,

        /** The list of tasks could not be read. There will be another attempt. */
        POLL_FAILED,

        /** The worker has created, renewed or checked the subscription. */
        SUBSCRIBED,

        /** The subscription could not be checked or renewed. There will be another attempt. */
        SUBSCRIPTION_FAILED
    }

    /**
     * Returns what happened.
     *
     * @return the type
     */
    Type type();

    /**
     * Returns the task of the job.
     *
     * @return the ids of the task; null for an event that is about no single job
     */
    @Nullable PrintTaskLink task();

    /**
     * Returns the job.
     *
     * @return the ids of the job; null for an event that is about no single job, and before the job is known
     */
    @Nullable PrintJobLink job();

    /**
     * Returns the decision.
     *
     * @return the decision; null if there is none yet
     */
    @Nullable Decision decision();

    /**
     * Returns how long it took: for {@link Type#SETTLED} and {@link Type#ENDED}, the time since a worker first heard of
     * the job; for {@link Type#DECIDED}, the time that the handler took, zero if the worker did not call it; for a poll or
     * a subscription, the time of the requests.
     *
     * @return the duration; zero for other types
     */
    Duration duration();

    /**
     * Returns the exception of a failure.
     *
     * @return the exception; null if nothing failed
     */
    @Nullable Throwable problem();
}
