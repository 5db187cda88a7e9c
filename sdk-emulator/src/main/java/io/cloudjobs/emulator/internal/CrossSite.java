package io.cloudjobs.emulator.internal;

import io.cloudjobs.core.internal.Loopback;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps web pages of others away from the services: a browser on this machine sends their requests to loopback too. */
public final class CrossSite {
    private static final String ORIGIN = "Origin";

    private final Set<String> origins;
    private final @Nullable String host;

    /**
     * Creates a check.
     *
     * @param origins the pages that are allowed
     * @param host the only name besides loopback that a request can have, or null if any name is allowed
     */
    public CrossSite(Set<String> origins, @Nullable String host) {
        this.origins = Set.copyOf(origins);
        this.host = host;
    }

    /**
     * Returns whether a browser only asks if a page can send a request. Throws a {@link Refusal} for a page that is not
     * allowed, or a name that a page could have bound to loopback.
     */
    public boolean isPreflight(Request request) {
        if (!origins.containsAll(request.headers(ORIGIN))) {
            throw refusal("Origin", "allowOrigin");
        }
        if (host != null && !request.headers("Host").stream().allMatch(this::isOurs)) {
            throw refusal("Host", "host");
        }
        return request.method().equals("OPTIONS")
                && request.header(ORIGIN) != null
                && request.header("Access-Control-Request-Method") != null;
    }

    private static Refusal refusal(String header, String option) {
        return new Refusal(
                403,
                "The emulator refuses the value of the header '" + header + "'. Allow it with the method " + option
                        + " of its builder.");
    }

    private boolean isOurs(String value) {
        int port = value.indexOf(':', value.indexOf(']') + 1);
        String name = port < 0 ? value : value.substring(0, port);
        return Loopback.isHost(name) || name.equalsIgnoreCase(host);
    }

    /** Returns the headers that allow a page to send the request and to read the response. */
    public Map<String, String> headers(Request request) {
        String origin = request.header(ORIGIN);
        if (origin == null || !origins.contains(origin)) {
            return Map.of();
        }
        String names = request.header("Access-Control-Request-Headers");
        return Map.of(
                "Access-Control-Allow-Origin",
                origin,
                "Access-Control-Allow-Methods",
                "GET, POST, PUT, PATCH, DELETE",
                "Access-Control-Allow-Headers",
                names == null ? "*" : names,
                "Access-Control-Expose-Headers",
                "*",
                "Access-Control-Max-Age",
                "600",
                "Vary",
                ORIGIN);
    }
}
