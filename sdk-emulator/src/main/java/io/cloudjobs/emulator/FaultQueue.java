package io.cloudjobs.emulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The faults of one service, in the order of their calls. The first one that applies to a request decides about it. */
final class FaultQueue {
    private final RandomGenerator random = new Random(); // in java.base; the default generator is not
    private final Map<Long, PendingFault> pending = new LinkedHashMap<>();
    private long last;

    synchronized void add(int requests, Fault fault) {
        Objects.requireNonNull(fault, "fault must not be null");
        add(FaultRule.of(fault).times(requests));
    }

    /** Returns the id of the rule. */
    synchronized long add(FaultRule rule) {
        pending.put(++last, new PendingFault(last, rule, rule.times()));
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
        for (PendingFault first : pending.values()) {
            if (first.appliesTo(operation, random)) {
                pending.computeIfPresent(first.id(), (id, fault) -> fault.used());
                return first.rule().fault();
            }
        }
        return null;
    }
}
