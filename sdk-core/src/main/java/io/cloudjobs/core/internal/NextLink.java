package io.cloudjobs.core.internal;

import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.internal.secret.Text;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The link from a page of a list to the next page. Its request carries the token, so the link must have the scheme,
 * host and port of the endpoint. Its path may differ, because the service chooses the paths of its pages.
 */
final class NextLink {
    /** Services and gateways refuse even much shorter links. */
    static final int MAX_LENGTH = 32 * 1024;

    private NextLink() {}

    /**
     * Resolves a link against its page; returns null at the end of the list. Returns an invalid link unchanged:
     * {@link #target} refuses it, after the user has read the items before it.
     */
    static @Nullable String resolve(@Nullable String link, HttpUrl page) {
        if (link == null || Text.isBlank(link)) {
            return null;
        }
        HttpUrl url = read(link, page);
        return url == null ? link : url.toString();
    }

    /**
     * Returns the URL of the next page.
     *
     * @param link the result of {@link #resolve}
     * @param advertised the address in links of the service; null if it is the endpoint
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

    /** Parses a link; returns null if it is neither a URL nor a reference, or if parsers disagree on it. */
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

    /** Returns whether a URL is at or below another one, whose path ends with a slash. */
    private static boolean isBelow(HttpUrl url, HttpUrl place) {
        return isSameOrigin(url, place) && (url.encodedPath() + "/").startsWith(place.encodedPath());
    }

    /** Returns the URL with its path and query below the endpoint. */
    private static HttpUrl moved(HttpUrl url, HttpUrl advertised, HttpUrl endpoint) {
        String path = url.encodedPath();
        int prefix = Math.min(path.length(), advertised.encodedPath().length());
        return endpoint.newBuilder()
                .encodedPath(endpoint.encodedPath() + path.substring(prefix))
                .encodedQuery(url.encodedQuery())
                .build();
    }

    /**
     * Returns scheme, host, and the port unless it is the default. This text of any link is safe in a message.
     */
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
