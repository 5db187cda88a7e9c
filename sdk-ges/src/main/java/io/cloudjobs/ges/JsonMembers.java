package io.cloudjobs.ges;

import com.fasterxml.jackson.databind.node.NullNode;
import io.cloudjobs.core.internal.Checks;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object in the making. What users give is checked and copied, so that nobody changes it afterwards. */
final class JsonMembers {
    private JsonMembers() {}

    /** The members and one more. */
    static Map<String, Object> with(Map<String, ?> members, String name, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(members);
        copy.put(name, value);
        return Collections.unmodifiableMap(copy);
    }

    /** Texts that each have something in them. */
    static List<String> texts(String name, String... values) {
        for (String value : values) {
            Checks.notBlank(name, value);
        }
        return List.of(values);
    }

    /** A number of rows, or of those before the first row. */
    static <T extends Number> T atLeast(long least, String name, T value) {
        if (value.longValue() < least) {
            throw new IllegalArgumentException(name + " must not be less than " + least);
        }
        return value;
    }

    /** A value that JSON has. A null is kept, which would not be written otherwise. */
    static Object value(String name, @Nullable Object value) {
        if (value == null) {
            return NullNode.getInstance();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, member) -> copy.put(String.valueOf(key), value(name, member)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(element -> value(name, element)).toList();
        }
        boolean isWritable = value instanceof Number number
                ? Double.isFinite(number.doubleValue())
                : value instanceof String || value instanceof Boolean;
        if (!isWritable) {
            throw new IllegalArgumentException(name
                    + " must be made of texts, finite numbers, booleans, lists and maps, and not of "
                    + value.getClass().getName());
        }
        return value;
    }
}
