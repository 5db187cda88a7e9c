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
    private record Pending(FaultRule rule, int left) {
        boolean appliesTo(@Nullable String operation, RandomGenerator random) {
            String pattern = rule.operation();
            return (pattern == null || (operation != null && Wildcard.matches(pattern, operation)))
                    && (rule.probability() == 1 || random.nextDouble() < rule.probability());
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
        pending.put(++last, new Pending(rule, rule.times()));
        return last;
    }

    synchronized boolean remove(long id) {
        return pending.remove(id) != null;
    }

    synchronized void clear() {
        pending.clear();
    }

    synchronized List<FaultRule> rules() {
        return pending.values().stream().map(Pending::rule).toList();
    }

    /** Returns the fault of the request that has just arrived, or null if there is none. */
    synchronized @Nullable Fault next(@Nullable String operation) {
        for (Map.Entry<Long, Pending> entry : pending.entrySet()) {
            Pending first = entry.getValue();
            if (first.appliesTo(operation, random)) {
                if (first.left == 1) {
                    pending.remove(entry.getKey());
                } else {
                    entry.setValue(new Pending(first.rule, first.left - 1));
                }
                return first.rule.fault();
            }
        }
        return null;
    }
}
