package io.cloudjobs.core;

import java.time.Instant;
import java.util.Objects;

/**
 * A token and how long it is good for.
 *
 * @param token the token, without any prefix such as {@code Bearer}; never in {@link #toString}
 * @param expiresAt when it stops being valid
 */
public record AccessToken(String token, Instant expiresAt) {
    /**
     * Checks that both are there.
     *
     * @param token the token
     * @param expiresAt when it stops being valid
     */
    public AccessToken {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /** When the token expires, but not the token. */
    @Override
    public String toString() {
        return "AccessToken[expiresAt=" + expiresAt + "]";
    }
}
