package io.cloudjobs.core.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import org.jspecify.annotations.Nullable;

/**
 * A date with its offset. One that cannot be read is null: it must not cost the reader the whole answer. Graph's own
 * contract allows 12 digits of a second, java.time has 9, so the rest is dropped.
 */
final class LenientDateTime extends StdScalarDeserializer<OffsetDateTime> {
    private static final long serialVersionUID = 1L;

    /** A zero stands for any digit. */
    private static final String USUAL = "0000-00-00T00:00:00.0000000Z";

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT); // else February 30 would be read as the 29th

    LenientDateTime() {
        super(OffsetDateTime.class);
    }

    @Override
    public @Nullable OffsetDateTime deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            parser.skipChildren();
            return null;
        }
        String text = parser.getText().trim();
        try {
            return isAsUsual(text) ? usual(text) : OffsetDateTime.parse(withNineDigits(text), FORMAT);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Whether it has the form that the services use nearly always: {@code 2020-02-04T00:00:00.0000000Z}. */
    private static boolean isAsUsual(String text) {
        if (text.length() != USUAL.length()) {
            return false;
        }
        for (int i = 0; i < USUAL.length(); i++) {
            char c = text.charAt(i);
            if (USUAL.charAt(i) == '0' ? c < '0' || c > '9' : c != USUAL.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Reads that form without the formatter, which would cost more than all else that an answer has. */
    private static OffsetDateTime usual(String text) {
        return OffsetDateTime.of(
                digits(text, 0, 4),
                digits(text, 5, 7),
                digits(text, 8, 10),
                digits(text, 11, 13),
                digits(text, 14, 16),
                digits(text, 17, 19),
                digits(text, 20, 27) * 100,
                ZoneOffset.UTC);
    }

    private static int digits(String text, int start, int end) {
        return Integer.parseInt(text, start, end, 10);
    }

    private static String withNineDigits(String text) {
        int first = text.indexOf('.') + 1;
        int end = first;
        while (first > 0 && end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end - first <= 9 ? text : text.substring(0, first + 9) + text.substring(end);
    }
}
