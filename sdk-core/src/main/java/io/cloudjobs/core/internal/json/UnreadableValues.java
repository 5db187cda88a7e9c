package io.cloudjobs.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import io.cloudjobs.core.internal.json.Json.MissingMember;
import java.io.IOException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a value that its model cannot be read from: null. Asked only where Jackson would throw, so that values as they
 * are documented pay nothing for it.
 */
final class UnreadableValues extends DeserializationProblemHandler {
    /** A list or an object in place of something else, or something else in place of a list. */
    @Override
    public @Nullable Object handleUnexpectedToken(
            DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String failure)
            throws IOException {
        skip(parser);
        return null;
    }

    /** A text, a number or a boolean in place of an object; of an open enumeration it is the value. */
    @Override
    public @Nullable Object handleMissingInstantiator(
            DeserializationContext context,
            Class<?> type,
            ValueInstantiator instantiator,
            JsonParser parser,
            String failure)
            throws IOException {
        if (parser.currentToken().isScalarValue() && instantiator.canCreateFromString()) {
            return instantiator.createFromString(context, parser.getText());
        }
        skip(parser);
        return null;
    }

    /** A text that is none of its type; of a date, which may have more digits than Java, the rest is read. */
    @Override
    public @Nullable Object handleWeirdStringValue(
            DeserializationContext context, Class<?> type, String value, String failure) {
        return type == OffsetDateTime.class ? LenientDate.parse(value) : null;
    }

    /** A number that is none of its type, which {@link LenientValue} does not know. */
    @Override
    public @Nullable Object handleWeirdNumberValue(
            DeserializationContext context, Class<?> type, Number value, String failure) {
        return null;
    }

    /** A row of a list that lacks what it promises even there is left out; anywhere else it fails. */
    @Override
    public @Nullable Object handleInstantiationProblem(
            DeserializationContext context, Class<?> type, @Nullable Object argument, Throwable failure)
            throws IOException {
        if (argument == null) {
            return null; // the same object once more, because nothing was made of it
        }
        JsonParser parser = context.getParser();
        if (!(failure.getCause() instanceof MissingMember) || !isRow(parser)) {
            return NOT_HANDLED;
        }
        skip(parser);
        return null;
    }

    /** Skips a value, or what is left of an object: Jackson may ask when it has read the first of its members, or all. */
    private static void skip(JsonParser parser) throws IOException {
        parser.skipChildren();
        while (parser.hasToken(JsonToken.FIELD_NAME)) {
            parser.nextToken();
            parser.skipChildren();
            parser.nextToken();
        }
    }

    private static boolean isRow(JsonParser parser) {
        var at = parser.getParsingContext();
        return parser.hasToken(JsonToken.FIELD_NAME) ? at.getParent().inArray() : at.inArray();
    }
}
