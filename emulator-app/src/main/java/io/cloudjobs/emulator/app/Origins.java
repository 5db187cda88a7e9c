package io.cloudjobs.emulator.app;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that a web page of another site makes in the browser of the user. Programs send neither {@code Origin} nor
 * {@code Sec-Fetch-Site}, so they notice nothing.
 */
final class Origins {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final ControlOptions options;

    Origins(ControlOptions options) {
        this.options = options;
    }

    /** Returns the origin as a browser sends it, or throws an {@link IllegalArgumentException}. */
    static String checked(String origin) {
        try {
            URI uri = new URI(origin);
            String authority = uri.getRawAuthority();
            boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (isWeb
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && origin.toLowerCase(Locale.ROOT).equals(uri.getScheme() + "://" + authority)) {
                return origin;
            }
        } catch (URISyntaxException e) {
            // the same message as for any other text
        }
        throw new IllegalArgumentException(
                "origin must be a scheme, a host and a port in lower case, such as http://localhost:3000, but is "
                        + origin);
    }

    /** Throws a 403 for a request of a foreign page, or for a name that is not ours. */
    void check(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String host = host(headers);
        String origin = single(headers, "Origin");
        if (origin != null) {
            if (!isOwn(origin, host) && !options.allowedOrigins.contains(origin)) {
                throw new Problem(
                        403,
                        "A page of another origin must not use the control API. To allow it, start the emulator with"
                                + " --allow-origin and the origin of the page.");
            }
            return;
        }
        String site = single(headers, "Sec-Fetch-Site");
        if (site == null || site.equals("same-origin") || site.equals("none")) {
            return;
        }
        // A link on another page may open ours. Nothing of it is readable there, and nothing changes.
        boolean opensPage = "navigate".equals(single(headers, "Sec-Fetch-Mode"))
                && "document".equals(single(headers, "Sec-Fetch-Dest"));
        if (!(opensPage && SAFE.contains(exchange.getRequestMethod()))) {
            throw new Problem(403, "A page of another site must not use the control API.");
        }
    }

    /** Returns the origin to echo in the response, or null if no other page may read it. */
    @Nullable String allowed(Headers headers) {
        String origin = headers.getFirst("Origin");
        return origin != null && options.allowedOrigins.contains(origin) ? origin : null;
    }

    /** Another name resolves to this machine only if somebody rebinds it, to make his page ours. */
    private String host(Headers headers) {
        String host = single(headers, "Host");
        if (host == null) {
            throw new Problem(400, "The request must have the header Host.");
        }
        int colon = host.lastIndexOf(':');
        String name = (colon > host.lastIndexOf(']') ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
        if (LOOPBACK.contains(name)
                || name.equals(options.host.toLowerCase(Locale.ROOT))
                || (!options.address.isLoopbackAddress() && isAddress(name))) {
            return host;
        }
        throw new Problem(
                403,
                "The header Host must name this machine: 127.0.0.1, localhost, or the name that the emulator was started"
                        + " with in --host.");
    }

    /** An address cannot be rebound. */
    private static boolean isAddress(String name) {
        return name.startsWith("[")
                || (!name.isEmpty() && name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9')));
    }

    private boolean isOwn(String origin, String host) {
        return origin.equalsIgnoreCase(options.scheme() + "://" + host);
    }

    private static @Nullable String single(Headers headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new Problem(400, "The request has the header " + name + " more than once.");
        }
        return values.isEmpty() ? null : values.get(0);
    }
}
