package io.cloudjobs.emulator.internal;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The text of a query option with a position in it. Takes time in proportion to its length. */
final class ODataText {
    /** A string with its quotes, a word, a number or a time, any other character, or the end. */
    private static final Pattern TOKEN =
            Pattern.compile("'[^']*+(?:''[^']*+)*+'|[A-Za-z][\\w./]*+|[-0-9][\\w+.:-]*+|[^ \t]|\\z");

    private final String text;
    private final List<String> tokens;
    private int next;

    ODataText(String text) {
        this.text = text;
        tokens = TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    int position() {
        return next;
    }

    void goTo(int position) {
        next = position;
    }

    /** Returns the next token. The last token is empty. */
    String peek() {
        return tokens.get(next);
    }

    String take() {
        return tokens.get(next++);
    }

    boolean takes(String token) {
        boolean found = peek().equals(token);
        if (found) {
            next++;
        }
        return found;
    }

    void expect(String token) {
        if (!take().equals(token)) {
            throw wrong();
        }
    }

    /** Takes a name or a path such as {@code location/building}. */
    String word() {
        String word = take();
        if (!isWord(word)) {
            throw wrong();
        }
        return word;
    }

    static boolean isWord(String token) {
        return !token.isEmpty() && token.charAt(0) < 128 && Character.isLetter(token.charAt(0));
    }

    /** Returns the text of a string without its quotes. A quote in it is doubled. */
    String unquoted(String string) {
        if (string.length() < 2) {
            throw wrong();
        }
        return string.substring(1, string.length() - 1).replace("''", "'");
    }

    /** Returns the refusal of the token that was taken last. */
    Refusal wrong() {
        int position = TOKEN.matcher(text)
                .results()
                .skip(next - 1)
                .findFirst()
                .orElseThrow()
                .start();
        return new Refusal(
                400,
                tokens.get(next - 1).equals("'")
                        ? "There is an unterminated string literal at position " + position + " in '" + text + "'."
                        : "Syntax error at position " + position + " in '" + text + "'.");
    }
}
