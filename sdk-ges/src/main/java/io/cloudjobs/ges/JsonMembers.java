package io.cloudjobs.ges;

import com.fasterxml.jackson.databind.node.NullNode;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Members of a JSON object. Checks and copies a user's values, so later changes to them have no effect. */
final class JsonMembers {
    private JsonMembers() {}

    /** Returns a copy with one more member. */
    static Map<String, Object> with(Map<String, ?> members, String name, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(members);
        copy.put(name, value);
        return Collections.unmodifiableMap(copy);
    }

    /** Checks that no string is blank. */
    static List<String> texts(String name, String... values) {
        for (String value : values) {
            Checks.notBlank(name, value);
        }
        return List.of(values);
    }

    /** Checks that a value is one of the documented values of the service. */
    static String oneOf(String name, List<String> values, String value) {
        Checks.notBlank(name, value);
        if (!values.contains(value)) {
            throw new IllegalArgumentException(
                    name + " must be one of " + String.join(", ", values) + ", but is " + Shown.of(value));
        }
        return value;
    }

    /** Checks the minimum of a number. */
    static <T extends Number> T atLeast(long least, String name, T value) {
        if (value.longValue() < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", but is " + value);
        }
        return value;
    }

    /** Checks that JSON can represent the value, and copies it. Keeps a null, which Jackson would omit. */
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
                    + " must consist of strings, finite numbers, booleans, lists and maps, but contains "
                    + (value instanceof Number number
                            ? number.doubleValue()
                            : value.getClass().getName()));
        }
        return value;
    }
}
