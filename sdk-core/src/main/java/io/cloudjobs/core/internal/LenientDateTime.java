package io.cloudjobs.core.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
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
        try {
            return OffsetDateTime.parse(withNineDigits(parser.getText().trim()), FORMAT);
        } catch (DateTimeException e) {
            return null;
        }
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
