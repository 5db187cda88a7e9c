package io.cloudjobs.core.internal;

import io.cloudjobs.core.internal.http.WireInterceptor;
import io.cloudjobs.core.internal.secret.Secrets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a response that a user may see: not those that may carry a secret, and not more than a bound.
 *
 * @param values the values by the names in lower case
 */
public record KeptHeaders(Map<String, String> values) {
    /** None, as of an attempt without a response. */
    static final KeptHeaders NONE = new KeptHeaders(Map.of());

    /** The most that is kept, in characters of names, values and what separates them. */
    private static final int MAX_SIZE = 8 * 1024;

    /** Counts for a header that has neither name nor value, too: such ones come by the hundred thousand. */
    private static final int SEPARATORS = 4;

    /** Tokens and cookies by themselves, links because they may be pre-authenticated. */
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

    /** Those of a response. Of several with the same name the values are joined. */
    static KeptHeaders of(Headers headers, Secrets secrets) {
        Map<String, String> kept = new HashMap<>();
        // Challenges first: a call may need them, and long headers of a gateway must not take their place.
        int left = keep(headers, KeptHeaders::isChallenge, secrets, kept, MAX_SIZE);
        keep(headers, name -> !isChallenge(name), secrets, kept, left);
        return new KeptHeaders(Map.copyOf(kept));
    }

    /** How many characters are left of the bound. */
    private static int keep(
            Headers headers, Predicate<String> isWanted, Secrets secrets, Map<String, String> kept, int bound) {
        int left = bound;
        for (int i = 0; i < headers.size(); i++) {
            String name = name(headers.name(i));
            if (!isWanted.test(name) || mayCarrySecret(name)) {
                continue;
            }
            left -= name.length() + headers.value(i).length() + SEPARATORS;
            if (left < 0) {
                return 0;
            }
            String value =
                    headers.name(i).equals(secrets.hide(headers.name(i))) ? secrets.hide(headers.value(i)) : null;
            if (value != null) {
                kept.merge(name, value, (first, next) -> first + ", " + next);
            }
        }
        return left;
    }

    @Nullable String value(String name) {
        return values.get(name(name));
    }

    /** A name as it is kept: case does not count in names, and one of them was changed on its way in. */
    public static String name(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equalsIgnoreCase(WireInterceptor.RETRY_AFTER_OF_503) ? "retry-after" : lower;
    }

    private static boolean mayCarrySecret(String name) {
        return !isChallenge(name) && SIGNS_OF_SECRETS.stream().anyMatch(name::contains);
    }

    private static boolean isChallenge(String name) {
        return name.endsWith("-authenticate");
    }

    /** How many they are: names and values are what the service likes. */
    @Override
    public String toString() {
        return "KeptHeaders[" + values.size() + "]";
    }
}
