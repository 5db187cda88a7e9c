package io.cloudjobs.core.internal.retry;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What happens after an attempt, as {@link RetryDecision} has it. Whoever drives an operation does it.
 *
 * @param pause the wait before another attempt; null when there is none
 */
public record NextStep(Kind kind, @Nullable Duration pause) {
    static final NextStep RETURN = new NextStep(Kind.RETURN, null);
    static final NextStep THROW = new NextStep(Kind.THROW, null);

    /**
     * What it is, and what of. If the retry budget does not pay for another attempt, the outcome is {@link Outcome#unpaid}, and the
     * next step another one.
     */
    public enum Kind {
        /** The operation is done. */
        RETURN(0),
        /** The operation has failed. */
        THROW(0),
        /** Another attempt, with another token. If there is none, the next step is another one. */
        WITH_TOKEN(0),
        /** A wait and another attempt at another endpoint. That is no retry and costs nothing: this one has not heard of the request. */
        MOVE(0),
        /**
         * A wait and another attempt on another connection, when a server refuses to do more on this one. Nor is that a retry;
         * refusals have a budget of their own.
         */
        RECONNECT(0),
        /** A wait and a retry after too many requests. */
        RETRY_THROTTLED(RetryBudget.THROTTLED_COST),
        /** A wait and any other retry. */
        RETRY(RetryBudget.COST);

        /** What it takes from the retry budget. */
        public final int cost;

        Kind(int cost) {
            this.cost = cost;
        }
    }
}
