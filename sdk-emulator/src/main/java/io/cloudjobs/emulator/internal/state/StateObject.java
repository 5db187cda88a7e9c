package io.cloudjobs.emulator.internal.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.ODataType;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An object of the state with its path. Each error names the path of the wrong member, and what is allowed there. */
public final class StateObject {
    private final String path;
    private final ObjectNode node;

    /** Checks that an object has no other members than the given ones. */
    public StateObject(String path, ObjectNode node, String... allowed) {
        this.path = path;
        this.node = node;
        checkNames(path, node, List.of(allowed));
    }

    private static void checkNames(String path, ObjectNode node, Collection<String> allowed) {
        for (String name : (Iterable<String>) node::fieldNames) {
            if (!allowed.contains(name)) {
                throw wrong(join(path, name), "is unknown: use " + String.join(", ", new TreeSet<>(allowed)));
            }
        }
    }

    private static String join(String path, String name) {
        String shown = JsonTrees.array().add(name).toString(); // escapes
        String escaped = shown.substring(2, shown.length() - 2);
        return path.isEmpty() ? escaped : path + "." + escaped;
    }

    private static IllegalArgumentException wrong(String path, String problem) {
        return new IllegalArgumentException(path + " " + problem);
    }

    public IllegalArgumentException wrong(String name, JsonNode value, String allowed) {
        String text = value.toString();
        return error(name, "is " + (text.length() > 100 ? text.substring(0, 100) + "..." : text) + ": use " + allowed);
    }

    /** Returns the error for a member of this object. */
    public IllegalArgumentException error(String name, String problem) {
        return wrong(join(path, name), problem);
    }

    /** Returns a member. An absent one is null. */
    public JsonNode get(String name) {
        JsonNode value = node.get(name);
        return value == null ? NullNode.getInstance() : value;
    }

    public boolean has(String name) {
        return node.has(name);
    }

    public @Nullable String text(String name) {
        JsonNode value = get(name);
        if (value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrong(name, value, "a text");
        }
        return value.textValue();
    }

    public String text(String name, String usual) {
        String text = text(name);
        return text == null ? usual : text;
    }

    /** Returns a text that names something. */
    public String id(String name, String usual) {
        String id = text(name, usual);
        if (id.isBlank()) {
            throw error(name, "is blank: use an id, or leave the member out");
        }
        return id;
    }

    public boolean flag(String name, boolean usual) {
        JsonNode value = get(name);
        if (!value.isNull() && !value.isBoolean()) {
            throw wrong(name, value, "true or false");
        }
        return value.asBoolean(usual);
    }

    public int number(String name, int usual, int least, int most) {
        JsonNode value = get(name);
        if (value.isNull()) {
            return usual;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw wrong(name, value, "a whole number from " + least + " to " + most);
        }
        return value.intValue();
    }

    public @Nullable Instant time(String name) {
        String text = text(name);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw wrong(name, get(name), "a time such as 2026-02-04T08:03:02Z");
        }
    }

    public Duration duration(String name, Duration usual) {
        String text = text(name);
        try {
            return text == null ? usual : Duration.parse(text);
        } catch (DateTimeException e) {
            throw wrong(name, get(name), "a duration such as PT10M");
        }
    }

    /** Returns the value with the given word. */
    public <T> T word(String name, T usual, T[] values, Function<T, String> word) {
        String text = text(name);
        if (text == null) {
            return usual;
        }
        var words = new ArrayList<String>();
        for (T value : values) {
            words.add(word.apply(value));
            if (text.equals(word.apply(value))) {
                return value;
            }
        }
        throw wrong(name, get(name), String.join(", ", words));
    }

    /** Returns any object; an empty one if the member is absent. */
    public ObjectNode object(String name) {
        JsonNode value = get(name);
        if (value.isNull()) {
            return JsonTrees.object();
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw wrong(name, value, "an object");
    }

    /** Returns an object whose members are the ones of the type. Their values are not checked. */
    public ObjectNode object(String name, ODataType type) {
        ObjectNode object = object(name);
        check(join(path, name), object, type);
        return object;
    }

    private static void check(String path, JsonNode value, ODataType type) {
        ODataType element = type.element();
        if (element != null) {
            for (int i = 0; i < value.size(); i++) {
                check(path + "[" + i + "]", value.path(i), element);
            }
        } else if (value instanceof ObjectNode object && !type.members().isEmpty()) {
            checkNames(path, object, type.members().keySet());
            object.properties()
                    .forEach(member -> check(
                            join(path, member.getKey()),
                            member.getValue(),
                            type.members().getOrDefault(member.getKey(), ODataType.NULL)));
        }
    }

    /** Returns whether the type has all members of a value. */
    public static boolean fits(JsonNode value, ODataType type) {
        try {
            check("", value, type);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public StateObject child(String name, String... allowed) {
        return new StateObject(join(path, name), object(name), allowed);
    }

    /** Returns the objects of a list; none if the member is absent. */
    public List<StateObject> children(String name, String... allowed) {
        var all = new ArrayList<StateObject>();
        for (JsonNode value : list(name)) {
            String at = name + "[" + all.size() + "]";
            if (!(value instanceof ObjectNode object)) {
                throw wrong(at, value, "an object");
            }
            all.add(new StateObject(path.isEmpty() ? at : path + "." + at, object, allowed));
        }
        return all;
    }

    public List<String> texts(String name) {
        var all = new ArrayList<String>();
        for (JsonNode value : list(name)) {
            if (!value.isTextual()) {
                throw wrong(name + "[" + all.size() + "]", value, "a text");
            }
            all.add(value.textValue());
        }
        return all;
    }

    private JsonNode list(String name) {
        JsonNode value = get(name);
        if (!value.isNull() && !value.isArray()) {
            throw wrong(name, value, "a list");
        }
        return value;
    }

    /** Returns the members without their check, for lists whose elements have any. */
    public ObjectNode node() {
        return node;
    }
}
