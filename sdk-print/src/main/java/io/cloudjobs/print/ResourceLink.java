package io.cloudjobs.print;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses the ids in a link from an untrusted source. The client never opens the link, so its host does not matter. The
 * link ends with a resource below {@code print}, written as {@code printers/id/jobs/id} or, with OData keys, as
 * {@code printers('id')/jobs('id')}.
 */
final class ResourceLink {
    private static final String START = "(?:https?://[^/?#]+/|/?(?!/))(?:[^?#:]*/)?print/";
    private static final String ID = "(?:/([^/?#]+)|(?:\\(|%28)(?:'|%27)([^/?#]+)(?:'|%27)(?:\\)|%29))";
    private static final String END = "/?(?:[?#].*)?";

    private ResourceLink() {}

    /** Returns the pattern of a link to a child in a parent. */
    static Pattern form(String parents, String children) {
        return Pattern.compile(
                START + "(?:" + parents + ")" + ID + "/(?:" + children + ")" + ID + END, Pattern.CASE_INSENSITIVE);
    }

    /** Parses a link with two ids; returns null if it is not such a link, or if an id is invalid. */
    static <T> @Nullable T read(@Nullable String link, Pattern form, BiFunction<String, String, T> maker) {
        Matcher matcher = form.matcher(link == null ? "" : link);
        if (!matcher.matches()) {
            return null;
        }
        try {
            return maker.apply(id(matcher, 1), id(matcher, 3));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * Returns the id from the group. If that is null, returns the OData key from the next group, with its doubled
     * quotes undone.
     */
    private static String id(Matcher matcher, int group) {
        String plain = matcher.group(group);
        if (plain != null) {
            return decoded(plain);
        }
        String key = decoded(matcher.group(group + 1));
        if (key.replace("''", "").contains("'")) {
            throw new IllegalArgumentException("more than a key");
        }
        return key.replace("''", "'");
    }

    /** Decodes once and strictly. An id that is still encoded is invalid. */
    private static String decoded(String text) {
        byte[] sent = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(sent.length);
        for (int i = 0; i < sent.length; i++) {
            if (sent[i] == '%') {
                bytes.put((byte) (digit(sent, i + 1) << 4 | digit(sent, i + 2)));
                i += 2;
            } else {
                bytes.put(sent[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        }
    }

    private static int digit(byte[] text, int index) {
        int digit = index < text.length ? Character.digit(text[index], 16) : -1;
        if (digit < 0) {
            throw new IllegalArgumentException("not percent-encoded");
        }
        return digit;
    }
}
