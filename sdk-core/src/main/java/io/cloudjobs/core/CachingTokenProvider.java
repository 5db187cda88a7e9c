package io.cloudjobs.core;

import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.TokenCache;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Caches the token of any source while it is valid, and renews it before it expires.
 *
 * <pre>{@code
 * TokenProvider tokens = new CachingTokenProvider(() -> {
 *     Login login = vault.login();
 *     return new AccessToken(login.token(), login.expiresAt());
 * });
 * }</pre>
 *
 * <p>All threads share one request to the source. The first thread that finds the token due for renewal calls the
 * source; the provider has no thread of its own. During this call, the other threads use the old token while it is
 * valid. Without a valid token they wait for the new one, until their own limit expires, they are interrupted, or their
 * call is {@linkplain Cancellation cancelled}. If the thread that calls the source is interrupted, or its call is cancelled
 * and the source fails, another waiting thread calls the source.
 *
 * <p>A token is due for renewal a twelfth of its lifetime before it expires, but at most 5 minutes before. The provider
 * adds a random part of up to a fifth of that time, so that many processes do not renew at the same moment. If the
 * source returns the same token again, because it has its own cache (as {@code azure-identity} and MSAL4J do), the
 * provider calls it again after a tenth of that time. If the source returns a refused token again, calls fail until it
 * returns a different one.
 *
 * <p>If the source fails, the provider uses the old token while it is valid, and calls the source again after a tenth
 * of that time (30 seconds for a token of one hour). Without a valid token, the failure reaches all waiting threads.
 * The provider does not keep the failure: the next call of {@link #token()} calls the source.
 *
 * <p>The provider drops a token that the service has refused, unless a newer one has replaced it. Safe for use by many
 * threads, including virtual threads; it holds no lock while it calls the source.
 */
public final class CachingTokenProvider implements TokenProvider {
    private final TokenCache tokens;

    /**
     * Caches the tokens of a source.
     *
     * @param source the supplier of new tokens. One thread at a time calls it. It must not block for ever, and must not
     * call this provider
     */
    public CachingTokenProvider(Supplier<AccessToken> source) {
        this(claims -> source.get());
        Objects.requireNonNull(source, "source");
    }

    private CachingTokenProvider(Function<@Nullable String, AccessToken> source) {
        this.tokens = new TokenCache((limit, claims) -> source.apply(claims), new ClientSettings());
    }

    /**
     * Caches the tokens of a source that supports claims challenges ({@link TokenProvider#invalidate(String, String)}).
     *
     * @param source the function that returns a new token, as in {@link #CachingTokenProvider(Supplier)}. Its argument
     * is null or, once after a claims challenge, the JSON to send with the token request
     * @return the provider
     */
    public static CachingTokenProvider withClaims(Function<@Nullable String, AccessToken> source) {
        return new CachingTokenProvider(Objects.requireNonNull(source, "source"));
    }

    /**
     * Returns a valid token, and calls the source if the cache has none.
     *
     * @return the token
     * @throws CancelledCallException if the call that needs the token is cancelled while it waits for another thread to
     *     get the token
     * @throws InterruptedCallException if the thread is interrupted while it waits for another thread to get the token
     * @throws TokenException if the source returns null or an expired token
     * @throws RuntimeException if the source throws it
     */
    @Override
    public String token() {
        return tokens.token();
    }

    /**
     * Returns a valid token, like {@link #token()}, but waits for another thread no longer than this limit. If this
     * thread itself calls the source, the limit does not interrupt the source.
     *
     * @param limit the time that the caller can wait
     * @return the token
     * @throws CancelledCallException if the call that needs the token is cancelled while it waits for another thread to
     *     get the token
     * @throws InterruptedCallException if the thread is interrupted while it waits for another thread to get the token
     * @throws TokenException if the limit expires, or the source returns null or an expired token
     * @throws RuntimeException if the source throws it
     */
    @Override
    public String token(Duration limit) {
        return tokens.token(limit);
    }

    @Override
    public void invalidate(String refused) {
        tokens.invalidate(refused);
    }

    /** Drops the token, and passes the claims to the source with its next request only. */
    @Override
    public void invalidate(String refused, String claims) {
        tokens.invalidate(refused, claims);
    }

    /** Shows the expiry of the cached token, but not the token. */
    @Override
    public String toString() {
        return "CachingTokenProvider[" + tokens + "]";
    }
}
