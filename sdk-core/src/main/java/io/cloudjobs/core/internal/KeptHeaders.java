package io.cloudjobs.core.internal;

import io.cloudjobs.core.internal.http.WireInterceptor;
import io.cloudjobs.core.internal.secret.Secrets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a response that a user may see: without headers that may carry a secret, up to a maximum size.
 *
 * @param values the values by their names in lower case
 */
public record KeptHeaders(Map<String, String> values) {
    /** No headers, for an attempt without a response. */
    static final KeptHeaders NONE = new KeptHeaders(Map.of());

    /** The maximum size, in characters of names, values and separators. */
    private static final int MAX_SIZE = 8 * 1024;

    /**
     * The size of the separators. It also counts for a header without name and value, because a response can have a
     * hundred thousand of them.
     */
    private static final int SEPARATORS = 4;

    /** Signs of a secret in the name of a header. Links may be pre-authenticated. */
    private static final List<String> SIGNS_OF_SECRETS = List.of(
            "auth",
            "cookie",
            "credential",
            "key",
            "link",
            "location",
            "password",
            "refresh",
            "secret",
            "session",
            "sign",
            "token");

    /** Returns the headers of a response, with the values of several headers of one name joined. */
    static KeptHeaders of(Headers headers, Secrets secrets) {
        Map<String, String> kept = new HashMap<>();
        // Challenges first: a call may need them, and long headers of a gateway must not take their place.
        int left = keep(headers, true, secrets, kept, MAX_SIZE);
        keep(headers, false, secrets, kept, left);
        return new KeptHeaders(Map.copyOf(kept));
    }

    /** Keeps the challenges or the other headers, and returns the rest of the bound. */
    private static int keep(Headers headers, boolean challenges, Secrets secrets, Map<String, String> kept, int bound) {
        int left = bound;
        for (int i = 0; i < headers.size(); i++) {
            String name = name(headers.name(i));
            if (isChallenge(name) != challenges || mayCarrySecret(name)) {
                continue;
            }
            left -= name.length() + headers.value(i).length() + SEPARATORS;
            if (left < 0) {
                return 0;
            }
            String value =
                    headers.name(i).equals(secrets.hide(headers.name(i))) ? secrets.hide(headers.value(i)) : null;
            if (value != null) {
                String first = kept.get(name);
                kept.put(name, first == null ? value : first + ", " + value);
            }
        }
        return left;
    }

    @Nullable String value(String name) {
        return values.get(name(name));
    }

    /**
     * Returns the key of a name: in lower case, and with the original name of the header that the client renames on
     * arrival.
     */
    public static String name(String name) {
        String lower = Objects.requireNonNull(name, "name").toLowerCase(Locale.ROOT);
        return lower.equalsIgnoreCase(WireInterceptor.RETRY_AFTER_OF_503) ? "retry-after" : lower;
    }

    private static boolean mayCarrySecret(String name) {
        for (String sign : SIGNS_OF_SECRETS) {
            if (name.contains(sign)) {
                return !isChallenge(name);
            }
        }
        return false;
    }

    static boolean isChallenge(String name) {
        return name.endsWith("-authenticate");
    }

    /** Shows only the number of headers, because the service controls names and values. */
    @Override
    public String toString() {
        return "KeptHeaders[" + values.size() + "]";
    }
}
