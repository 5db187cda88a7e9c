package io.cloudjobs.core.internal.json;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates that {@link DateReader} rejects: with {@code +0200}, or with up to 12 digits of a second, which Graph
 * allows.
 */
final class LenientDate {
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** The digits of a second after the ninth, which java.time does not support. */
    private static final Pattern MORE_DIGITS = Pattern.compile("(\\.\\d{9})\\d+");

    private LenientDate() {}

    /** Returns the date; null if the text is not a date. */
    static @Nullable OffsetDateTime parse(String text) {
        try {
            return OffsetDateTime.parse(MORE_DIGITS.matcher(text).replaceFirst("$1"), FORMAT);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
