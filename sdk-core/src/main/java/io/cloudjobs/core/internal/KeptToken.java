package io.cloudjobs.core.internal;

import io.cloudjobs.core.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A cached token, and the time when its renewal is due. */
public record KeptToken(AccessToken token, Duration margin, Instant due) {
    private static final Duration LONGEST_MARGIN = Duration.ofMinutes(5);

    /**
     * Returns the entry for a token that the source has just returned.
     *
     * @param same the current entry if it has the same token
     */
    static KeptToken of(AccessToken token, @Nullable KeptToken same, Instant now, RandomGenerator random) {
        if (same != null) {
            // The source has its own cache. It will return another token before this one expires, but not yet.
            return new KeptToken(token, same.margin, now).dueAfterPause(now);
        }
        Duration margin = Duration.between(now, token.expiresAt()).dividedBy(12);
        if (margin.compareTo(LONGEST_MARGIN) > 0) {
            margin = LONGEST_MARGIN;
        }
        Duration early = Duration.ofNanos((long) (margin.toNanos() * (1 + random.nextDouble() / 5)));
        return new KeptToken(token, margin, token.expiresAt().minus(early));
    }

    public boolean isValid(Instant now) {
        return now.isBefore(token.expiresAt());
    }

    KeptToken dueAfterPause(Instant now) {
        Instant next = now.plus(margin.dividedBy(10));
        return new KeptToken(token, margin, next.isBefore(token.expiresAt()) ? next : token.expiresAt());
    }

    @Override
    public String toString() {
        return token.toString();
    }
}
