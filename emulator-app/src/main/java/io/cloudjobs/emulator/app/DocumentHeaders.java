package io.cloudjobs.emulator.app;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Shows a document of a client in the browser without trusting it: neither its type nor its name can become a page, a script or
 * a header of ours.
 */
final class DocumentHeaders {
    private static final String UNKNOWN = "application/octet-stream";
    private static final String PDF = "application/pdf";
    private static final int LONGEST_NAME = 200;

    /** The types that a browser shows, as they are sent. */
    private static final Map<String, String> SHOWN = Map.of(
            PDF, PDF, "image/png", "image/png", "image/jpeg", "image/jpeg", "text/plain", "text/plain; charset=utf-8");

    /** Types of print jobs that are saved. */
    private static final Map<String, String> SAVED = Map.of(
            "application/oxps", "application/oxps", "application/vnd.ms-xpsdocument", "application/vnd.ms-xpsdocument");

    private DocumentHeaders() {}

    /** Returns the type to send: one of a few constants. */
    static String type(String type) {
        String name = essence(type);
        return SHOWN.getOrDefault(name, SAVED.getOrDefault(name, UNKNOWN));
    }

    static Reply apply(Reply reply, String type, String name) {
        boolean isShown = SHOWN.containsKey(essence(type));
        return reply.header("Content-Disposition", (isShown ? "inline" : "attachment") + fileName(name))
                .header("Content-Security-Policy", policy(essence(type)));
    }

    /** Chromium does not show a PDF file in a sandbox. It shows it in a process of its own, so it needs none. */
    private static String policy(String type) {
        return type.equals(PDF)
                ? "frame-ancestors 'self'"
                : "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";
    }

    private static String essence(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** Returns the parameters of RFC 6266: the name for old clients, and the real one. */
    private static String fileName(String displayName) {
        var name = new StringBuilder();
        displayName.codePoints().limit(LONGEST_NAME).forEach(c -> name.appendCodePoint(isHarmless(c) ? c : '_'));
        String real = name.isEmpty() ? "document" : name.toString();
        var plain = new StringBuilder();
        var encoded = new StringBuilder();
        real.codePoints().forEach(c -> plain.append(isPlain(c) || c == ' ' ? (char) c : '_'));
        for (byte b : real.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(isPlain(b) ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b & 0xFF));
        }
        return "; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }

    /** Invisible characters can make a name look like another one, and slashes like a directory. */
    private static boolean isHarmless(int c) {
        int type = Character.getType(c);
        return !Character.isISOControl(c)
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && c != '/'
                && c != '\\';
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }
}
