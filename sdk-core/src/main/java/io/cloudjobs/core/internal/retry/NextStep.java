package io.cloudjobs.core.internal.retry;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The next step after an attempt, as {@link RetryDecision} decides.
 *
 * @param pause the wait before another attempt; null if there is none
 */
public record NextStep(Kind kind, @Nullable Duration pause) {
    static final NextStep RETURN = new NextStep(Kind.RETURN, null);
    static final NextStep THROW = new NextStep(Kind.THROW, null);

    /**
     * The kind of step. If the retry budget does not pay for another attempt, the outcome becomes {@link
     * Outcome#unpaid}, and {@link RetryDecision} decides again.
     */
    public enum Kind {
        /** Returns the result. */
        RETURN(0),
        /** Throws the exception. */
        THROW(0),
        /** Makes another attempt with a new token. Without a new token, another step follows. */
        WITH_TOKEN(0),
        /**
         * Waits and makes another attempt at another endpoint. This is not a retry and costs nothing: the first
         * endpoint never received the request.
         */
        MOVE(0),
        /**
         * Waits and makes another attempt on another connection, after a server accepts no more requests on this one.
         * This is not a retry either. Refusals have their own budget.
         */
        RECONNECT(0),
        /** Waits and retries after too many requests. */
        RETRY_THROTTLED(RetryBudget.THROTTLED_COST),
        /** Waits and retries after any other failure. */
        RETRY(RetryBudget.COST);

        /** The cost in the retry budget. */
        public final int cost;

        Kind(int cost) {
            this.cost = cost;
        }
    }
}
