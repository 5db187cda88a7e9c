package io.cloudjobs.core.internal.secret;

import org.jspecify.annotations.Nullable;

/** Makes untrusted texts safe for messages: of limited length, and always on one line. */
public final class Text {
    /** The maximum length of an exception message, in bytes. */
    public static final int MAX_MESSAGE = 1024;

    /** The maximum length of the path of a resource in a message, in bytes. The problem after it needs the rest. */
    public static final int MAX_RESOURCE = 256;

    /** The maximum length of the kept body of an error, in bytes. */
    public static final int MAX_BODY = 8 * 1024;

    private static final int MAX_CODE = 100;
    private static final int MAX_REASON = 500;
    private static final String MARK = "…";
    private static final int MARK_BYTES = 3;

    private Text() {}

    /**
     * Returns a description such as {@code HTTP 403 Forbidden, UnknownError: No such scope. (request id 8c1f, attempt
     * 1)}, followed by the hint.
     */
    public static String describe(
            int status,
            @Nullable String code,
            @Nullable String message,
            @Nullable String requestId,
            @Nullable String attempts,
            @Nullable String hint) {
        StringBuilder text = new StringBuilder(256).append("HTTP ").append(status);
        text.append(HttpStatus.reason(status));
        append(text, ", ", code, MAX_CODE);
        append(text, ": ", message, MAX_REASON);
        boolean hasId = append(text, " (request id ", requestId, MAX_CODE);
        if (append(text, hasId ? ", " : " (", attempts, MAX_CODE) || hasId) {
            text.append(')');
        }
        return hint == null ? text.toString() : text.append("; ").append(hint).toString();
    }

    /** Returns the text without line breaks and other control characters, so that it cannot forge a line of a log. */
    public static String oneLine(String text, int max) {
        if (text.length() <= max && isPrintableAscii(text)) {
            return text;
        }
        StringBuilder line = new StringBuilder(Math.min(text.length(), max));
        for (int i = 0; i < text.length() && line.length() <= max; ) {
            int c = text.codePointAt(i);
            line.appendCodePoint(isInvisible(c) ? ' ' : c);
            i += Character.charCount(c);
        }
        return cut(line.toString(), max);
    }

    /**
     * Returns the start of the text, in at most this many bytes of UTF-8. A mark at the end shows that text is missing.
     */
    public static String cut(String text, int maxBytes) {
        int bytes = 0;
        int end = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (bytes > maxBytes) {
                return text.substring(0, end) + MARK;
            }
            if (bytes <= maxBytes - MARK_BYTES) {
                end = i;
            }
        }
        return text;
    }

    private static boolean append(StringBuilder line, String before, @Nullable String text, int max) {
        if (text == null || text.isBlank()) {
            return false;
        }
        line.append(before).append(oneLine(text, max));
        return true;
    }

    /** Returns whether the text is printable ASCII only, so that nothing in it needs to be replaced or escaped. */
    public static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether the text has only whitespace and format characters. These are invisible, and a server may strip
     * them.
     */
    public static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!Character.isWhitespace(c) && !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    /**
     * Returns whether a character breaks a line, moves the cursor, changes the text direction, has no width, or is half
     * of a surrogate pair.
     */
    static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
