package io.cloudjobs.core;

import io.cloudjobs.core.internal.Checks;
import java.time.Duration;

/**
 * The source of a client's access tokens. The client calls it before every request, on the calling thread.
 *
 * <p>A lambda is sufficient: {@code () -> cache.currentToken()}. The client sends the token to the configured endpoint
 * only, in the header that the service expects, and never logs it.
 *
 * <p>The timeout of the call includes the time of the provider, but the client cannot interrupt the provider: if it
 * blocks, the caller blocks too, even if its call is {@linkplain Cancellation cancelled}. Set a timeout for its requests, or implement {@link #token(Duration)} and respect its
 * limit, as the providers of this library do. If the token arrives after the timeout, the client sends no further
 * request, and the call throws a {@link TransportException} whose message names the time that the provider took. If an
 * earlier attempt failed, the call throws the failure of that attempt, with this exception suppressed.
 *
 * <p>Implementations must be thread-safe. The client caches no token, so a provider that fetches tokens must cache
 * them. A provider must not call the client that it serves, because that call would need a token.
 */
@FunctionalInterface
public interface TokenProvider {
    /**
     * Returns the token to send, without a prefix such as {@code Bearer}. This method may do I/O. If it throws, the
     * call throws a {@link TokenException} with that cause. A {@link VirtualMachineError} reaches the caller unchanged.
     *
     * @return a token that is valid now
     */
    String token();

    /**
     * Returns the token to send, within a limit. The clients call this method with the remaining timeout of the
     * call. A provider should not wait longer than that. The default ignores the limit and calls {@link #token()}.
     *
     * @param limit the time that the caller can wait
     * @return a token that is valid now
     */
    default String token(Duration limit) {
        return token();
    }

    /**
     * Drops a token that the service has refused, so that {@link #token()} does not return it again. The client then
     * requests a token once more and, if it is a different one, retries the call with it. The default does nothing.
     *
     * @param refused the token that the service has refused
     */
    default void invalidate(String refused) {}

    /**
     * Drops a token that the service has refused with a claims challenge, which states requirements for the next token.
     * Microsoft Graph sends it in the {@code WWW-Authenticate} header of a 401 to enforce continuous access evaluation.
     * The default calls {@link #invalidate(String)} without the claims, so the service will probably refuse the next
     * token too.
     *
     * @param refused the token that the service has refused
     * @param claims the challenge, decoded: JSON to send as the parameter {@code claims} of the next token request
     */
    default void invalidate(String refused, String claims) {
        invalidate(refused);
    }

    /**
     * Returns a provider of one fixed token.
     *
     * @param token the token, without a prefix such as {@code Bearer}
     * @throws IllegalArgumentException if it is blank
     * @return the provider; its {@code toString} does not show the token
     */
    static TokenProvider of(String token) {
        if (Checks.given("token", token).isBlank()) {
            throw new IllegalArgumentException("token must not be blank: is the environment variable set?");
        }
        return new TokenProvider() { // a lambda would show the secret to a debugger
            @Override
            public String token() {
                return token;
            }

            @Override
            public String toString() {
                return "TokenProvider[fixed]";
            }
        };
    }
}
