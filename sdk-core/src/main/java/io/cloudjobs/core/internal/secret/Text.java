package io.cloudjobs.core.internal.secret;

import org.jspecify.annotations.Nullable;

/** Words for people, from sources that nobody should trust: bounded, and always one line. */
public final class Text {
    /** The longest message of an exception, in bytes. */
    public static final int MAX_MESSAGE = 1024;

    /** The most that a message shows of the path of a resource, in bytes: the problem after it needs the rest. */
    public static final int MAX_RESOURCE = 256;

    /** The most that is kept of an error's body, in bytes. */
    public static final int MAX_BODY = 8 * 1024;

    private static final int MAX_CODE = 100;
    private static final int MAX_REASON = 500;
    private static final String MARK = "…";
    private static final int MARK_BYTES = 3;

    private Text() {}

    /** {@code HTTP 403 Forbidden, UnknownError: No such scope. (request id 8c1f, attempt 1)}, then the hint. */
    public static String describe(
            int status,
            @Nullable String code,
            @Nullable String message,
            @Nullable String requestId,
            @Nullable Integer attempt,
            @Nullable String hint) {
        StringBuilder text = new StringBuilder(256).append("HTTP ").append(status);
        text.append(reason(status));
        append(text, ", ", code, MAX_CODE);
        append(text, ": ", message, MAX_REASON);
        boolean hasId = append(text, " (request id ", requestId, MAX_CODE);
        if (attempt != null) {
            text.append(hasId ? ", " : " (").append("attempt ").append(attempt);
        }
        if (hasId || attempt != null) {
            text.append(')');
        }
        return hint == null ? text.toString() : text.append("; ").append(hint).toString();
    }

    /**
     * The name of a status with a blank before it, as RFC 9110 and 6585 have it; empty when there is none. HTTP/2 does not send any, and
     * HTTP/1.1 may send anything.
     */
    static String reason(int status) {
        return switch (status) {
            case 200 -> " OK";
            case 204 -> " No Content";
            case 301 -> " Moved Permanently";
            case 302 -> " Found";
            case 303 -> " See Other";
            case 304 -> " Not Modified";
            case 307 -> " Temporary Redirect";
            case 308 -> " Permanent Redirect";
            case 400 -> " Bad Request";
            case 401 -> " Unauthorized";
            case 402 -> " Payment Required";
            case 403 -> " Forbidden";
            case 404 -> " Not Found";
            case 405 -> " Method Not Allowed";
            case 406 -> " Not Acceptable";
            case 407 -> " Proxy Authentication Required";
            case 408 -> " Request Timeout";
            case 409 -> " Conflict";
            case 410 -> " Gone";
            case 411 -> " Length Required";
            case 412 -> " Precondition Failed";
            case 413 -> " Content Too Large";
            case 414 -> " URI Too Long";
            case 415 -> " Unsupported Media Type";
            case 416 -> " Range Not Satisfiable";
            case 421 -> " Misdirected Request";
            case 422 -> " Unprocessable Content";
            case 423 -> " Locked";
            case 429 -> " Too Many Requests";
            case 431 -> " Request Header Fields Too Large";
            case 500 -> " Internal Server Error";
            case 501 -> " Not Implemented";
            case 502 -> " Bad Gateway";
            case 503 -> " Service Unavailable";
            case 504 -> " Gateway Timeout";
            case 507 -> " Insufficient Storage";
            default -> "";
        };
    }

    /** The text without line breaks and other control characters, so that it cannot forge a line of a log. */
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

    /** The start of the text, with a mark when something is missing, in so many bytes of UTF-8 at most. */
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

    /** Whether it has printable ASCII only, so that nothing in it need be replaced or escaped. */
    public static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is nothing in it that anybody would see, and that a server may not strip. */
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

    /** Whether a character breaks a line, moves a cursor, turns the direction, has no width, or is half of one. */
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
