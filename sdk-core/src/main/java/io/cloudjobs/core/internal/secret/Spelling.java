package io.cloudjobs.core.internal.secret;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/**
 * A text with its escapes decoded, and the position of each character in the original text. Takes linear time and never
 * fails: an invalid escape stays as it is.
 */
final class Spelling {
    /** A kind of escape. */
    enum Escape {
        /** {@code %C3%BC}. */
        PERCENT('%'),
        /** A plus for a space. */
        PLUS('+'),
        /** <code>&#92;u00fc</code> and similar escapes, as in JSON. */
        BACKSLASH('\\'),
        /** {@code &amp;} and similar escapes, as in HTML and XML. */
        AMPERSAND('&');

        final char sign;

        Escape(char sign) {
            this.sign = sign;
        }
    }

    /** The length of the longest supported escape: {@code &#0001114111;}. */
    private static final int LONGEST = 14;

    private static final String[] NAMES = {"amp;&", "lt;<", "gt;>", "quot;\"", "apos;'"};
    private static final String LETTERS = "\"\\/'bfnrt";
    private static final String MEANINGS = "\"\\/'\b\f\n\r\t";

    private final String text;
    private final Set<Escape> escapes;
    private final char[] chars;
    private final int[] starts;
    private final int[] ends;
    private int length;

    /** The end of the current escape. */
    private int end;

    private Spelling(String text, Set<Escape> escapes) {
        this.text = text;
        this.escapes = escapes;
        this.chars = new char[text.length()];
        this.starts = new int[text.length()];
        this.ends = new int[text.length()];
    }

    /** Returns the text without decoding. */
    static Spelling of(String text) {
        return of(text, EnumSet.noneOf(Escape.class));
    }

    private static Spelling of(String text, Set<Escape> escapes) {
        Spelling spelling = new Spelling(text, escapes);
        spelling.read();
        return spelling;
    }

    /** Decodes these escapes in the text. */
    Spelling understood(Set<Escape> escapes) {
        Spelling spelling = of(spelt(), escapes);
        for (int i = 0; i < spelling.length; i++) {
            spelling.starts[i] = starts[spelling.starts[i]];
            spelling.ends[i] = ends[spelling.ends[i] - 1];
        }
        return spelling;
    }

    /** Removes line breaks and the whitespace after them; returns this if there are none. */
    Spelling joined() {
        String spelt = spelt();
        if (spelt.indexOf('\n') < 0 && spelt.indexOf('\r') < 0) {
            return this;
        }
        Spelling joined = new Spelling(spelt, escapes);
        boolean isBegin = false;
        for (int i = 0; i < length; i++) {
            char c = chars[i];
            isBegin = c == '\n' || c == '\r' || isBegin && (c == ' ' || c == '\t');
            if (!isBegin) {
                joined.add(c, starts[i], ends[i]);
            }
        }
        return joined;
    }

    /** Removes the zeros that UTF-16 and UTF-32 have between letters; returns this if there are none. */
    Spelling withoutZeros() {
        String spelt = spelt();
        if (spelt.indexOf('\0') < 0) {
            return this;
        }
        Spelling narrow = new Spelling(spelt, escapes);
        for (int i = 0; i < length; i++) {
            if (chars[i] != '\0') {
                narrow.add(chars[i], starts[i], ends[i]);
            }
        }
        return narrow;
    }

    /** Returns whether the text may have base64 of this many characters. */
    boolean mayHaveBase64(int least) {
        int digits = 0;
        for (int i = 0; i < length && digits < least; i++) {
            digits = digit(chars[i]) < 0 ? 0 : digits + 1;
        }
        return digits >= least;
    }

    /**
     * Decodes the base64 in the text, in both alphabets. All words are decoded as if they were base64. The text before
     * the encoded bytes may belong to the same word, so only one of the offsets 0 to 3 decodes them.
     */
    Spelling ofBase64(int offset) {
        Spelling decoded = new Spelling(spelt(), escapes);
        int bits = 0;
        int digits = -offset; // of the current word
        for (int i = 0; i < length; i++) {
            int digit = digit(chars[i]);
            if (digit < 0) {
                digits = -offset;
                decoded.add(chars[i], starts[i], ends[i]);
                continue;
            }
            bits = bits << 6 | digit;
            if (digits > 0 && digits % 4 != 0) { // each digit except the first of four completes a byte
                decoded.add((char) (bits >> 6 - 2 * (digits % 4) & 0xFF), starts[i - 1], ends[i]);
            }
            digits++;
        }
        return decoded;
    }

    private static int digit(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
    }

