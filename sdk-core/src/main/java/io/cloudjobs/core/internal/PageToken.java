package io.cloudjobs.core.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import okio.ByteString;

/**
 * The text of a page token: a version, a hash of the list, a checksum, and the cursor. The hashes find mistakes. They do
 * not stop forgery, so {@link CursorFormat#parse} accepts only cursors of its own list.
 */
final class PageToken {
    private static final String VERSION = "1.";
    private static final int HASH_BYTES = 9;
    private static final int HASH_LENGTH = 12;
    private static final int START = VERSION.length() + 2 * HASH_LENGTH;
    private static final int MAX_LENGTH = START + (NextLink.MAX_LENGTH + 2) / 3 * 4;

    private PageToken() {}

    static <C> String write(CursorFormat<C> format, C cursor) {
        return write(hash(format.list()), format.format(cursor));
    }

    private static String write(String list, String cursor) {
        byte[] text = cursor.getBytes(StandardCharsets.UTF_8);
        return VERSION
                + list
                + hash(list + cursor)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static String hash(String text) {
        return ByteString.encodeUtf8(text).sha256().substring(0, HASH_BYTES).base64Url();
    }

    /** Reads a token; throws if it is not a token of this list. */
    static <C> C read(CursorFormat<C> format, String token) {
        if (!token.startsWith(VERSION)) {
            throw refused("is not a page token of this version of the library: start again with pages()");
        }
        if (token.length() < START || token.length() > MAX_LENGTH) {
            throw refused("has " + token.length() + " characters instead of " + START + " to " + MAX_LENGTH
                    + ": store it as a whole");
        }
        String list = token.substring(VERSION.length(), VERSION.length() + HASH_LENGTH);
        String cursor = cursor(token.substring(START));
        if (!write(list, cursor).equals(token)) {
            throw damaged();
        }
        if (!list.equals(hash(format.list()))) {
            throw refused("is from another list: pass it to the same call with the same arguments");
        }
        try {
            return format.parse(cursor);
        } catch (IllegalArgumentException e) { // its message may show the cursor
            throw refused("leads to another list: pass only tokens from nextPageToken()");
        }
    }

    private static String cursor(String base64) {
        try {
            return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) { // its message shows a character
            throw damaged();
        }
    }

    private static IllegalArgumentException damaged() {
        return refused("was cut or changed: store it as a whole");
    }

    private static IllegalArgumentException refused(String problem) {
        return new IllegalArgumentException("pageToken " + problem);
    }
}
