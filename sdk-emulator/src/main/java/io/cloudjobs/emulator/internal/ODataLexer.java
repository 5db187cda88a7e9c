package io.cloudjobs.emulator.internal;

import java.util.ArrayList;
import java.util.List;

/** Splits the text of a query option. Takes time in proportion to its length. */
final class ODataLexer {
    enum Kind {
        WORD,
        STRING,
        LITERAL,
        SIGN,
        END
    }

    /** A token: a string without its quotes, a sign or a word as it is written. */
    record Token(Kind kind, String text, int position) {
        boolean is(Kind expected, String value) {
            return kind == expected && text.equals(value);
        }
    }

    private final String text;
    private int next;

    private ODataLexer(String text) {
        this.text = text;
    }

    /** Returns the tokens of an expression. The last one is the end. */
    static List<Token> tokens(String text) {
        var lexer = new ODataLexer(text);
        var tokens = new ArrayList<Token>();
        Token token = lexer.token();
        for (; token.kind != Kind.END; token = lexer.token()) {
            tokens.add(token);
        }
        tokens.add(token);
        return tokens;
    }

    private Token token() {
        while (next < text.length() && isSpace(text.charAt(next))) {
            next++;
        }
        int start = next;
        if (start == text.length()) {
            return new Token(Kind.END, "", start);
        }
        char first = text.charAt(start);
        if (first == '\'') {
            return new Token(Kind.STRING, string(), start);
        }
        if (isLetter(first)) {
            skip("_./");
            return new Token(Kind.WORD, text.substring(start, next), start);
        }
        if (isDigit(first) || first == '-') {
            next++;
            skip("-+.:");
            return new Token(Kind.LITERAL, text.substring(start, next), start);
        }
        if ("(),:".indexOf(first) < 0) {
            throw syntax(text, start);
        }
        next++;
        return new Token(Kind.SIGN, String.valueOf(first), start);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void skip(String others) {
        while (next < text.length()) {
            char c = text.charAt(next);
            if (!isLetter(c) && !isDigit(c) && others.indexOf(c) < 0) {
                return;
            }
            next++;
        }
    }

    /** Reads a string. A quote in it is doubled. */
    private String string() {
        int start = next++;
        var string = new StringBuilder();
        while (next < text.length()) {
            char c = text.charAt(next++);
            if (c != '\'') {
                string.append(c);
            } else if (next < text.length() && text.charAt(next) == '\'') {
                string.append(c);
                next++;
            } else {
                return string.toString();
            }
        }
        throw new ODataRefusal("There is an unterminated string literal at position " + start + " in '" + text + "'.");
    }

    /** Splits at a separator that is not in a string or in parentheses. */
    static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        boolean quoted = false;
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (quoted) {
                continue;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth < 0) {
                throw syntax(text, i);
            } else if (c == separator && depth == 0) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        if (quoted || depth > 0) {
            throw syntax(text, text.length());
        }
        parts.add(text.substring(start).strip());
        return parts;
    }

    static ODataRefusal syntax(String text, int position) {
        return new ODataRefusal("Syntax error at position " + position + " in '" + text + "'.");
    }
}
