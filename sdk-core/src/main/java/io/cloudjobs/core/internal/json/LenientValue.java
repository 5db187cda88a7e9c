package io.cloudjobs.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JacksonStdImpl;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.ser.OffsetDateTimeSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads a string, a number or a boolean, also if the service sends it as one of the other types. An unreadable value
 * becomes null, so the rest of the response stays readable. Jackson's own readers throw in a dozen ways before they
 * call a problem handler.
 */
class LenientValue<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;

    /** The maximum length of a number. A longer one would take quadratic time. */
    private static final int MAX_NUMBER_LENGTH = 100;

    /** The maximum number of digits of a long. */
    private static final int MAX_DIGITS = 19;

    private final transient @Nullable T absent;
    private final transient Reading<T> reading;

    private LenientValue(Class<T> type, @Nullable T absent, Reading<T> reading) {
        super(type);
        this.absent = absent;
        this.reading = reading;
    }

    /** Reads a scalar; returns null if it does not have the type. */
    private interface Reading<T> {
        @Nullable T read(JsonParser parser, JsonToken token) throws IOException;
    }

    /** Returns a module with a reader for each type that a model may have. */
    static SimpleModule ofEachType() {
        return new SimpleModule()
                .addDeserializer(String.class, new OfText())
                .addDeserializer(Integer.class, new LenientValue<>(Integer.class, null, LenientValue::readInteger))
                .addDeserializer(Long.class, new LenientValue<>(Long.class, null, LenientValue::readLong))
                .addDeserializer(Double.class, new LenientValue<>(Double.class, null, LenientValue::readDouble))
                .addDeserializer(Boolean.class, new LenientValue<>(Boolean.class, null, LenientValue::readBoolean))
                .addDeserializer(boolean.class, new LenientValue<>(boolean.class, false, LenientValue::readBoolean))
                .addDeserializer(OffsetDateTime.class, new DateReader())
                .addSerializer(OffsetDateTimeSerializer.INSTANCE)
                .addDeserializer(Object.class, new LenientObject());
    }

    @Override
    public final @Nullable T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonToken token = parser.currentToken();
        if (!token.isScalarValue()) {
            parser.skipChildren();
            return absent;
        }
        T value = reading.read(parser, token);
        return value == null ? absent : value;
    }

    @Override
    public final @Nullable T getNullValue(DeserializationContext context) {
        return absent;
    }

    /** Returns a whole number, also from 3.0 or 3e0. Truncates any other number. */
    private static @Nullable Long whole(String text) {
        if (text.length() > MAX_NUMBER_LENGTH) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text.strip());
            long digits = (long) number.precision() - number.scale(); // known first: 1e999999999 must not be expanded
            return digits > MAX_DIGITS
                    ? null
                    : Long.valueOf(
                            digits <= 0
                                    ? 0
                                    : number.setScale(0, RoundingMode.DOWN).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Integer readInteger(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() == NumberType.INT) {
            return parser.getIntValue();
        }
        Long whole = whole(parser.getText());
        return whole == null || whole != whole.intValue() ? null : Integer.valueOf(whole.intValue());
    }

    private static @Nullable Long readLong(JsonParser parser, JsonToken token) throws IOException {
        return token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != NumberType.BIG_INTEGER
                ? Long.valueOf(parser.getLongValue())
                : whole(parser.getText());
    }

    private static @Nullable Double readDouble(JsonParser parser, JsonToken token) throws IOException {
        try {
            double value = token.isNumeric() ? parser.getDoubleValue() : Double.parseDouble(parser.getText());
            return Double.isFinite(value) ? value : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Boolean readBoolean(JsonParser parser, JsonToken token) throws IOException {
        String text = token.isBoolean() ? token.asString() : parser.getText().strip();
        boolean isTrue = text.equalsIgnoreCase("true") || text.equals("1");
        return isTrue || text.equalsIgnoreCase("false") || text.equals("0") ? Boolean.valueOf(isTrue) : null;
    }

    @JacksonStdImpl // so that Jackson reads lists of strings and values of any type as quickly as with its own reader
    private static final class OfText extends LenientValue<String> {
        private static final long serialVersionUID = 1L;

        OfText() {
            super(String.class, null, (parser, token) -> parser.getText());
        }
    }
}
