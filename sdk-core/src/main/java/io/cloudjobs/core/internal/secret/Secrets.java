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
 * What a request carries and nobody else may see, and how it stays out of sight: some gateways quote what they did not like, or the
 * beginning of it. Whatever the secrets and the text are, this is linear in both, and cannot fail.
 */
public final class Secrets {
    public static final Secrets NONE = new Secrets(null, "");

    /** What is shorter guards nothing, and would be taken out of messages where it is only a number or a word. */
    static final int SHORTEST = 8;

    /** A piece of a secret that is so long is hidden, too. */
    private static final int PIECE = 16;

    private static final String MARK = "[secret]";

    /** JSON within JSON, or an encoded link within another. */
    private static final int LAYERS = 2;

    /** Each layer of a text has one kind of escapes, or is a mixture by several hands. */
    private static final List<Set<Escape>> WAYS = List.of(
            EnumSet.of(Escape.PERCENT),
            EnumSet.of(Escape.PERCENT, Escape.PLUS),
            EnumSet.of(Escape.BACKSLASH),
            EnumSet.of(Escape.AMPERSAND),
            EnumSet.complementOf(EnumSet.of(Escape.PLUS)),
            EnumSet.allOf(Escape.class));

    private final @Nullable Secrets others;
    private final String secret;

    /** Made when they are needed. */
    private volatile @Nullable Collection<Pieces> pieces;

    private Secrets(@Nullable Secrets others, String secret) {
        this.others = others;
        this.secret = secret;
    }

    /** These and another one, if it is long enough to be one. */
    public Secrets and(String secret) {
        return secret.length() < SHORTEST ? this : new Secrets(this, secret);
    }

    /** The text without the secrets, and without long pieces of them, however they are spelt in it. */
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

    /** At most 1 + 6 + 6 * 6 spellings, of which each is read as it is and without its line breaks. */
    private void find(Spelling spelling, int layers, boolean[] covered) {
        Spelling joined = spelling.joined();
        for (Pieces some : pieces()) {
            some.find(spelling, covered);
            if (joined != spelling) {
                some.find(joined, covered);
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

    private static String shown(String text, boolean[] covered) {
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

    /** Whether this is that secret, and nothing else. */
    public boolean isOnly(String secret) {
        return others == NONE && this.secret.equals(secret);
    }

    /** Why a token cannot be sent, said without showing it; null when it can. */
    public static @Nullable String problemOf(@Nullable String token) {
        if (token == null) {
            return "null";
        }
        if (token.isBlank()) {
            return "an empty token";
        }
        return isHeaderWord(token) ? null : "a token with a blank, a line break or a character that is not ASCII";
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
