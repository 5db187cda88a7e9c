package io.cloudjobs.emulator;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A fault that waits for requests: an element of {@link CloudJobsEmulator#faults}. Immutable. */
public final class PendingFault {
    private final long id;
    private final FaultRule rule;
    private final int left;

    PendingFault(long id, FaultRule rule, int left) {
        this.id = id;
        this.rule = rule;
        this.left = left;
    }

    /**
     * Returns the id of the fault, for {@link CloudJobsEmulator#removeFault}.
     *
     * @return the id
     */
    public long id() {
        return id;
    }

    /**
     * Returns the fault, and the requests that it applies to.
     *
     * @return the rule
     */
    public FaultRule rule() {
        return rule;
    }

    /**
     * Returns how many requests still fail.
     *
     * @return the number, or null if it is not limited
     */
    public @Nullable Integer requestsLeft() {
        return left == Integer.MAX_VALUE ? null : left;
    }

    boolean appliesTo(@Nullable String operation, RandomGenerator random) {
        String pattern = rule.operation();
        return (pattern == null || (operation != null && matches(pattern, operation)))
                && (rule.probability() == 1 || random.nextDouble() < rule.probability());
    }

    /** Returns what is left after one more request, or null if that is nothing. A rule that is not limited keeps its number. */
    @Nullable PendingFault used() {
        return left == Integer.MAX_VALUE ? this : left == 1 ? null : new PendingFault(id, rule, left - 1);
    }

    /**
     * Returns whether the whole text matches a pattern in which {@code *} stands for any text. Takes linear
     * space and at most the product of the two lengths in time.
     */
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Returns a text without the pattern, which can come from outside. */
    @Override
    public String toString() {
        return id + ": " + rule.fault();
    }
}
