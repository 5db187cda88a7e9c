package io.cloudjobs.ges;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The properties of a vertex or an edge, as Java has them. */
final class Properties {
    private Properties() {}

    static Map<String, List<Object>> of(JsonNode element) {
        Map<String, List<Object>> properties = new LinkedHashMap<>();
        element.path("properties").propertyStream().forEach(property -> {
            JsonNode values = property.getValue();
            properties.put(
                    property.getKey(),
                    (values.isArray() ? values.valueStream() : Stream.of(values))
                            .filter(value -> !value.isNull())
                            .map(Properties::value)
                            .toList());
        });
        return Collections.unmodifiableMap(properties);
    }

    private static Object value(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isNumber()) {
            return value.isIntegralNumber() && value.canConvertToLong()
                    ? (Object) value.longValue()
                    : value.doubleValue();
        }
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
