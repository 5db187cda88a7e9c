package io.cloudjobs.ges;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads values whose JSON type differs between editions and versions of the service: numbers as strings, strings as numbers.
 */
final class LenientValues {
    private LenientValues() {}

    /** Returns a string, or a number or boolean as a string, or null if the value is blank. */
    static @Nullable String text(JsonNode value) {
        String text = value.isValueNode() && !value.isNull() ? value.asText() : "";
        return text.isBlank() ? null : text;
    }

    /** Returns the current value of a parser in the same way. */
    static @Nullable String text(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) {
            parser.skipChildren();
            return null;
        }
        String text = isFinite(parser) ? String.valueOf(parser.getDoubleValue()) : parser.getText();
        return text.isBlank() ? null : text;
    }

    /** Returns whether the current value is a finite decimal number. 1e400 and NaN are not. */
    static boolean isFinite(JsonParser parser) throws IOException {
        return parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT) && Double.isFinite(parser.getDoubleValue());
    }

    /** Returns a number, or a number in a string, or null if there is no finite number. */
    static @Nullable Double number(JsonNode value) {
        try {
            double number = value.isNumber()
                    ? value.doubleValue()
                    : value.isTextual() ? Double.parseDouble(value.textValue()) : Double.NaN;
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Returns a count, or null if there is none. */
    static @Nullable Long count(JsonNode value) {
        Double number = number(value);
        return number == null || Math.abs(number) >= Long.MAX_VALUE ? null : Long.valueOf(number.longValue());
    }

    /** Returns a boolean, or a boolean in a string, or null if there is none. */
    static @Nullable Boolean flag(JsonNode value) {
        String text = text(value);
        return "true".equalsIgnoreCase(text) ? Boolean.TRUE : "false".equalsIgnoreCase(text) ? Boolean.FALSE : null;
    }
}
