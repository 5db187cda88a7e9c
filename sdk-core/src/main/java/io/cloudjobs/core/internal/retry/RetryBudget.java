package io.cloudjobs.core.internal.retry;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits the load that the retries of a client add to an outage. Retries take tokens from a budget, and successes put
 * tokens back. When it is empty, calls make only their first attempt. First attempts are always free.
 */
public final class RetryBudget {
    /** The cost of a retry after too many requests. */
    static final int THROTTLED_COST = 5;

    /** The cost of any other retry. */
    static final int COST = 14;

    private static final int CAPACITY = 500;
    private static final int REFUSALS = 2_000;

    /**
     * The refusals that one success pays for. A server that processes some requests is not down, even if it refuses
     * most of them.
     */
    private static final int REFUSALS_PER_SUCCESS = 10;

    private final AtomicInteger tokens = new AtomicInteger(CAPACITY);

    /** The budget for refusals: a busy server sends many, and each costs the server almost nothing. */
    private final AtomicInteger refusals = new AtomicInteger(REFUSALS);

    /** Takes the cost of a retry; returns false if too little is left. */
    public boolean take(int cost) {
        return tokens.getAndUpdate(left -> left >= cost ? left - cost : left) >= cost;
    }

    /** Takes the cost of resending a refused request; returns false if nothing is left. */
    public boolean takeRefusal() {
        return refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    /** Returns the rest for retries, from 0 to 1. */
    public double rest() {
        return (double) tokens.get() / CAPACITY;
    }

    /** Puts back 1 after a success at the first attempt, or the cost of the successful retry. */
    public void give(int earned) {
        give(tokens, CAPACITY, earned);
        give(refusals, REFUSALS, REFUSALS_PER_SUCCESS);
    }

    private static void give(AtomicInteger purse, int capacity, int earned) {
        // Successes are frequent, and most of the time the budget is full: then avoid contention.
        if (purse.get() < capacity) {
            purse.updateAndGet(left -> Math.min(capacity, left + earned));
        }
    }
}
