package io.cloudjobs.emulator.internal.http;

import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that a service has issued, each with its grant. A token expires by the clock of the service. If there are too many,
 * the oldest one becomes invalid, so a program that logs in again and again needs bounded memory.
 */
public final class ExpiringTokens<T> {
    /** More tokens than a program uses at the same time, and a few megabytes. */
    private static final int LIMIT = 10_000;

    private final Time time;
    private final Duration life;
    /** The grants, each with its end. */
    private final Map<String, Map.Entry<T, Instant>> tokens = new LinkedHashMap<>();

    public ExpiringTokens(Time time, Duration life) {
        this.time = time;
        this.life = life;
    }

    /** Returns a new token. */
    public synchronized String issue(T grant) {
        if (tokens.size() == LIMIT) {
            var oldest = tokens.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        String token = Token.next();
        tokens.put(token, Map.entry(grant, time.now().plus(life)));
        return token;
    }

    /** Returns the grant of a token, or null if the token is unknown or expired. */
    public synchronized @Nullable T grant(String token) {
        Map.Entry<T, Instant> issued = tokens.get(token);
        return issued == null || !time.now().isBefore(issued.getValue()) ? null : issued.getKey();
    }

    public synchronized void remove(String token) {
        tokens.remove(token);
    }

    public synchronized void clear() {
        tokens.clear();
    }
}
