package io.cloudjobs.core.internal;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Ids and values on their way into a URL.
 *
 * <p>An id must stay what it is, one segment of the path, for us and for every proxy and server on the way, also for those
 * that decode twice or take a backslash for a slash. So what could be more than a segment is refused and not encoded; no
 * id of these services has such a character.
 */
final class PercentEncoding {
    private static final int MAX_ID = 1_024;
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String IN_SEGMENT = ALPHANUMERIC + "-._~!$&'()*+,=:@";
    private static final String IN_QUERY = ALPHANUMERIC + "-._~!$()*,:@/";
    private static final String REFUSED = "/\\?#%{}";

    private PercentEncoding() {}

    /** The id as one segment of a path. */
    static String pathSegment(String name, @Nullable String id) {
        if (id == null || isBlank(id)) {
            throw new IllegalArgumentException(name + " must not be " + (id == null ? "null" : "blank"));
        }
        if (id.length() > MAX_ID) {
            throw new IllegalArgumentException(name + " must not be longer than " + MAX_ID + " characters");
        }
        if (id.equals(".") || id.equals("..")) {
            throw new IllegalArgumentException(name + " must not be '" + id + "'");
        }
        id.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE || REFUSED.indexOf(c) >= 0) {
                throw new IllegalArgumentException(
                        name + " must not contain " + (REFUSED.indexOf(c) >= 0 ? "'" + (char) c + "'" : codePoint(c)));
            }
        });
        return encode(id, IN_SEGMENT);
    }

    /** Nothing that anybody would see, which a server may strip. */
    private static boolean isBlank(String id) {
        return id.codePoints()
                .allMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.getType(c) == Character.FORMAT);
    }

    /** The value of a query parameter. */
    static String queryValue(String value) {
        return encode(value, IN_QUERY);
    }

    private static String encode(String text, String kept) {
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

    private static String codePoint(int c) {
        return String.format("the character U+%04X", c);
    }
}
