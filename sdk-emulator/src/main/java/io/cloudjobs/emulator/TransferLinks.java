package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * URLs with their own token. Each leads to a target and expires. Guarded by the lock of the {@link PrintTenant}.
 */
final class TransferLinks<T> {
    static final String TOKEN = "tempauthtoken";

    private record Link<T>(String token, Instant expires, T target) {}

    private final String prefix;
    private final Time time;
    private final Map<String, Link<T>> links = new HashMap<>();

    /** Creates links whose ids follow the prefix. */
    TransferLinks(String prefix, Time time) {
        this.prefix = prefix;
        this.time = time;
    }

    /** Returns the URL of the target. */
    String add(T target, Instant expires) {
        links.values().removeIf(this::hasExpired);
        String id = UUID.randomUUID().toString();
        String token = Token.next();
        links.put(id, new Link<>(token, expires, target));
        return prefix + id + "?" + TOKEN + "=" + token;
    }

    private boolean hasExpired(Link<T> link) {
        return !time.now().isBefore(link.expires);
    }

    T get(String id, String token) {
        Link<T> link = links.get(id);
        if (link == null || hasExpired(link)) {
            throw new Refusal(404, "The id '" + id + "' does not exist or has expired.");
        }
        if (!link.token.equals(token)) {
            throw new Refusal(401, "The token in the URL is not valid.");
        }
        return link.target;
    }

    void removeIf(Predicate<T> filter) {
        links.values().removeIf(link -> filter.test(link.target));
    }
}
