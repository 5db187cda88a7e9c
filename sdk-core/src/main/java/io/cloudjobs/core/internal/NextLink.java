package io.cloudjobs.core.internal;

import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.internal.secret.Text;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The link with which a page of a list names the next one. The token goes along, so the link must lead to the endpoint: to its scheme,
 * host and port. The path does not matter, because the service decides where its pages are.
 */
final class NextLink {
    /** Services and gateways refuse what is much shorter. */
    private static final int MAX_LENGTH = 32 * 1024;

    private NextLink() {}

    /**
     * The link as seen from the page that has it; null at the end of the list. A link that cannot be read comes back as it is, and
     * {@link #target} refuses it, once the items before it are used up.
     */
    static @Nullable String resolve(@Nullable String link, HttpUrl page) {
        if (link == null || Text.isBlank(link)) {
            return null;
        }
        HttpUrl url = read(link, page);
        return url == null ? link : url.toString();
    }

    /**
     * Where to send the request for the next page.
     *
     * @param link from {@link #resolve}
     * @param advertised the address that the service knows itself by, if that is not the endpoint
     * @throws InvalidResponseException if the link does not lead to the endpoint
     */
    static HttpUrl target(ApiRequest operation, String link, HttpUrl endpoint, @Nullable HttpUrl advertised) {
        if (link.length() > MAX_LENGTH) {
            throw refused(operation, "is longer than " + MAX_LENGTH + " characters");
        }
        HttpUrl url = read(link, endpoint);
        if (url == null) {
            throw refused(operation, "is not an http or https URL");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw refused(operation, "contains a user name or password");
        }
        if (isBelow(url, endpoint)) {
            return url;
        }
        if (advertised != null && isBelow(url, advertised)) {
            return moved(url, advertised, endpoint);
        }
        if (isSameOrigin(url, endpoint)) {
            return url;
        }
        throw refused(
                operation,
                "leads away from the endpoint: to " + origin(url) + ", not to " + origin(endpoint)
                        + (advertised == null
                                ? "; if that is the service behind your gateway, set advertisedEndpoint() to its address"
                                : " or below the advertisedEndpoint " + advertised));
    }

    /** Null for what is not a URL, nor a reference to one, or what parsers read in different ways. */
    private static @Nullable HttpUrl read(String link, HttpUrl base) {
        String text = link.strip();
        return text.length() <= MAX_LENGTH && isReference(text) ? base.resolve(text) : null;
    }

    private static boolean isReference(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)) || text.charAt(i) == '\\') {
                return false;
            }
        }
        int colon = text.indexOf(':');
        int path = 0;
        while (path < text.length() && "/?#".indexOf(text.charAt(path)) < 0) {
            path++;
        }
        return colon < 0
                || colon > path
                || text.regionMatches(true, 0, "https://", 0, 8)
                || text.regionMatches(true, 0, "http://", 0, 7);
    }

    private static boolean isSameOrigin(HttpUrl one, HttpUrl other) {
        return one.scheme().equals(other.scheme()) && one.host().equals(other.host()) && one.port() == other.port();
    }

    /** Whether it is at this place, whose path ends with a slash, or below it. */
    private static boolean isBelow(HttpUrl url, HttpUrl place) {
        return isSameOrigin(url, place) && (url.encodedPath() + "/").startsWith(place.encodedPath());
    }

    /** The same path and query below the endpoint. */
    private static HttpUrl moved(HttpUrl url, HttpUrl advertised, HttpUrl endpoint) {
        String path = url.encodedPath();
        int prefix = Math.min(path.length(), advertised.encodedPath().length());
        return endpoint.newBuilder()
                .encodedPath(endpoint.encodedPath() + path.substring(prefix))
                .encodedQuery(url.encodedQuery())
                .build();
    }

    /** Scheme, host, and the port unless it is the usual one: in the characters of a host name, whatever the link was. */
    static String origin(HttpUrl url) {
        HttpUrl root = url.newBuilder()
                .username("")
                .password("")
                .encodedPath("/")
                .query(null)
                .fragment(null)
                .build();
        String text = root.toString();
        return text.substring(0, text.length() - 1);
    }

    private static InvalidResponseException refused(ApiRequest operation, String problem) {
        return new InvalidResponseException(
                operation.operation(), operation.resource(), 0, false, "the link to the next page " + problem, null);
    }
}
