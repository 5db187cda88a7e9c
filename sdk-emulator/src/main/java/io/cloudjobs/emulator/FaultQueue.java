package io.cloudjobs.emulator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The faults of one service, in the order of their calls. The first one that applies to a request decides about it. */
final class FaultQueue {
    private final Map<Long, FaultRule> pending = new LinkedHashMap<>();
    private long last;

    /** Returns the id of the rule. */
    synchronized long add(FaultRule rule) {
        pending.put(++last, rule);
        return last;
    }

    synchronized void remove(long id) {
        pending.remove(id);
    }

    synchronized void clear() {
        pending.clear();
    }

    synchronized Map<Long, FaultRule> all() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(pending));
    }

    /** Returns the fault of the request that has just arrived, or null if there is none. */
    synchronized @Nullable Fault next(@Nullable String operation) {
        for (Map.Entry<Long, FaultRule> first : pending.entrySet()) {
            FaultRule rule = first.getValue();
            if (rule.appliesTo(operation)) {
                if (rule.isLast()) {
                    pending.remove(first.getKey());
                } else {
                    first.setValue(rule.used());
                }
                return rule.fault();
            }
        }
        return null;
    }
}
