package io.cloudjobs.core.internal.secret;

import io.cloudjobs.core.internal.secret.Spelling.Escape;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a request. Removes them from texts, because some gateways quote a rejected header or its beginning.
 * For any secrets and any text this takes linear time and cannot fail.
 */
public final class Secrets {
    public static final Secrets NONE = new Secrets(null, "");

    /**
     * The minimum length of a secret. A shorter one protects nothing, and hiding it would remove ordinary numbers and
     * words from messages.
     */
    static final int SHORTEST = 8;

    /** The number of base64 digits of the shortest secret. */
    private static final int SHORTEST_BASE64 = 11;

    /** The minimum length of a part of a secret to hide. */
    private static final int PIECE = 16;

    /** Stands for a secret. */
    public static final String MARK = "[secret]";

    /** The maximum number of nested encodings: JSON within JSON, or an encoded link within another. */
    private static final int LAYERS = 2;

    /** The combinations of escapes to try for each layer: one kind, or a mixture from several programs. */
    private static final List<Set<Escape>> WAYS = List.of(
            EnumSet.of(Escape.PERCENT),
            EnumSet.of(Escape.PERCENT, Escape.PLUS),
            EnumSet.of(Escape.BACKSLASH),
            EnumSet.of(Escape.AMPERSAND),
            EnumSet.complementOf(EnumSet.of(Escape.PLUS)),
            EnumSet.allOf(Escape.class));

    private final @Nullable Secrets others;
    private final String secret;

    /** Created on first use. */
    private volatile @Nullable Collection<Pieces> pieces;

    private Secrets(@Nullable Secrets others, String secret) {
        this.others = others;
        this.secret = secret;
    }

    /** Returns these secrets and another one, if it has the minimum length. */
    public Secrets and(String secret) {
        return secret.length() < SHORTEST ? this : new Secrets(this, secret);
    }

    /** Returns the text without the secrets and long parts of them, in any spelling. */
    public @Nullable String hide(@Nullable String text) {
        if (text == null || others == null || text.length() < SHORTEST) {
            return text;
        }
        boolean[] covered = new boolean[text.length()];
        Spelling spelling = Spelling.of(text);
        find(spelling, LAYERS, covered);
        Spelling narrow = spelling.withoutZeros();
        if (narrow != spelling) {
            find(narrow, LAYERS, covered);
        }
        return shown(text, covered);
    }

    /** Searches at most 1 + 6 + 6 * 6 spellings, each with and without its line breaks. */
    private void find(Spelling spelling, int layers, boolean[] covered) {
        Spelling joined = spelling.joined();
        for (Pieces some : pieces()) {
            some.find(spelling, covered);
            if (joined != spelling) {
                some.find(joined, covered);
            }
        }
        for (int offset = 0; offset < 4 && joined.mayHaveBase64(SHORTEST_BASE64); offset++) {
            Spelling decoded = joined.ofBase64(offset);
            for (Pieces some : pieces()) {
                some.find(decoded, covered);
            }
        }
        if (layers == 0) {
            return;
        }
        Set<Escape> present = spelling.present();
        Set<Set<Escape>> done = new HashSet<>();
        for (Set<Escape> way : WAYS) {
            Set<Escape> escapes = EnumSet.copyOf(way);
            escapes.retainAll(present);
            if (!escapes.isEmpty() && done.add(escapes)) {
                find(spelling.understood(escapes), layers - 1, covered);
            }
        }
    }

    /** Returns the text with a mark for each covered part. */
    static String shown(String text, boolean[] covered) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!covered[i]) {
                shown.append(text.charAt(i));
            } else if (i == 0 || !covered[i - 1]) {
                shown.append(MARK);
            }
        }
        return shown.toString();
    }

    private Collection<Pieces> pieces() {
        Collection<Pieces> made = pieces;
        if (made == null) {
            Map<Integer, Pieces> byLength = new HashMap<>();
            for (Secrets some = this; some.others != null; some = some.others) {
                byLength.computeIfAbsent(Math.min(PIECE, some.secret.length()), Pieces::new)
                        .add(some.secret);
            }
            made = byLength.values();
            pieces = made;
        }
        return made;
    }

    /** Returns whether this is exactly that one secret. */
    public boolean isOnly(String secret) {
        return others == NONE && this.secret.equals(secret);
    }

    /** Returns the problem of an unusable token, without the token; null if the token is usable. */
    public static @Nullable String problemOf(@Nullable String token) {
        if (token == null) {
            return "null";
        }
        if (token.isBlank()) {
            return "an empty token";
        }
        return isHeaderWord(token) ? null : "a token with a space, a line break or a non-ASCII character";
    }

    private static boolean isHeaderWord(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return true;
    }
}
