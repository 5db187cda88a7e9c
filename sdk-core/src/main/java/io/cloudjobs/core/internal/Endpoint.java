package io.cloudjobs.core.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The address of a service. Only this address gets tokens, so the checks are strict, and messages do not show it. */
final class Endpoint {
    private static final Pattern START =
            Pattern.compile("https?://[^/\\\\\\x00- ][^\\\\\\x00- ]*", Pattern.CASE_INSENSITIVE);

    private Endpoint() {}

    /** Returns all endpoints of a client, the preferred one first. */
    static List<HttpUrl> parse(ClientSettings settings) {
        List<HttpUrl> endpoints = new ArrayList<>();
        endpoints.add(parse(Checks.required("endpoint", settings.endpoint), settings.allowInsecureHttp));
        for (String further : settings.furtherEndpoints) {
            endpoints.add(parse(further, settings.allowInsecureHttp));
        }
        return List.copyOf(endpoints);
    }

    /** Returns whether no endpoint uses TLS. */
    static boolean arePlain(List<HttpUrl> endpoints) {
        for (HttpUrl endpoint : endpoints) {
            if (endpoint.isHttps()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the address that the service uses in its links instead of the endpoint; null if it is not set. The client
     * sends no request there, so it needs no TLS.
     */
    static @Nullable HttpUrl advertised(ClientSettings settings) {
        return settings.advertisedEndpoint == null
                ? null
                : parse("advertisedEndpoint", settings.advertisedEndpoint, true);
    }

    /** Returns the endpoint as a URL, with the user's path prefix and a slash at the end. */
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
                    name + " must be https, because http shows the token to everyone on the network;"
                            + " call allowInsecureHttp() to accept the risk");
        }
        String path = url.encodedPath();
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return url.newBuilder().encodedPath(path.substring(0, end) + "/").build();
    }

    /** Returns whether a link of the service, to any host, is as safe on the network as the endpoint. */
    static boolean isAsSafe(HttpUrl link, HttpUrl endpoint, boolean allowInsecureHttp) {
        boolean isPlainAllowed = !endpoint.isHttps() && (allowInsecureHttp || Loopback.isHost(link.host()));
        return (link.isHttps() || isPlainAllowed)
                && link.username().isEmpty()
                && link.password().isEmpty();
    }
}
