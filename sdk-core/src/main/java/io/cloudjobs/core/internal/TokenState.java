package io.cloudjobs.core.internal;

import io.cloudjobs.core.AccessToken;
import java.time.Instant;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * All that a cache of tokens knows, in one piece, so that no challenge gets lost while one token takes the place of another.
 *
 * @param before the token before the one that is kept, or the refused one when none is kept
 * @param claims what the service wants of the next token when none is kept, else what the kept one was asked for with
 */
public record TokenState(
        @Nullable KeptToken kept,
        @Nullable String before,
        @Nullable String claims) {
    public static final TokenState EMPTY = new TokenState(null, null, null);

    /** What the next request to the source must carry. */
    public @Nullable String wanted() {
        return kept == null ? claims : null;
    }

    private boolean keeps(String token) {
        return kept != null && kept.token().token().equals(token);
    }

    /** What is kept of a token that has come now. */
    public KeptToken fetched(AccessToken token, Instant now, RandomGenerator random) {
        return KeptToken.of(token, keeps(token.token()) ? kept : null, now, random);
    }

    /** With a token that was asked for with these claims. */
    public TokenState with(KeptToken next, @Nullable String claims) {
        return new TokenState(next, kept == null ? before : kept.token().token(), claims);
    }

    /** When a request with these claims has failed. */
    public TokenState without(@Nullable String claims) {
        return kept == null && Objects.equals(claims, this.claims) ? new TokenState(null, before, null) : this;
    }

    /** When a request has failed, and the token that is kept is used a while longer. */
    public TokenState paused(Instant now) {
        return kept == null ? this : new TokenState(kept.dueAfterPause(now), before, claims);
    }

    /** When the service has refused a token. */
    public TokenState refused(String token) {
        return keeps(token) ? new TokenState(null, token, null) : this;
    }

    /**
     * When the service has refused a token, and wants something of the next one. Many calls may send the same token: when their
     * challenges arrive, the next one may have been asked for, without the claims, and would be refused too. It is replaced once.
     */
    public TokenState refused(String token, String claims) {
        boolean isNews = keeps(token) || this.claims == null && token.equals(before);
        return isNews ? new TokenState(null, token, claims) : this;
    }

    /** When the token that is kept expires, but none of the tokens. */
    @Override
    public String toString() {
        return kept == null ? "empty" : kept.toString();
    }
}
