package io.cloudjobs.emulator.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type of the service's metadata, as far as a query can name it. Hidden members are in a response only if they are
 * selected, or never.
 */
public record ODataType(
        String name,
        Map<String, ODataType> members,
        Map<String, ODataType> navigation,
        Map<String, Visibility> hidden,
        @Nullable ODataType element) {
    /** When a hidden member is in a response. */
    public enum Visibility {
        IF_SELECTED,
        NEVER
    }

    public static final ODataType TEXT = object("Edm.String");
    /** A text that is compared without regard to case. */
    public static final ODataType USER_NAME = object("Edm.String");

    public static final ODataType BOOLEAN = object("Edm.Boolean");
    public static final ODataType NUMBER = object("Edm.Decimal");
    public static final ODataType DATE = object("Edm.DateTimeOffset");
    public static final ODataType NULL = object("<null>");
    public static final ODataType TEXTS = list(TEXT);
    public static final ODataType NUMBERS = list(NUMBER);

    public static ODataType graph(String name) {
        return object("microsoft.graph." + name);
    }

    private static ODataType object(String name) {
        return new ODataType(name, Map.of(), Map.of(), Map.of(), null);
    }

    public static ODataType list(ODataType element) {
        return new ODataType("Collection(" + element.name + ")", Map.of(), Map.of(), Map.of(), element);
    }

    /** Returns a type of another name with the same members. */
    public ODataType named(String other) {
        return new ODataType("microsoft.graph." + other, members, navigation, hidden, element);
    }

    /** Adds structural members of one type. */
    public ODataType with(ODataType type, String... names) {
        var all = new LinkedHashMap<>(members);
        for (String member : names) {
            all.put(member, type);
        }
        return new ODataType(name, all, navigation, hidden, element);
    }

    /** Adds a member that a query can expand. */
    public ODataType expanding(String member, ODataType type) {
        var all = new LinkedHashMap<>(navigation);
        all.put(member, type);
        return new ODataType(name, members, all, hidden, element);
    }

    public ODataType hiding(Visibility visibility, String... names) {
        var all = new LinkedHashMap<>(hidden);
        for (String member : names) {
            all.put(member, visibility);
        }
        return new ODataType(name, members, navigation, all, element);
    }

    /** Returns whether values of this type have an order. */
    boolean isPrimitive() {
        return members.isEmpty() && element == null;
    }

    boolean isText() {
        return name.equals(TEXT.name);
    }

    /** Returns the type of a structural member. */
    ODataType member(String member) {
        ODataType type = members.get(member);
        if (type == null) {
            throw unknown(member);
        }
        return type;
    }

    ODataRefusal unknown(String member) {
        return new ODataRefusal("Could not find a property named '" + member + "' on type '" + name + "'.");
    }
}
