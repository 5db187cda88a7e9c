package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.Refusal;
import io.cloudjobs.emulator.internal.Request;
import io.cloudjobs.emulator.internal.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tokens of the print service. Three always exist, have all permissions of their kind, and do not expire. Entra issues
 * all others.
 */
final class PrintTokens {
    /** More tokens than a program uses at the same time, and a few megabytes. */
    private static final int LIMIT = 10_000;

    static final Duration LIFE = Duration.ofSeconds(3599);

    private static final String BEARER = "Bearer ";

    private final Token application;
    private final Token user;
    private final Token administrator;
    private final Time time;
    /** The tokens of Entra, the oldest one first, each with its end. */
    private final Map<String, Map.Entry<Access, Instant>> issued = new LinkedHashMap<>();

    private volatile boolean permissive;

    PrintTokens(Ids ids, Time time) {
        application = ids.token("application");
        user = ids.token("user");
        administrator = ids.token("administrator");
        this.time = time;
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

    /** Returns a new token. If there are too many, the oldest one becomes invalid. */
    synchronized String issue(Access access) {
        if (issued.size() == LIMIT) {
            issued.remove(issued.keySet().iterator().next());
        }
        String token = Token.next();
        issued.put(token, Map.entry(access, time.now().plus(LIFE)));
        return token;
    }

    synchronized void rotate() {
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

    /** Returns the access of the caller, or throws a {@link Refusal} if the request has no valid token. */
    Access access(Request request) {
        String header = request.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unauthorized("Access token is empty.");
        }
        Access access = access(header.substring(BEARER.length()));
        return permissive ? access.permissive() : access;
    }

    private synchronized Access access(String token) {
        if (application.accepts(token)) {
            return Access.application(List.of(Access.ALL));
        }
        if (administrator.accepts(token) || user.accepts(token)) {
            return Access.signedIn(administrator.accepts(token));
        }
        Map.Entry<Access, Instant> found = issued.get(token);
        if (found == null || !time.now().isBefore(found.getValue())) {
            throw unauthorized("The access token is not valid.");
        }
        return found.getKey();
    }

    private static Refusal unauthorized(String message) {
        return new Refusal(401, message).with("WWW-Authenticate", "Bearer realm=\"\"");
    }
}
