package io.cloudjobs.emulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads members of the body of a request. Null counts as absent. A member with an unexpected type causes a 400.
 */
public final class Members {
    private Members() {}

    public static @Nullable String text(JsonNode object, String name) {
        JsonNode value = member(object, name);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new Refusal(400, "The property '" + name + "' is not a string.");
        }
        return value.textValue();
    }

    public static String requiredText(JsonNode object, String name) {
        String value = text(object, name);
        if (value == null || value.isEmpty()) {
            throw new Refusal(400, "The property '" + name + "' is required.");
        }
        return value;
    }

    public static long requiredLong(JsonNode object, String name) {
        JsonNode value = member(object, name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new Refusal(400, "The property '" + name + "' is not a whole number.");
        }
        return value.longValue();
    }

    /** Refuses members other than the given ones and annotations. */
    public static void checkNames(ObjectNode object, Set<String> names) {
        object.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name) && !isAnnotation(name)) {
                throw new Refusal(400, "The property '" + name + "' cannot be set.");
            }
        });
    }

    /** Removes annotations, which are not properties, from an object and all that it contains. */
    public static void removeAnnotations(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(member -> isAnnotation(member.getKey()));
        }
        node.forEach(Members::removeAnnotations);
    }

    /** Returns whether a member is an annotation, such as {@code @odata.type} or {@code finishings@odata.type}. */
    private static boolean isAnnotation(String name) {
        return name.indexOf('@') >= 0;
    }

    /** Returns the object, or an empty object if the member is absent. */
    public static ObjectNode object(JsonNode object, String name) {
        JsonNode value = member(object, name);
        if (value.isMissingNode()) {
            return JsonTrees.object();
        }
        if (value instanceof ObjectNode member) {
            return member;
        }
        throw new Refusal(400, "The property '" + name + "' is not an object.");
    }

    private static JsonNode member(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isNull() ? MissingNode.getInstance() : value;
    }
}
