package io.cloudjobs.core.internal.secret;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values from outside as {@code toString} shows them: always one line, and unambiguous. An invisible character becomes a Java escape
 * such as {@code \n} or <code>&#92;u001b</code>, so a reader sees that it was there. Accessors return the raw value.
 */
public final class Shown {
    private Shown() {}

    /**
     * The text of a record: {@code PrintJob[id=5182, state=completed]}.
     *
     * @param members names and values in turns
     */
    public static String record(String name, @Nullable Object... members) {
        StringBuilder text = new StringBuilder(name).append('[');
        for (int i = 0; i < members.length; i += 2) {
            text.append(i == 0 ? "" : ", ").append(members[i]).append('=').append(of(members[i + 1]));
        }
        return text.append(']').toString();
    }

    /** The text of a value; the text of a record is used as it is, because records escape what they hold. */
    public static String of(@Nullable Object value) {
        if (value instanceof Collection<?> values) {
            return values.stream().map(Shown::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> of(entry.getKey()) + "=" + of(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value instanceof Record ? value.toString() : escaped(String.valueOf(value));
    }

    /** Whether a text is one line that shows all of its characters. */
    static boolean isVisible(String text) {
        return text.codePoints().noneMatch(Text::isInvisible);
    }

    private static String escaped(String text) {
        if (text.indexOf('\\') < 0 && isVisible(text)) {
            return text; // as most are
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c == '\\') {
                escaped.append("\\\\");
            } else if (Text.isInvisible(c)) {
                for (char unit : Character.toChars(c)) {
                    escaped.append(escape(unit));
                }
            } else {
                escaped.appendCodePoint(c);
            }
        });
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
