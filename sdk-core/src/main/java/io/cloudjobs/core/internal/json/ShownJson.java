package io.cloudjobs.core.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringWriter;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes JSON for a log, without secrets. It may be truncated: a value without its end is not shown. */
public final class ShownJson {
    private static final String MARK = "[secret]";
    private static final JsonFactory FACTORY = Json.parsers(JsonBounds.DEFAULT);

    private ShownJson() {}

    /**
     * Returns the readable beginning of an object or array on one line; null if the text is neither, or invalid.
     *
     * @param isSecret whether the value of a member with this name is a secret
     * @param clean hides secrets in any other text
     */
    public static @Nullable String of(String json, Predicate<String> isSecret, UnaryOperator<String> clean) {
        StringWriter shown = new StringWriter();
        try (JsonGenerator generator =
                FACTORY.createGenerator(shown).disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT)) {
            // A response may have a byte order mark.
            String text = json.startsWith("\uFEFF") ? json.substring(1) : json;
            try (JsonParser parser = FACTORY.createParser(text)) {
                JsonToken first = parser.nextToken();
                if (first == null || !first.isStructStart()) {
                    return null;
                }
                copy(parser, text.length(), generator, isSecret, clean);
            } catch (EOFException | JsonEOFException e) { // the rest is missing
                generator.flush();
                if (shown.getBuffer().isEmpty()) {
                    return null;
                }
                generator.writeRaw("…");
            }
        } catch (IOException e) {
            return null; // invalid: the last value may have ended in the middle of a secret
        }
        return shown.toString();
    }

    private static void copy(
            JsonParser parser,
            int length,
            JsonGenerator generator,
            Predicate<String> isSecret,
            UnaryOperator<String> clean)
            throws IOException {
        for (JsonToken token = parser.currentToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                generator.writeFieldName(clean.apply(name));
                if (isSecret.test(name) && parser.nextToken() != JsonToken.VALUE_NULL) {
                    generator.writeString(MARK);
                    parser.skipChildren();
                } else if (parser.currentToken() == JsonToken.VALUE_NULL) {
                    generator.writeNull();
                }
            } else if (token == JsonToken.VALUE_STRING) {
                generator.writeString(clean.apply(parser.getText()));
            } else if (token.isNumeric()) {
                String number = parser.getText();
                if (parser.currentLocation().getCharOffset() >= length) {
                    throw new EOFException(); // further digits may be missing
                }
                String cleaned = clean.apply(number);
                if (cleaned.equals(number)) {
                    generator.writeNumber(number);
                } else {
                    generator.writeString(cleaned);
                }
            } else {
                generator.copyCurrentEvent(parser);
            }
        }
    }
}
