package io.cloudjobs.core.internal.retry;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds what a client adds to an outage: repeats are paid from one purse, which successes fill again. When it is empty,
 * calls make their first attempt only. A first attempt is always free.
 */
public final class RetryBudget {
    /** What the repeat after a refusal for too many requests costs. */
    static final int THROTTLED_COST = 5;

    /** What any other repeat costs. */
    static final int COST = 14;

    private static final int CAPACITY = 500;
    private static final int REFUSALS = 2_000;

    /** A server that does some of what it is asked is not down, even if it refuses more than that. */
    private static final int REFUSALS_PER_SUCCESS = 10;

    private final AtomicInteger tokens = new AtomicInteger(CAPACITY);

    /** Refusals have a purse of their own: a busy server's are many, and cost it nearly nothing. */
    private final AtomicInteger refusals = new AtomicInteger(REFUSALS);

    /** Takes the cost of a repeat; false when there is not enough left. */
    public boolean take(int cost) {
        return tokens.getAndUpdate(left -> left >= cost ? left - cost : left) >= cost;
    }

    /** Takes what it costs to send a refused request once more; false when there is nothing left. */
    public boolean takeRefusal() {
        return refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    /** Gives back 1 after a success at first attempt, or what the repeat that succeeded has cost. */
    public void give(int earned) {
        give(tokens, CAPACITY, earned);
        give(refusals, REFUSALS, REFUSALS_PER_SUCCESS);
    }

    private static void give(AtomicInteger purse, int capacity, int earned) {
        // Successes are frequent and the purse is full most of the time: do not make threads fight for it then.
        if (purse.get() < capacity) {
            purse.updateAndGet(left -> Math.min(capacity, left + earned));
        }
    }
}
