package io.cloudjobs.print.worker;

import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTaskLink;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A held job, as the workers know it. The entry exists from the time when a worker first hears of the job until its
 * decision is carried out, or the job ends in another way.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 */
public interface PrintTaskEntry {
    /** The state of a job: what it waits for. */
    enum State {
        /** The handler decides next, for the first time or again after a failed attempt. */
        DECIDING,

        /** The job is held until {@link PrintTaskEntry#heldUntil()}, or until {@link PrintTaskWorker#decide} is called. */
        HELD,

        /** A decision is made, and is carried out next. */
        DECIDED,

        /**
         * The outcome of a request was unclear. The worker reads the job until it sees what happened. It sends no
         * second request before {@link PrintTaskWorker.Builder#settleTime} is over.
         */
        SETTLING,

        /**
         * The attempts are used up, and the job stays held until {@link PrintTaskWorker#decide} is called, or until the
         * hold of {@link PrintTaskWorker.Builder#afterLastAttempt} ends. See {@link PrintTaskEntry#problem()}.
         */
        GIVEN_UP
    }

    /**
     * Returns the task that holds the job.
     *
     * @return the ids of the task
     */
    PrintTaskLink task();

    /**
     * Returns the job.
     *
     * @return the ids of the job; null while the worker has not read the task yet
     */
    @Nullable PrintJobLink job();

    /**
     * Returns what the job waits for.
     *
     * @return the state
     */
    State state();

    /**
     * Returns the time of the next step. A step may be late, for example if all threads are busy.
     *
     * @return the time of the next step; for a job that is held for more than a day, the time of the next check whether
     *     it has ended in another way
     */
    Instant dueAt();

    /**
     * Returns when the hold ends. Then the worker asks the handler again.
     *
     * @return the time; null if the job is not held, or the hold has no end
     */
    @Nullable Instant heldUntil();

    /**
     * Returns when a worker first heard of the job.
     *
     * @return the time
     */
    Instant since();

    /**
     * Returns who created the job, as of the last read.
     *
     * @return the user principal name; null while the worker has not read the job, and if the service sends none
     */
    @Nullable String createdBy();

    /**
     * Returns the name of the first document of the job, as of the last read.
     *
     * @return the name; null while the worker has not read the job, and if the service sends none
     */
    @Nullable String documentName();

    /**
     * Returns the number of failed attempts since the last success.
     *
     * @return the number of failed attempts; 0 in the state {@link State#GIVEN_UP}
     */
    int failedAttempts();

    /**
     * Returns the last problem since the last success, for people. If the handler threw an exception, the problem contains
     * its message, so that message must have no secrets.
     *
     * @return the problem, one line of at most 500 characters; null if there was none
     */
    @Nullable String problem();

    /**
     * Returns the decision that is carried out next.
     *
     * @return the decision; null in the states {@link State#DECIDING}, {@link State#HELD} and {@link State#GIVEN_UP}
     */
    @Nullable Decision decision();
}
