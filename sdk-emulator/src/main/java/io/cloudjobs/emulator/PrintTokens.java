package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.http.ExpiringTokens;
import io.cloudjobs.emulator.internal.http.Refusal;
import io.cloudjobs.emulator.internal.http.Request;
import io.cloudjobs.emulator.internal.http.Token;
import java.time.Duration;
import java.util.List;

/**
 * The tokens of the print service. Three always exist, have all permissions of their kind, and do not expire. Entra issues
 * all others.
 */
final class PrintTokens {
    /** The kinds of token. */
    enum Caller {
        APPLICATION,
        USER
    }

    static final Duration LIFE = Duration.ofSeconds(3599);

    private static final String BEARER = "Bearer ";

    private final Token application;
    private final Token user;
    private final Token administrator;
    private final ExpiringTokens<Principal> issued;
    private volatile boolean permissive;

    PrintTokens(Ids ids, Time time) {
        application = ids.token("application");
        user = ids.token("user");
        administrator = ids.token("administrator");
        issued = new ExpiringTokens<>(time, LIFE);
    }

    String application() {
        return application.value();
    }

    String user() {
        return user.value();
    }

    String administrator() {
        return administrator.value();
    }

    String issue(Principal principal) {
        return issued.issue(principal);
    }

    void rotate() {
        application.rotate();
        user.rotate();
        administrator.rotate();
        issued.clear();
    }

    void permissive(boolean allowsAll) {
        permissive = allowsAll;
    }

    boolean isPermissive() {
        return permissive;
    }

    /** Returns the identity of the caller, or throws a {@link Refusal} if the request has no valid token. */
    Principal principal(Request request) {
        String header = request.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unauthorized("Access token is empty.");
        }
        Principal principal = principal(header.substring(BEARER.length()));
        return permissive ? principal.permissive() : principal;
    }

    private Principal principal(String token) {
        if (application.accepts(token)) {
            return Principal.application(List.of(Principal.ALL));
        }
        if (administrator.accepts(token) || user.accepts(token)) {
            return Principal.signedIn(administrator.accepts(token));
        }
        Principal principal = issued.grant(token);
        if (principal == null) {
            throw unauthorized("The access token is not valid.");
        }
        return principal;
    }

    private static Refusal unauthorized(String message) {
        return new Refusal(401, message).with("WWW-Authenticate", "Bearer realm=\"\"");
    }
}
