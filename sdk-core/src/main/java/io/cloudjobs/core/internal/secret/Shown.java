package io.cloudjobs.core.internal.secret;

import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Formats values from outside for {@code toString}: always on one line, and unambiguous. An invisible character becomes
 * a Java escape such as {@code \n} or <code>&#92;u001b</code>, so a reader can see it. Accessors return the raw value.
 */
public final class Shown {
    private Shown() {}

    /**
     * Returns the text of a record: {@code PrintJob[id=5182, state=completed]}.
     *
     * @param members names and values, alternating
     */
    public static String record(String name, @Nullable Object... members) {
        StringBuilder text = new StringBuilder(name).append('[');
        for (int i = 0; i < members.length; i += 2) {
            text.append(i == 0 ? "" : ", ").append(members[i]).append('=').append(of(members[i + 1]));
        }
        return text.append(']').toString();
    }

    /** Returns the text of a value. The text of a record is used unchanged, because records escape their values. */
    public static String of(@Nullable Object value) {
        if (value instanceof Collection<?> values) {
            StringJoiner text = new StringJoiner(", ", "[", "]");
            values.forEach(element -> text.add(of(element)));
            return text.toString();
        }
        if (value instanceof Map<?, ?> map) {
            StringJoiner text = new StringJoiner(", ", "{", "}");
            map.forEach((key, element) -> text.add(of(key) + "=" + of(element)));
            return text.toString();
        }
        return value instanceof Record ? value.toString() : escaped(String.valueOf(value));
    }

    /** Returns a text with its invisible characters escaped; a backslash stays as it is, for example in JSON. */
    public static String visible(String text) {
        return isVisible(text) ? text : escaped(text, false);
    }

    /** Returns whether a text is a single line without invisible characters. */
    static boolean isVisible(String text) {
        return text.codePoints().noneMatch(Text::isInvisible);
    }

    private static String escaped(String text) {
        if (text.indexOf('\\') < 0 && isVisible(text)) {
            return text; // true for most texts
        }
        return escaped(text, true);
    }

    private static String escaped(String text, boolean escapesBackslash) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int c : text.codePoints().toArray()) {
            if (escapesBackslash && c == '\\') {
                escaped.append("\\\\");
            } else if (Text.isInvisible(c)) {
                for (char unit : Character.toChars(c)) {
                    escaped.append(escape(unit));
                }
            } else {
                escaped.appendCodePoint(c);
            }
        }
        return escaped.toString();
    }

    private static String escape(char unit) {
        return switch (unit) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", (int) unit);
        };
    }
}
