package io.cloudjobs.emulator.app;

import io.cloudjobs.emulator.EmulatorClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Device codes or refresh tokens, each with the user and the scopes that it stands for. They expire by the emulated clock. */
final class ExpiringCodes {
    /** A user with the requested scopes. */
    record Grant(String user, String scope) {}

    /** More than a program uses at the same time. After them, the oldest one becomes invalid. */
    private static final int LIMIT = 10_000;

    private final EmulatorClock clock;
    private final Duration life;
    /** The grants, each with its end. */
    private final Map<String, Map.Entry<Grant, Instant>> codes = new LinkedHashMap<>();

    ExpiringCodes(EmulatorClock clock, Duration life) {
        this.clock = clock;
        this.life = life;
    }

    synchronized String issue(Grant grant) {
        if (codes.size() == LIMIT) {
            codes.remove(codes.keySet().iterator().next());
        }
        String code = "emulated-" + UUID.randomUUID();
        codes.put(code, Map.entry(grant, clock.now().plus(life)));
        return code;
    }

    /** Returns what a code stands for, or null if it is unknown or has expired. */
    synchronized @Nullable Grant grant(String code) {
        Map.Entry<Grant, Instant> issued = codes.get(code);
        return issued == null || !clock.now().isBefore(issued.getValue()) ? null : issued.getKey();
    }

    synchronized void remove(String code) {
        codes.remove(code);
    }
}