    /** Returns the escapes whose signs occur in the text. */
    Set<Escape> present() {
        Set<Escape> present = EnumSet.noneOf(Escape.class);
        String spelt = spelt();
        for (Escape escape : Escape.values()) {
            if (spelt.indexOf(escape.sign) >= 0) {
                present.add(escape);
            }
        }
        return present;
    }

    /** Returns the decoded text. */
    String spelt() {
        return new String(chars, 0, length);
    }

    int length() {
        return length;
    }

    char charAt(int index) {
        return chars[index];
    }

    /** Returns the start of the character in the original text. */
    int start(int index) {
        return starts[index];
    }

    /** Returns the end of the character in the original text. */
    int end(int index) {
        return ends[index];
    }

    private void read() {
        for (int i = 0; i < text.length(); i = end) {
            int c = character(i);
            if (c < 0) {
                c = text.charAt(i);
                end = i + 1;
            }
            // No escape is shorter than the characters that it stands for.
            if (Character.isBmpCodePoint(c)) {
                add((char) c, i, end);
            } else {
                add(Character.highSurrogate(c), i, end);
                add(Character.lowSurrogate(c), i, end);
            }
        }
    }

    private void add(char unit, int start, int end) {
        starts[length] = start;
        ends[length] = end;
        chars[length++] = unit;
    }

    /** Returns the character that is escaped at this position, or -1. */
    private int character(int i) {
        return switch (text.charAt(i)) {
            case '%' -> escapes.contains(Escape.PERCENT) ? percent(i) : -1;
            case '+' -> escapes.contains(Escape.PLUS) ? ended(i + 1, ' ') : -1;
            case '\\' -> escapes.contains(Escape.BACKSLASH) ? backslash(i) : -1;
            case '&' -> escapes.contains(Escape.AMPERSAND) ? ampersand(i) : -1;
            default -> -1;
        };
    }

    private int ended(int at, int c) {
        end = at;
        return c;
    }

    private int percent(int i) {
        int first = octet(i);
        int count = first < 0
                ? 0
                : first < 0x80 ? 1 : first >> 5 == 6 ? 2 : first >> 4 == 14 ? 3 : first >> 3 == 30 ? 4 : 0;
        byte[] octets = new byte[count];
        for (int k = 0; k < count; k++) {
            int octet = octet(i + 3 * k);
            if (octet < 0) {
                return -1;
            }
            octets[k] = (byte) octet;
        }
        String decoded = new String(octets, StandardCharsets.UTF_8);
        boolean isOne = count > 0 && decoded.codePointCount(0, decoded.length()) == 1;
        return isOne ? ended(i + 3 * count, decoded.codePointAt(0)) : -1;
    }

    private int octet(int i) {
        return i + 3 <= text.length() && text.charAt(i) == '%' ? number(i + 1, i + 3, 16) : -1;
    }

    private int backslash(int i) {
        if (i + 1 >= text.length()) {
            return -1;
        }
        if (text.charAt(i + 1) == 'u') {
            int unit = i + 6 <= text.length() ? number(i + 2, i + 6, 16) : -1;
            return unit < 0 ? -1 : ended(i + 6, unit);
        }
        int letter = LETTERS.indexOf(text.charAt(i + 1));
        return letter < 0 ? -1 : ended(i + 2, MEANINGS.charAt(letter));
    }

    private int ampersand(int i) {
        for (String name : NAMES) {
            int length = name.length() - 1;
            if (text.regionMatches(i + 1, name, 0, length)) {
                return ended(i + 1 + length, name.charAt(length));
            }
        }
        int semicolon = i + 1;
        while (semicolon < text.length() && semicolon < i + LONGEST && text.charAt(semicolon) != ';') {
            semicolon++;
        }
        if (semicolon >= text.length() || text.charAt(semicolon) != ';' || text.charAt(i + 1) != '#') {
            return -1;
        }
        boolean isHex = text.charAt(i + 2) == 'x' || text.charAt(i + 2) == 'X';
        int c = isHex ? number(i + 3, semicolon, 16) : number(i + 2, semicolon, 10);
        return Character.isValidCodePoint(c) ? ended(semicolon + 1, c) : -1;
    }

    /** Returns the number at this position, or -1. */
    private int number(int from, int to, int radix) {
        long number = from < to ? 0 : -1;
        for (int i = from; i < to && number >= 0; i++) {
            int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), radix) : -1;
            number = digit < 0 || number > Character.MAX_CODE_POINT ? -1 : number * radix + digit;
        }
        return (int) Math.min(number, Integer.MAX_VALUE);
    }
}
