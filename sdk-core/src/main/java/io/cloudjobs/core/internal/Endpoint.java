package io.cloudjobs.core.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Where a service is. A token is sent there and nowhere else, so it is checked with care, and never quoted. */
final class Endpoint {
    private static final Pattern START =
            Pattern.compile("https?://[^/\\\\\\x00- ][^\\\\\\x00- ]*", Pattern.CASE_INSENSITIVE);

    private Endpoint() {}

    /** All that a client may ask, the best one first. */
    static List<HttpUrl> parse(ClientSettings settings) {
        List<HttpUrl> endpoints = new ArrayList<>();
        endpoints.add(parse(Checks.required("endpoint", settings.endpoint), settings.allowInsecureHttp));
        for (String further : settings.furtherEndpoints) {
            endpoints.add(parse(further, settings.allowInsecureHttp));
        }
        return List.copyOf(endpoints);
    }

    /** Whether none of them has TLS. */
    static boolean arePlain(List<HttpUrl> endpoints) {
        for (HttpUrl endpoint : endpoints) {
            if (endpoint.isHttps()) {
                return false;
            }
        }
        return true;
    }

    /** What the links of the service name in place of the endpoint, if that is set. No request goes there, so it needs no TLS. */
    static @Nullable HttpUrl advertised(ClientSettings settings) {
        return settings.advertisedEndpoint == null
                ? null
                : parse("advertisedEndpoint", settings.advertisedEndpoint, true);
    }

    /** The endpoint as a URL whose path ends with a slash; the path prefix of the user is kept. */
    static HttpUrl parse(String endpoint, boolean allowInsecureHttp) {
        return parse("endpoint", endpoint, allowInsecureHttp);
    }

    private static HttpUrl parse(String name, String endpoint, boolean allowInsecureHttp) {
        String text = endpoint.strip();
        HttpUrl url = HttpUrl.parse(text);
        if (url == null || !START.matcher(text).matches()) {
            throw new IllegalArgumentException(name + " must be a URL such as https://host or https://host/prefix");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty() || endpoint.contains("@")) {
            throw new IllegalArgumentException(name + " must not contain a user name or password");
        }
        if (url.query() != null || url.fragment() != null) {
            throw new IllegalArgumentException(name + " must not contain a query or a fragment");
        }
        if (!url.isHttps() && !allowInsecureHttp && !Loopback.isHost(url.host())) {
            throw new IllegalArgumentException(
                    name + " must be https, because http would show the token to everyone on the way;"
                            + " if that is acceptable, say allowInsecureHttp()");
        }
        String path = url.encodedPath();
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return url.newBuilder().encodedPath(path.substring(0, end) + "/").build();
    }

    /** Whether a link that the service gave, to whatever host, shows itself to no more people than the endpoint does. */
    static boolean isAsSafe(HttpUrl link, HttpUrl endpoint, boolean allowInsecureHttp) {
        boolean isPlainAllowed = !endpoint.isHttps() && (allowInsecureHttp || Loopback.isHost(link.host()));
        return (link.isHttps() || isPlainAllowed)
                && link.username().isEmpty()
                && link.password().isEmpty();
    }
}
