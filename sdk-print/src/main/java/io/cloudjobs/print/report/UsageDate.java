package io.cloudjobs.print.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads a date. The documented examples have a time after it, which the metadata does not have. */
final class UsageDate extends JsonDeserializer<LocalDate> {
    /** The length of {@code 2026-11-30}. */
    private static final int LENGTH = 10;

    @Override
    public @Nullable LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            parser.skipChildren();
            return null;
        }
        String text = parser.getText().strip();
        boolean hasTime = text.length() > LENGTH && "Tt ".indexOf(text.charAt(LENGTH)) >= 0;
        try {
            return LocalDate.parse(hasTime ? text.substring(0, LENGTH) : text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
