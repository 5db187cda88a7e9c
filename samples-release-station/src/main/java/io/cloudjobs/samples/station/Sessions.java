package io.cloudjobs.samples.station;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The signed-in users of one station. A random token in a cookie is all that a browser knows of a session. */
final class Sessions {
    static final Duration IDLE = Duration.ofMinutes(1);

    private static final int TOKEN_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, String> badges;
    private final InstantSource clock;

    /**
     * @param badges the user principal names of the owners of the badges
     */
    Sessions(Map<String, String> badges, InstantSource clock) {
        this.badges = Map.copyOf(badges);
        this.clock = clock;
    }

    /** Signs the owner of a badge in. Returns null if the badge is unknown. */
    Session start(String badge) {
        sessions.values().removeIf(this::isOver);
        String user = badges.get(badge);
        if (user == null) {
            return null;
        }
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        Session session = new Session(text, user, clock.instant());
        sessions.put(text, session);
        return session;
    }

    /** Returns the session of a token, or null. */
    Session find(String token) {
        Session session = token == null ? null : sessions.get(token);
        return session == null || isOver(session) ? null : session;
    }

    /** Keeps a session for another minute. */
    void use(Session session) {
        session.lastUsed = clock.instant();
    }

    void end(Session session) {
        sessions.remove(session.token);
    }

    private boolean isOver(Session session) {
        Instant end = session.lastUsed.plus(IDLE);
        return !clock.instant().isBefore(end);
    }
}
