package io.cloudjobs.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.deser.std.UntypedObjectDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value of any type, as in rows. A number that is not a finite double (1e400, NaN) becomes its text, so no
 * digit is lost.
 */
final class LenientObject extends UntypedObjectDeserializer {
    private static final long serialVersionUID = 1L;

    LenientObject() {
        super((JavaType) null, null);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT)) {
            double value = parser.getDoubleValue();
            return Double.isFinite(value) ? (Object) value : parser.getText();
        }
        return super.deserialize(parser, context);
    }
}
