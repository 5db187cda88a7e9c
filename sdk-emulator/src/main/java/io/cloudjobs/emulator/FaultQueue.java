package io.cloudjobs.emulator;

import io.cloudjobs.emulator.internal.http.Wildcard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The faults of one service, in the order of their calls. The first one that applies to a request decides about it. */
final class FaultQueue {
    record Pending(long id, FaultRule rule, int left) implements PendingFault {
        boolean appliesTo(@Nullable String operation, RandomGenerator random) {
            String pattern = rule.operation();
            return (pattern == null || (operation != null && Wildcard.matches(pattern, operation)))
                    && (rule.probability() == 1 || random.nextDouble() < rule.probability());
        }

        /** A rule that is not limited keeps its number. */
        Pending used() {
            return left == Integer.MAX_VALUE ? this : new Pending(id, rule, left - 1);
        }

        @Override
        public @Nullable Integer requestsLeft() {
            return left == Integer.MAX_VALUE ? null : left;
        }

        /** Returns a text without the pattern, which can come from outside. */
        @Override
        public String toString() {
            return id + ": " + rule.fault();
        }
    }

    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Map<Long, Pending> pending = new LinkedHashMap<>();
    private long last;

    synchronized void add(int requests, Fault fault) {
        Objects.requireNonNull(fault, "fault must not be null");
        add(FaultRule.of(fault).times(requests));
    }

    /** Returns the id of the rule. */
    synchronized long add(FaultRule rule) {
        pending.put(++last, new Pending(last, rule, rule.times()));
        return last;
    }

    synchronized void remove(long id) {
        pending.remove(id);
    }

    synchronized void clear() {
        pending.clear();
    }

    synchronized List<PendingFault> all() {
        return List.copyOf(pending.values());
    }

    /** Returns the fault of the request that has just arrived, or null if there is none. */
    synchronized @Nullable Fault next(@Nullable String operation) {
        for (Map.Entry<Long, Pending> entry : pending.entrySet()) {
            Pending first = entry.getValue();
            if (first.appliesTo(operation, random)) {
                if (first.left == 1) {
                    pending.remove(entry.getKey());
                } else {
                    entry.setValue(first.used());
                }
                return first.rule.fault();
            }
        }
        return null;
    }
}
