package io.cloudjobs.core.internal;

import io.cloudjobs.core.internal.secret.Text;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The headers that a user adds to requests: refuses headers of the client or the connection, and invalid ones. */
final class UserHeaders {
    /** A token of RFC 9110. */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** The prefixes of headers about the body, its preconditions and the proxy. */
    private static final Pattern OWNED_GROUP = Pattern.compile("(?:content|if|proxy|sec|x-auth|x-http-method)(?:-.*)?");

    private static final Set<String> OWNED = Set.of(
            "accept",
            "accept-charset",
            "accept-encoding",
            "authorization",
            "client-request-id",
            "connection",
            "cookie",
            "cookie2",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "metadata",
            "prefer",
            "range",
            "set-cookie",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent",
            "x-language",
            "x-method-override",
            "x-subject-token");

    private UserHeaders() {}

    /** Returns the headers with another one, which replaces a header of the same name. */
    static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        if (!NAME.matcher(name).matches()) {
            // Without the name: the arguments may be swapped.
            throw new IllegalArgumentException(
                    "the name of a header must be letters, digits and hyphens, without a colon or a space");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (OWNED.contains(lower) || OWNED_GROUP.matcher(lower).matches()) {
            throw new IllegalArgumentException("header " + name + " cannot be set: the client sets it itself");
        }
        if (!Text.isPrintableAscii(value.replace('\t', ' '))) {
            throw new IllegalArgumentException("the value of header " + name
                    + " must be printable ASCII, without a line break: encode it, for example in Base64");
        }
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.put(name, value);
        return Collections.unmodifiableMap(all);
    }
}
