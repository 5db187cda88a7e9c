package io.cloudjobs.core.internal.secret;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what may be a secret but is none of {@link Secrets}, because it is new or belongs to others: by the name before
 * it, and URLs, which may have a key in their path or query. All patterns take linear time.
 */
public final class Suspects {
    private static final String NAMES = "(?:secret|passw|pass[_-]?(?:code|phrase)|pwd|token|credential|cookie"
            + "|authori[sz]ation|signature|assertion|certificate|client[_-]?state|connection[_-]?string"
            + "|(?:access|account|api|encryption|private|shared|storage|subscription)[_-]?key)";

    private static final Pattern NAME = Pattern.compile(NAMES + "|ur[il]$|^[as]k$|^claims$", Pattern.CASE_INSENSITIVE);

    /** A name in a text with a value after it, as in JSON, a form, a query or a header, perhaps escaped. */
    private static final Pattern NAMED = Pattern.compile(
            "(" + NAMES + "[\\w-]{0,40}+(?:\\s{0,5}+=|%(?:25){0,5}+(?:22|3D)"
                    + "|\\\\{0,20}+(?:[\"']|&quot;|u0022)\\s{0,5}+[:=])|(?:authorization|cookie|-token|-key):).+",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern URL = Pattern.compile(
            "[a-z][a-z0-9+.-]{0,20}+(?::|%(?:25){0,5}+3A)(?:\\\\{0,20}+/|%(?:25){0,5}+2F){2}[^\\s\"'<>]*+",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ORIGIN =
            Pattern.compile("^([^:]{1,21}+://)(?:[^/?#@]*+@)?([\\w.:\\[\\]-]++)(?=[/?#]|$)");

    private Suspects() {}

    /** Returns whether the value of a member with this name may be a secret. */
    public static boolean isSecret(String name) {
        return NAME.matcher(name).find();
    }

    /** Returns the text with the origins of its URLs only, and up to the first value whose name suggests a secret. */
    public static String hide(String text) {
        String withoutLinks = URL.matcher(text).replaceAll(url -> Matcher.quoteReplacement(shown(url)));
        return NAMED.matcher(withoutLinks).replaceFirst("$1" + Secrets.MARK);
    }

    private static String shown(MatchResult url) {
        Matcher origin = ORIGIN.matcher(url.group());
        if (!origin.lookingAt()) {
            return Secrets.MARK;
        }
        String rest = url.group().substring(origin.end());
        return origin.group(1) + origin.group(2) + (rest.length() < 2 ? rest : "/" + Secrets.MARK);
    }
}
