package io.cloudjobs.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads dates with Jackson, from strings only: the number 0 must not become a day in 1970, quoted or not. */
final class DateReader extends InstantDeserializer<OffsetDateTime> {
    private static final long serialVersionUID = 1L;

    DateReader() {
        // With the constant itself, Jackson reads quoted digits as a number.
        super(
                OFFSET_DATE_TIME,
                new DateTimeFormatterBuilder()
                        .append(DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                        .toFormatter(Locale.ROOT)
                        .withResolverStyle(ResolverStyle.STRICT));
    }

    @Override
    public @Nullable OffsetDateTime deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            parser.skipChildren();
            return null;
        }
        return super.deserialize(parser, context);
    }
}
