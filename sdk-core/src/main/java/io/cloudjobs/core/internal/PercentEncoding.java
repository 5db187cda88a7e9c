package io.cloudjobs.core.internal;

import io.cloudjobs.core.internal.secret.Text;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Encodes ids and values for a URL.
 *
 * <p>An id must stay one segment of the path for every proxy and server on the way, even if one decodes twice or treats
 * a backslash as a slash. So this class refuses characters that could end a segment, instead of encoding them. No id of
 * these services has such a character.
 */
final class PercentEncoding {
    private static final int MAX_ID = 1_024;
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String IN_SEGMENT = ALPHANUMERIC + "-._~!$&'()*+,=:@";
    private static final String IN_QUERY = ALPHANUMERIC + "-._~!$()*,:@/";
    private static final String REFUSED = "/\\?#%{}";

    private PercentEncoding() {}

    /**
     * Returns the id as one segment of a path.
     *
     * @param words the words with the name of the id in braces, which the message about an invalid id shows
     * @param isFirst whether no id is before it; then it usually comes from the configuration
     */
    static String pathSegment(String words, @Nullable String id, boolean isFirst) {
        if (id == null) {
            String name = name(words);
            return isFirst ? Checks.given(name, id) : Objects.requireNonNull(id, name);
        }
        String problem = problemOf(id);
        if (problem != null) {
            throw new IllegalArgumentException(name(words) + " must not " + problem);
        }
        return encode(id, IN_SEGMENT);
    }

    private static String name(String words) {
        return words.substring(words.indexOf('{') + 1, words.indexOf('}'));
    }

    private static @Nullable String problemOf(String id) {
        if (Text.isBlank(id)) {
            return "be blank";
        }
        if (id.length() > MAX_ID) {
            return "be longer than " + MAX_ID + " characters";
        }
        if (id.equals(".") || id.equals("..")) {
            return "be '" + id + "'";
        }
        for (int i = 0; i < id.length(); ) {
            int c = id.codePointAt(i);
            if (REFUSED.indexOf(c) >= 0) {
                return "contain '" + (char) c + "'";
            }
            if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                return String.format("contain the character U+%04X", c);
            }
            i += Character.charCount(c);
        }
        return null;
    }

    /** Encodes the value of a query parameter. */
    static String queryValue(String value) {
        return encode(value, IN_QUERY);
    }

    private static String encode(String text, String kept) {
        int plain = 0;
        while (plain < text.length() && kept.indexOf(text.charAt(plain)) >= 0) {
            plain++;
        }
        if (plain == text.length()) {
            return text; // true for most ids
        }
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0 && kept.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(hex(b >> 4)).append(hex(b));
            }
        }
        return encoded.toString();
    }

    private static char hex(int nibble) {
        return "0123456789ABCDEF".charAt(nibble & 0xF);
    }
}
