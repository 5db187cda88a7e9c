package io.cloudjobs.ges;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the properties of a vertex or an edge. */
final class Properties {
    private Properties() {}

    static Map<String, List<Object>> read(JsonParser parser, DeserializationContext context, RowNames names)
            throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            parser.skipChildren();
            return Map.of();
        }
        Map<String, List<Object>> properties = new LinkedHashMap<>();
        names.begin();
        for (String name = names.next(parser); name != null; name = names.next(parser)) {
            List<Object> values = new ArrayList<>(1);
            if (parser.isExpectedStartArrayToken()) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    addValue(values, parser, context);
                }
            } else {
                addValue(values, parser, context);
            }
            properties.put(name, Collections.unmodifiableList(values));
        }
        return Collections.unmodifiableMap(properties);
    }

    private static void addValue(List<Object> values, JsonParser parser, DeserializationContext context)
            throws IOException {
        switch (parser.currentToken()) {
            case VALUE_NULL -> {
                // ignored, as if absent
            }
            case VALUE_STRING -> values.add(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> values.add(parser.getBooleanValue());
            case VALUE_NUMBER_INT -> {
                if (parser.getNumberType() == NumberType.BIG_INTEGER) {
                    addDouble(values, parser);
                } else {
                    values.add(parser.getLongValue());
                }
            }
            case VALUE_NUMBER_FLOAT -> addDouble(values, parser);
            default -> values.add(context.readTree(parser).toString());
        }
    }

    /** A number that is not finite (1e400, NaN) becomes a string. */
    private static void addDouble(List<Object> values, JsonParser parser) throws IOException {
        double value = parser.getDoubleValue();
        values.add(Double.isFinite(value) ? (Object) value : parser.getText());
    }
}
