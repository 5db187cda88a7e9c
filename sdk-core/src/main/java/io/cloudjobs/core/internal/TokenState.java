package io.cloudjobs.core.internal;

import io.cloudjobs.core.AccessToken;
import java.time.Instant;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The whole state of a token cache in one value, so that no claims challenge is lost while a new token replaces the old one.
 *
 * @param before the token before the cached one, or the refused token if the cache is empty
 * @param claims the claims for the next token request if the cache is empty; otherwise the claims of the request for the cached token
 */
public record TokenState(
        @Nullable KeptToken kept,
        @Nullable String before,
        @Nullable String claims) {
    public static final TokenState EMPTY = new TokenState(null, null, null);

    /** Returns the claims that the next request to the source must carry. */
    public @Nullable String wanted() {
        return kept == null ? claims : null;
    }

    private boolean keeps(String token) {
        return kept != null && kept.token().token().equals(token);
    }

    /** Returns the cache entry for a token that the source has just returned. */
    public KeptToken fetched(AccessToken token, Instant now, RandomGenerator random) {
        return KeptToken.of(token, keeps(token.token()) ? kept : null, now, random);
    }

    /** Returns the state with a new token, which was requested with these claims. */
    public TokenState with(KeptToken next, @Nullable String claims) {
        return new TokenState(next, kept == null ? before : kept.token().token(), claims);
    }

    /** Returns the state after a failed request with these claims. */
    public TokenState without(@Nullable String claims) {
        return kept == null && Objects.equals(claims, this.claims) ? new TokenState(null, before, null) : this;
    }

    /** Returns the state after a failed request if the cached token stays in use. */
    public TokenState paused(Instant now) {
        return kept == null ? this : new TokenState(kept.dueAfterPause(now), before, claims);
    }

    /** Returns the state after the service has refused a token. */
    public TokenState refused(String token) {
        return keeps(token) ? new TokenState(null, token, null) : this;
    }

    /**
     * Returns the state after the service has refused a token with a claims challenge. Many calls may send the same token. When
     * their challenges arrive, the cache may already hold a newer token that was requested without the claims, and the service
     * would refuse it too. So the cache replaces that token once.
     */
    public TokenState refused(String token, String claims) {
        boolean isNews = keeps(token) || this.claims == null && token.equals(before);
        return isNews ? new TokenState(null, token, claims) : this;
    }

    /** Shows the expiry of the cached token, but no token. */
    @Override
    public String toString() {
        return kept == null ? "empty" : kept.toString();
    }
}
