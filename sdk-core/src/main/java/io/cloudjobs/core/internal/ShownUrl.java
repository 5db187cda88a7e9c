package io.cloudjobs.core.internal;

import okhttp3.HttpUrl;

/** The URL of a request without secrets. The mark is the one of OpenTelemetry's conventions for URLs. */
final class ShownUrl {
    private static final String MARK = "REDACTED";

    private ShownUrl() {}

    /** Returns the URL of an operation. Only the client's own URLs have a query that is certainly no secret. */
    static String of(HttpUrl url, ApiRequest operation) {
        if (operation.link() == null) {
            return url.toString();
        }
        if (operation.isKeyed()) {
            return origin(url);
        }
        String page = NextLink.origin(url) + url.encodedPath();
        return url.encodedQuery() == null ? page : page + "?" + MARK;
    }

    /** Returns the origin of a link whose path and query may be a key. */
    static String origin(HttpUrl link) {
        return NextLink.origin(link) + "/" + MARK;
    }
}
