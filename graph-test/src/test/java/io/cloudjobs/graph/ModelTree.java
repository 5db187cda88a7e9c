package io.cloudjobs.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.kiota.serialization.KiotaJsonSerialization;
import com.microsoft.kiota.serialization.Parsable;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The result of a read as a tree: without null members and annotations, and with all dates and numbers in one
 * format.
 */
final class ModelTree {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern DATE_TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.*");
    private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern JOBS = Pattern.compile("/jobs/\\d+");
    private static final Pattern LINKS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/(uploadSessions|downloads)/\\S*");

    private ModelTree() {}

    /** Returns what Microsoft's client has read: a model or a list. */
    static JsonNode ofTheirs(Object read) throws IOException {
        if (read instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode();
            for (Object element : list) {
                array.add(ofTheirs(element));
            }
            return array;
        }
        return normal(MAPPER.readTree(KiotaJsonSerialization.serializeAsString((Parsable) read, false)));
    }

    /** Returns the JSON that our model keeps, or the values of its accessors if it keeps none. */
    static JsonNode ofJson(Object read) throws ReflectiveOperationException, IOException {
        if (read instanceof Iterable<?> list) {
            ArrayNode array = NODES.arrayNode();
            for (Object element : list) {
                array.add(ofJson(element));
            }
            return array;
        }
        for (Method method : model(read).getMethods()) {
            if (method.getName().equals("json")) {
                return normal(MAPPER.readTree((String) method.invoke(read)));
            }
        }
        return ofOurs(read);
    }

    /** Returns the values of the accessors of our models, by the name of the accessor. */
    static JsonNode ofOurs(Object read) throws ReflectiveOperationException {
        if (read == null) {
            return NODES.nullNode();
        }
        if (read instanceof Iterable<?> list) {
            ArrayNode array = NODES.arrayNode();
            for (Object element : list) {
                array.add(ofOurs(element));
            }
            return array;
        }
        if (read instanceof OffsetDateTime || read instanceof LocalDate || read instanceof String) {
            return normal(NODES.textNode(read.toString()));
        }
        if (!read.getClass().getName().startsWith("io.cloudjobs.")) {
            return normal(MAPPER.valueToTree(read));
        }
        ObjectNode tree = NODES.objectNode();
        Class<?> model = model(read);
        if (model.isRecord()) {
            RecordComponent[] components = model.getRecordComponents();
            if (components.length == 1) {
                return ofOurs(components[0].getAccessor().invoke(read));
            }
            for (RecordComponent component : components) {
                tree.set(component.getName(), ofOurs(component.getAccessor().invoke(read)));
            }
        } else {
            for (Method accessor : model.getMethods()) {
                if (isAccessor(accessor)) {
                    tree.set(accessor.getName(), ofOurs(accessor.invoke(read)));
                }
            }
        }
        return normal(tree);
    }

    /** Returns the public interface of a model, or its class if it has none. */
    private static Class<?> model(Object read) {
        for (Class<?> type : read.getClass().getInterfaces()) {
            if (type.getName().startsWith("io.cloudjobs.")) {
                return type;
            }
        }
        return read.getClass();
    }

    /** Returns whether a method returns a member. Default methods are calculated from members. */
    private static boolean isAccessor(Method method) {
        return method.getParameterCount() == 0
                && Modifier.isAbstract(method.getModifiers())
                && !method.getName().equals("json");
    }

    private static JsonNode normal(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode normal = NODES.objectNode();
            object.properties().forEach(member -> {
                if (!member.getValue().isNull() && member.getKey().indexOf('@') < 0) {
                    normal.set(member.getKey(), normal(member.getValue()));
                }
            });
            return normal;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode normal = NODES.arrayNode();
            array.forEach(element -> normal.add(normal(element)));
            return normal;
        }
        if (node.isNumber()) {
            return NODES.numberNode(new BigDecimal(node.asText()).stripTrailingZeros());
        }
        if (node.isTextual() && DATE_TIME.matcher(node.textValue()).matches()) {
            try {
                return NODES.textNode(
                        OffsetDateTime.parse(node.textValue()).toInstant().toString());
            } catch (DateTimeException e) {
                return node;
            }
        }
        return node;
    }

    /** Returns the given members of an object. */
    static JsonNode selected(JsonNode object, String... members) {
        ObjectNode selected = NODES.objectNode();
        for (String member : members) {
            selected.set(member, object.get(member));
        }
        return selected;
    }

    /** Returns a tree without the ids, links and times that differ between two equal changes. */
    static JsonNode anonymous(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode anonymous = NODES.objectNode();
            object.properties()
                    .forEach(member -> anonymous.set(
                            member.getKey(),
                            member.getKey().equals("id") ? NODES.textNode("{id}") : anonymous(member.getValue())));
            return anonymous;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode anonymous = NODES.arrayNode();
            array.forEach(element -> anonymous.add(anonymous(element)));
            return anonymous;
        }
        if (!node.isTextual()) {
            return node;
        }
        String text = node.textValue();
        return NODES.textNode(DATE_TIME.matcher(text).matches() ? "{time}" : anonymous(text));
    }

    static String anonymous(String text) {
        String links = LINKS.matcher(text).replaceAll("{link}");
        String uuids = UUIDS.matcher(links).replaceAll("{id}");
        return JOBS.matcher(uuids).replaceAll("/jobs/{id}");
    }

    /**
     * Returns the members of ours that have other values in Microsoft's tree. A missing member equals false and an empty
     * list.
     */
    static List<String> differences(JsonNode theirs, JsonNode ours) {
        List<String> differences = new ArrayList<>();
        compare("", theirs, ours, differences);
        return differences;
    }

    /** Returns the names of members of Microsoft's tree that ours does not have. */
    static Set<String> missing(JsonNode theirs, JsonNode ours) {
        Set<String> missing = new TreeSet<>();
        theirs.properties().forEach(member -> {
            if (ours.has(member.getKey())) {
                missing.addAll(missing(member.getValue(), ours.get(member.getKey())));
            } else {
                missing.add(member.getKey());
            }
        });
        if (theirs.isArray()) {
            for (int i = 0; i < theirs.size(); i++) {
                missing.addAll(missing(theirs.get(i), ours.path(i)));
            }
        }
        return missing;
    }

    private static void compare(String path, JsonNode theirs, JsonNode ours, List<String> differences) {
        if (ours instanceof ObjectNode object && theirs instanceof ObjectNode) {
            object.properties()
                    .forEach(member -> compare(
                            path + "/" + member.getKey(),
                            theirs.path(member.getKey()),
                            member.getValue(),
                            differences));
        } else if (ours instanceof ArrayNode && theirs instanceof ArrayNode && ours.size() == theirs.size()) {
            for (int i = 0; i < ours.size(); i++) {
                compare(path + "/" + i, theirs.get(i), ours.get(i), differences);
            }
        } else if (!theirs.equals(ours) && !(theirs.isMissingNode() && isDefault(ours))) {
            differences.add(path + ": " + theirs + " and " + ours);
        }
    }

    private static boolean isDefault(JsonNode node) {
        return node.isContainerNode() ? node.isEmpty() : node.isBoolean() && !node.booleanValue();
    }
}
