package io.cloudjobs.core;

import io.cloudjobs.core.internal.Checks;
import java.time.Duration;

/**
 * The source of a client's access tokens. The client asks it before every request, on the calling thread.
 *
 * <p>A lambda is sufficient: {@code () -> cache.currentToken()}. The client puts the token where its service wants it, sends it
 * to the configured endpoint only, and never logs it.
 *
 * <p>The time of the provider counts towards the timeout of the call, but the client cannot interrupt it: a provider that
 * blocks, blocks its caller. So give its requests a timeout, or implement {@link #token(Duration)} and keep to its limit, as the
 * providers of this library do. If the token comes after the timeout, the client sends nothing more, and the call throws a
 * {@link TransportException} that says how long the provider took. After an earlier attempt, the call throws the failure of that
 * attempt, with this one suppressed.
 *
 * <p>Implementations must be safe for use by many threads at the same time. The client keeps no token, so a provider that
 * fetches tokens must keep them for the next request. It must not call the client that asks it, which would need a token for
 * that.
 */
@FunctionalInterface
public interface TokenProvider {
    /**
     * The token to send, without any prefix such as {@code Bearer}. May do I/O. What it throws reaches the caller as the
     * cause of a {@link TokenException}, except for a {@link VirtualMachineError}, which reaches the caller as it is.
     *
     * @return a token that is valid now
     */
    String token();

    /**
     * As {@link #token()}, for a caller that has no more time than this. What the clients call, with what their timeout
     * leaves. A provider that waits for something need not outwait its caller; the default does not look at the limit.
     *
     * @param limit how long the caller can wait
     * @return a token that is valid now
     */
    default String token(Duration limit) {
        return token();
    }

    /**
     * Told when the service has refused a token, so that it is not given again. After this the client asks for a token
     * once more and, if that is a different one, repeats the call with it.
     *
     * @param refused the token that the service has refused
     */
    default void invalidate(String refused) {}

    /**
     * As {@link #invalidate(String)}, when the service has said what it wants of the next token: a claims challenge in the
     * {@code WWW-Authenticate} header of a 401, by which Microsoft Graph enforces continuous access evaluation. The default forgets
     * the claims, and the next token will probably be refused, too.
     *
     * @param refused the token that the service has refused
     * @param claims the challenge, decoded: JSON to send as the parameter {@code claims} of the next token request
     */
    default void invalidate(String refused, String claims) {
        invalidate(refused);
    }

    /**
     * A provider that always gives the same token.
     *
     * @param token the token, without any prefix such as {@code Bearer}
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
