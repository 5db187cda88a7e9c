package io.cloudjobs.core.internal.secret;

import io.cloudjobs.core.internal.secret.Spelling.Escape;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what may be a secret but is none of {@link Secrets}, because it is new or belongs to others: by the name before
 * it, and URLs, which may have a key in their path or query. It looks into escapes too, and for URLs into base64. All
 * patterns take linear time.
 */
public final class Suspects {
    private static final String NAMES = "(?:secret|passw|pass[_-]?(?:code|phrase)|pwd|token|credential|cookie"
            + "|authori[sz]ation|signature|assertion|certificate|client[_-]?state|connection[_-]?string"
            + "|(?:access|account|api|encryption|private|shared|storage|subscription)[_-]?key"
            + "|(?<![a-z])(?:sig|[as]k)(?![a-z]))";

    private static final Pattern NAME = Pattern.compile(NAMES + "|ur[il]$|^claims$", Pattern.CASE_INSENSITIVE);

    /** A name in a text with a value after it, as in JSON, a form, a query, XML or a header. */
    private static final Pattern NAMED = Pattern.compile(
            "(?:" + NAMES + "[\\w-]{0,40}+(?:\\s{0,5}+=|>|\\\\{0,20}+[\"']\\s{0,5}+[:=])"
                    + "|(?:authorization|cookie|-token|-key|passw[a-z]{0,10}+|pwd|secret(?:[_-]?key)?)\\s{0,5}+:)(.+)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** A URL, whose slashes JSON may escape: its scheme, its user, its host, and the rest. */
    private static final Pattern URL = Pattern.compile(
            "([a-z][a-z0-9+.-]{0,20}+:(?:\\\\{0,20}+/){2})([^/?#@\\s\"<>]*+@)?([\\w.:\\[\\]-]*+)([^\\s\"<>]*+)",
            Pattern.CASE_INSENSITIVE);

    /** The base64 of {@code ://} at each offset. */
    private static final List<String> BASE64 = List.of("Oi8v", "ovL", "6Ly");

    /** The maximum number of nested escapes. */
    private static final int LAYERS = 6;

    private static final Set<Escape> ESCAPES = EnumSet.of(Escape.PERCENT, Escape.BACKSLASH, Escape.AMPERSAND);

    private Suspects() {}

    /** Returns whether the value of a member with this name may be a secret. */
    public static boolean isSecret(String name) {
        return NAME.matcher(name).find();
    }

    /** Returns the text with the origins of its URLs only, and up to the first value whose name suggests a secret. */
    public static String hide(String text) {
        boolean[] covered = new boolean[text.length()];
        Spelling spelling = Spelling.of(text);
        for (int layer = 0; layer < LAYERS; layer++) {
            findLinks(spelling, text, covered);
            findNamed(spelling, covered);
            boolean mayHaveBase64 = BASE64.stream().anyMatch(spelling.spelt()::contains);
            for (int offset = 0; offset < 4 && mayHaveBase64; offset++) {
                findLinks(spelling.ofBase64(offset), text, covered);
            }
            boolean hasEscapes = !Collections.disjoint(spelling.present(), ESCAPES);
            Spelling next = hasEscapes ? spelling.understood(ESCAPES) : spelling;
            if (next.length() == spelling.length()) {
                break;
            }
            spelling = next;
        }
        return Secrets.shown(text, covered);
    }

    private static void findLinks(Spelling text, String original, boolean[] covered) {
        Matcher url = URL.matcher(text.spelt());
        while (url.find()) {
            String rest = url.group(4);
            cover(text, url.end(1), url.start(3), covered);
            if (rest.length() >= 2) {
                boolean hasHost = !url.group(3).isEmpty() && "/?#".indexOf(rest.charAt(0)) >= 0;
                int from = !hasHost ? url.start() : rest.charAt(0) == '/' ? url.start(4) + 1 : url.start(4);
                cover(text, from, url.end(), covered);
                // An escaped space or quote may be a part of the URL.
                for (int i = text.end(url.end() - 1); i < original.length() && isOfWord(original.charAt(i)); i++) {
                    covered[i] = true;
                }
            }
        }
    }

    private static boolean isOfWord(char c) {
        return !Character.isWhitespace(c) && c != '"' && c != '<' && c != '>';
    }

    private static void findNamed(Spelling text, boolean[] covered) {
        Matcher named = NAMED.matcher(text.spelt());
        if (named.find()) {
            cover(text, named.start(1), named.end(), covered);
        }
    }

    private static void cover(Spelling text, int from, int to, boolean[] covered) {
        if (from < to) {
            Arrays.fill(covered, text.start(from), text.end(to - 1), true);
        }
    }
}
