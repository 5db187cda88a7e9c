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
 * Turns a value that does not fit its model into null. Jackson calls this only where it would throw, so valid values
 * cost nothing.
 */
final class UnreadableValues extends DeserializationProblemHandler {
    /** Handles a list or an object instead of another value, and another value instead of a list. */
    @Override
    public @Nullable Object handleUnexpectedToken(
            DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String failure)
            throws IOException {
        skip(parser);
        return null;
    }

    /** Handles a string, a number or a boolean instead of an object. For an open enumeration it is the value. */
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

    /** Handles a string that does not fit its type. Reads a date in a format that {@link DateReader} rejects. */
    @Override
    public @Nullable Object handleWeirdStringValue(
            DeserializationContext context, Class<?> type, String value, String failure) {
        return type == OffsetDateTime.class ? LenientDate.parse(value) : null;
    }

    /** Handles a number that does not fit its type, for types without a {@link LenientValue}. */
    @Override
    public @Nullable Object handleWeirdNumberValue(
            DeserializationContext context, Class<?> type, Number value, String failure) {
        return null;
    }

    /**
     * Skips a row of a list that lacks a member required even in rows. In any other object, the missing member is an
     * error.
     */
    @Override
    public @Nullable Object handleInstantiationProblem(
            DeserializationContext context, Class<?> type, @Nullable Object argument, Throwable failure)
            throws IOException {
        if (argument == null) {
            return null; // the second call for the same object, because there was no result
        }
        JsonParser parser = context.getParser();
        if (!(failure.getCause() instanceof MissingMember) || !isRow(parser)) {
            return NOT_HANDLED;
        }
        skip(parser);
        return null;
    }

    /** Skips a value, or the rest of an object: Jackson may call after the first of its members, or after all. */
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
