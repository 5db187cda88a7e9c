package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of a JSON object. Null counts as absent. Call {@link #end()} after the last member: it refuses members
 * that nobody read, because a misspelt member would otherwise have no effect.
 */
final class Members {
    private final ObjectNode object;
    private final Set<String> read = new LinkedHashSet<>();

    Members(ObjectNode object) {
        this.object = object;
    }

    @Nullable String text(String name) {
        return value(name, "a string", JsonNode::isTextual, JsonNode::textValue);
    }

    @Nullable Integer whole(String name) {
        return value(name, "a whole number", JsonNode::canConvertToExactIntegral, value -> {
            if (!value.isNumber() || !value.canConvertToInt()) {
                throw wrong(name, "a whole number between -2^31 and 2^31-1");
            }
            return value.intValue();
        });
    }

    @Nullable Double number(String name) {
        return value(name, "a number", JsonNode::isNumber, JsonNode::doubleValue);
    }

    @Nullable Boolean bool(String name) {
        return value(name, "true or false", JsonNode::isBoolean, JsonNode::booleanValue);
    }

    @Nullable Duration duration(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        Duration duration;
        try {
            duration = Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong(name, "an ISO 8601 duration such as PT10M or PT0.5S");
        }
        if (duration.isNegative()) {
            throw wrong(name, "zero or longer");
        }
        return duration;
    }

    @Nullable List<String> texts(String name) {
        return value(name, "an array of strings", JsonNode::isArray, array -> {
            var texts = new ArrayList<String>();
            for (JsonNode element : array) {
                if (!element.isTextual()) {
                    throw Problem.member(
                            pointer(name) + "/" + texts.size(),
                            "The element must be a string, but is " + kind(element) + ".");
                }
                texts.add(element.textValue());
            }
            return texts;
        });
    }

    <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw Problem.member(pointer(name), "The member " + name + " is required.");
        }
        return value;
    }

    /** Runs a call of the library whose argument is this member. */
    <T> T checked(String name, Call<T> call) {
        try {
            return call.run();
        } catch (IllegalArgumentException e) {
            throw Problem.member(pointer(name), sentence(e));
        }
    }

    /** A call of the library. */
    interface Call<T> {
        T run();
    }

    /** Refuses members that were not read. */
    void end() {
        object.fieldNames().forEachRemaining(name -> {
            if (!read.contains(name)) {
                throw Problem.member(
                        pointer(name),
                        read.isEmpty()
                                ? "The operation takes no members. Remove this one."
                                : "The member is unknown. Known members: " + String.join(", ", read) + ".");
            }
        });
    }

    Problem wrong(String name, String expected) {
        JsonNode value = object.path(name);
        String actual = value.isValueNode() ? bounded(value.asText()) : kind(value);
        return Problem.member(
                pointer(name), "The member " + name + " must be " + expected + ", but is " + actual + ".");
    }

    /** Returns the message of the library as a sentence. */
    static String sentence(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return message.endsWith(".") ? message : message + ".";
    }

    private static String bounded(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "...";
    }

    private <T> @Nullable T value(
            String name, String expected, Predicate<JsonNode> fits, Function<JsonNode, T> conversion) {
        read.add(name);
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!fits.test(value)) {
            throw wrong(name, expected);
        }
        return conversion.apply(value);
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            default -> "null";
        };
    }

    private static String pointer(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
