package io.cloudjobs.testkit;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a text is safe to log: one line, without characters that change the text direction, move the cursor or
 * are invisible.
 */
public final class OneLine {
    /** A text with one character of each dangerous kind. */
    public static final String FORGED =
            "ok\r\n2026-11-29 ERROR forged\u0000\t\u000B\u001B[31m\u007F\u0085\u009B31m\u00AD\u061C\u200B\u200E\u2028\u2029"
                    + "\u202E\u2066\u2069\uFEFF\uD83D\uD83D\uDDA8\uDDA8\uDB40\uDC41end";

    private OneLine() {}

    /** Fails if a text is not safe to log. */
    public static void check(String text) {
        text.codePoints().filter(OneLine::isInvisible).findAny().ifPresent(c -> {
            throw new AssertionError("U+%04X is in: %s".formatted(c, text));
        });
    }

    /** Fails if the message or text of a failure, its causes or its suppressed exceptions is not safe to log. */
    public static void check(Throwable failure) {
        check(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static void check(@Nullable Throwable failure, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return;
        }
        check(failure.toString());
        check(String.valueOf(failure.getMessage()));
        check(failure.getCause(), seen);
        for (Throwable suppressed : failure.getSuppressed()) {
            check(suppressed, seen);
        }
    }

    /**
     * Returns whether a character is a control, a format, a line or paragraph separator, or half of a surrogate pair.
     */
    public static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
