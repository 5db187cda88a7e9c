package io.cloudjobs.emulator.internal.http;

import io.cloudjobs.core.internal.Loopback;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages of others away from the services: a browser on this machine sends their requests to loopback too.
 *
 * @param origins the pages that are allowed
 * @param host the only name besides loopback that a request can have, or null if any name is allowed
 */
public record CrossSite(Set<String> origins, @Nullable String host) {
    /** Throws a {@link Refusal} for a page that is not allowed, or a name that a page could have bound to loopback. */
    public void check(Request request) {
        for (String origin : request.headers("Origin")) {
            if (!origins.contains(origin)) {
                throw new Refusal(
                        403,
                        "The emulator refuses requests from the web page in the header 'Origin'. Allow it with the method"
                                + " allowOrigin of its builder.");
            }
        }
        for (String value : request.headers("Host")) {
            if (host != null && !isOurs(value, host)) {
                throw new Refusal(
                        403,
                        "The emulator does not have the name in the header 'Host'. Set it with the method host of its builder.");
            }
        }
    }

    private static boolean isOurs(String value, String host) {
        int port = value.indexOf(':', value.indexOf(']') + 1);
        String name = port < 0 ? value : value.substring(0, port);
        return Loopback.isHost(name) || name.equalsIgnoreCase(host);
    }

    /** Returns whether a browser asks if a page can send a request. */
    public static boolean isPreflight(Request request) {
        return request.method().equals("OPTIONS")
                && request.header("Origin") != null
                && request.header("Access-Control-Request-Method") != null;
    }

    /** Returns the headers that allow a page to read the response, or to send the request. */
    public Map<String, String> headers(Request request) {
        String origin = request.header("Origin");
        if (origin == null || !origins.contains(origin)) {
            return Map.of();
        }
        if (!isPreflight(request)) {
            return Map.of(
                    "Access-Control-Allow-Origin", origin, "Access-Control-Expose-Headers", "*", "Vary", "Origin");
        }
        String names = request.header("Access-Control-Request-Headers");
        return Map.of(
                "Access-Control-Allow-Origin",
                origin,
                "Access-Control-Allow-Methods",
                "GET, POST, PUT, PATCH, DELETE",
                "Access-Control-Allow-Headers",
                names == null ? "*" : names,
                "Access-Control-Max-Age",
                "600",
                "Vary",
                "Origin");
    }
}
