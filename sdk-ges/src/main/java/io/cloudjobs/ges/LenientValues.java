package io.cloudjobs.ges;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads values whose JSON type differs between editions and versions of the service: numbers as strings, strings as numbers. */
final class LenientValues {
    private LenientValues() {}

    /** A string, or the string of a number or boolean; null if it is blank. */
    static @Nullable String text(JsonNode value) {
        String text = value.isValueNode() && !value.isNull() ? value.asText() : "";
        return text.isBlank() ? null : text;
    }

    /** The same for the current value of a parser. */
    static @Nullable String text(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) {
            parser.skipChildren();
            return null;
        }
        String text = isFinite(parser) ? String.valueOf(parser.getDoubleValue()) : parser.getText();
        return text.isBlank() ? null : text;
    }

    /** Whether it is a finite decimal number; 1e400 and NaN are not. */
    static boolean isFinite(JsonParser parser) throws IOException {
        return parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT) && Double.isFinite(parser.getDoubleValue());
    }

    /** A number, or the number in a string; null if there is none, or if it is not finite. */
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

    /** A count. */
    static @Nullable Long count(JsonNode value) {
        Double number = number(value);
        return number == null || Math.abs(number) >= Long.MAX_VALUE ? null : Long.valueOf(number.longValue());
    }

    /** A boolean, or the boolean in a string; null if there is none. */
    static @Nullable Boolean flag(JsonNode value) {
        String text = text(value);
        return "true".equalsIgnoreCase(text) ? Boolean.TRUE : "false".equalsIgnoreCase(text) ? Boolean.FALSE : null;
    }
}
