package io.cloudjobs.core;

import java.time.Instant;
import java.util.Objects;

/**
 * An access token with its expiry.
 *
 * @param token the token, without a prefix such as {@code Bearer}; never in {@link #toString}
 * @param expiresAt the time when the token expires
 */
public record AccessToken(String token, Instant expiresAt) {
    /**
     * Checks that both values are present.
     *
     * @param token the token
     * @param expiresAt the time when the token expires
     */
    public AccessToken {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /** Returns the expiry, without the token. */
    @Override
    public String toString() {
        return "AccessToken[expiresAt=" + expiresAt + "]";
    }
}
