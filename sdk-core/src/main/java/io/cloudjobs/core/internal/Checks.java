package io.cloudjobs.core.internal;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks values from the user. The exceptions contain the name of the value. */
public final class Checks {
    private static final String OPENING_QUOTES = "\"'`\u201C\u2018";
    private static final String CLOSING_QUOTES = "\"'`\u201D\u2019";

    private Checks() {}

    /** Checks that a duration is more than zero. */
    public static Duration positive(String name, Duration value) {
        Objects.requireNonNull(value, name);
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " must be more than zero, but is " + value);
        }
        return value;
    }

    /**
     * Checks that a value is not null. It often comes from {@code System.getenv}, which returns null for an unset
     * variable.
     */
    public static <T> T given(String name, @Nullable T value) {
        if (value == null) {
            throw new NullPointerException(name + " must not be null: is the environment variable set?");
        }
        return value;
    }

    /** Checks that a text is neither null nor blank. */
    public static String notBlank(String name, String value) {
        if (Objects.requireNonNull(value, name).isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
        return value;
    }

    /**
     * Checks an id, a name or a secret. From a file or a variable, it may have an unnoticed line break, whitespace,
     * quotes or a placeholder. The message does not show the value.
     */
    public static String clean(String name, String value) {
        notBlank(name, given(name, value));
        withoutLineBreak(name, value);
        char first = value.charAt(0);
        char last = value.charAt(value.length() - 1);
        if (isBlank(first) || isBlank(last)) {
            throw new IllegalArgumentException(name + " must not begin or end with whitespace: remove it");
        }
        int quote = OPENING_QUOTES.indexOf(first);
        if (value.length() > 1 && quote >= 0 && last == CLOSING_QUOTES.charAt(quote)) {
            throw new IllegalArgumentException(name + " must not be in quotes: remove them");
        }
        int placeholder = value.indexOf("${");
        if (placeholder >= 0 && value.indexOf('}', placeholder) > 0) {
            throw unresolved(name);
        }
        return withoutInvisible(name, value);
    }

    /** Checks a password, which may begin or end with a space or a quote, but has no invisible characters. */
    public static String typed(String name, String value) {
        if (given(name, value).isEmpty()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
        withoutLineBreak(name, value);
        if (value.startsWith("${") && value.indexOf('}') == value.length() - 1) {
            throw unresolved(name);
        }
        return withoutInvisible(name, value);
    }

    private static void withoutLineBreak(String name, String value) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new IllegalArgumentException(
                    name + " must not contain a line break: remove it; text from a file often ends with one");
        }
    }

    private static String withoutInvisible(String name, String value) {
        for (int c : value.codePoints().toArray()) {
            if (Character.getType(c) == Character.FORMAT || Character.getType(c) == Character.CONTROL) {
                throw new IllegalArgumentException(
                        name + " must not contain an invisible character: type it instead of pasting it");
            }
        }
        return value;
    }

    private static IllegalArgumentException unresolved(String name) {
        return new IllegalArgumentException(name + " has an unresolved placeholder: set the variable between ${ and }");
    }

    private static boolean isBlank(char c) {
        boolean isByteOrderMark = c == '\uFEFF';
        return isByteOrderMark || Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    /** Checks that a required setting is set. */
    public static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException(name + " is required: set it");
        }
        return value;
    }
}
