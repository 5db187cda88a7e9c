package io.cloudjobs.emulator.internal;

import io.cloudjobs.core.internal.time.Time;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * URLs with their own token. Each leads to a target and expires. Guarded by the lock of the {@link PrintTenant}.
 */
public final class TransferLinks<T> {
    public static final String TOKEN = "tempauthtoken";

    private static final class Link<T> {
        private final String token;
        private final Instant expires;
        private final T target;

        private Link(String token, Instant expires, T target) {
            this.token = token;
            this.expires = expires;
            this.target = target;
        }
    }

    private final String prefix;
    private final Time time;
    private final Consumer<? super T> end;
    private final Map<String, Link<T>> links = new HashMap<>();

    /**
     * Creates links whose ids follow the prefix.
     *
     * @param end receives the target of each link that is removed
     */
    public TransferLinks(String prefix, Time time, Consumer<? super T> end) {
        this.prefix = prefix;
        this.time = time;
        this.end = end;
    }

    /** Returns the URL of the target. */
    public String add(T target, Instant expires) {
        removeIf(other -> false);
        String id = UUID.randomUUID().toString();
        String token = Token.next();
        links.put(id, new Link<>(token, expires, target));
        return prefix + id + "?" + TOKEN + "=" + token;
    }

    private boolean hasExpired(Link<T> link) {
        return !time.now().isBefore(link.expires);
    }

    public T get(String id, String token) {
        Link<T> link = links.get(id);
        if (link == null || hasExpired(link)) {
            throw new Refusal(404, "The id '" + id + "' does not exist or has expired.");
        }
        if (!link.token.equals(token)) {
            throw new Refusal(401, "The token in the URL is not valid.");
        }
        return link.target;
    }

    /** Also removes the links that have expired. */
    public void removeIf(Predicate<? super T> filter) {
        for (Iterator<Link<T>> all = links.values().iterator(); all.hasNext(); ) {
            Link<T> link = all.next();
            if (hasExpired(link) || filter.test(link.target)) {
                all.remove();
                end.accept(link.target);
            }
        }
    }
}
