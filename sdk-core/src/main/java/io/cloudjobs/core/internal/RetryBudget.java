package io.cloudjobs.core.internal;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds what a client adds to an outage: repeats are paid from one purse, which successes fill again. When it is empty,
 * calls make their first attempt only. A first attempt is always free.
 */
final class RetryBudget {
    /** What the repeat after a refusal for too many requests costs. */
    static final int THROTTLED_COST = 5;

    /** What any other repeat costs. */
    static final int COST = 14;

    private static final int CAPACITY = 500;

    private final AtomicInteger tokens = new AtomicInteger(CAPACITY);

    /** Takes the cost of a repeat; false when there is not enough left. */
    boolean take(int cost) {
        return tokens.getAndUpdate(left -> left >= cost ? left - cost : left) >= cost;
    }

    /** Gives back 1 after a success at first attempt, or what the repeat that succeeded has cost. */
    void give(int earned) {
        // Successes are frequent and the purse is full most of the time: do not make threads fight for it then.
        if (tokens.get() < CAPACITY) {
            tokens.updateAndGet(left -> Math.min(CAPACITY, left + earned));
        }
    }
}
