package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.Checks;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Fault} with the requests that it applies to. By default these are all requests of the service. Immutable: each
 * method returns a changed copy.
 */
public final class FaultRule {
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final Fault fault;
    private final @Nullable String operation;
    private final int times;
    private final double probability;

    private FaultRule(Fault fault, @Nullable String operation, int times, double probability) {
        this.fault = fault;
        this.operation = operation;
        this.times = times;
        this.probability = probability;
    }

    /**
     * Returns a rule that applies to each request of a service.
     *
     * @param fault what happens to the requests
     * @return the rule
     */
    public static FaultRule of(Fault fault) {
        return new FaultRule(Objects.requireNonNull(fault, "fault must not be null"), null, UNLIMITED, 1);
    }

    /**
     * Limits the rule to some operations. An operation is the method and the path in the format of the services'
     * documentation, as in {@link CloudJobsEmulator#operations}. A request that is no operation of the service does not match any pattern.
     *
     * @param pattern the operation, in which {@code *} stands for any text, for example {@code POST *}{@code /abort}
     * @return the changed rule
     * @throws IllegalArgumentException if {@code pattern} is blank
     */
    public FaultRule operation(String pattern) {
        Checks.notBlank("pattern", pattern);
        return new FaultRule(fault, pattern, times, probability);
    }

    /**
     * Limits the number of requests that fail. After them, the rule is removed. By default all requests fail until the rule is
     * removed.
     *
     * @param requests the number of requests, at least 1
     * @return the changed rule
     * @throws IllegalArgumentException if {@code requests} is less than 1
     */
    public FaultRule times(int requests) {
        if (requests < 1) {
            throw new IllegalArgumentException("requests must be at least 1, but is " + requests);
        }
        return new FaultRule(fault, operation, requests, probability);
    }

    /**
     * Makes each request fail with a probability, independent of the others.
     *
     * @param ofFailure more than 0, at most 1
     * @return the changed rule
     * @throws IllegalArgumentException if {@code ofFailure} is not in this range
     */
    public FaultRule probability(double ofFailure) {
        if (!(ofFailure > 0 && ofFailure <= 1)) {
            throw new IllegalArgumentException("ofFailure must be more than 0 and at most 1, but is " + ofFailure);
        }
        return new FaultRule(fault, operation, times, ofFailure);
    }

    /**
     * Returns what happens to the requests.
     *
     * @return the fault
     */
    public Fault fault() {
        return fault;
    }

    /**
     * Returns the pattern of {@link #operation(String)}.
     *
     * @return the pattern, or null if the rule applies to any request
     */
    public @Nullable String operation() {
        return operation;
    }

    /**
     * Returns the probability that a request fails.
     *
     * @return more than 0, at most 1
     */
    public double probability() {
        return probability;
    }

    /**
     * Returns how many requests fail: fewer after each one, in {@link CloudJobsEmulator#faults}.
     *
     * @return the number, or null if it is not limited
     */
    public @Nullable Integer requestsLeft() {
        return times == UNLIMITED ? null : times;
    }

    boolean isLast() {
        return times == 1;
    }

    /** Returns what is left after one more request. */
    FaultRule used() {
        return times == UNLIMITED ? this : times(times - 1);
    }

    boolean appliesTo(@Nullable String called) {
        return (operation == null || (called != null && matches(operation, called))) && Math.random() < probability;
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
        return pattern.substring(p).replace("*", "").isEmpty();
    }

    /** Returns a text without the pattern, which can come from outside. */
    @Override
    public String toString() {
        return fault.toString();
    }
}
