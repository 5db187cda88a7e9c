package io.cloudjobs.emulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A type of the service's metadata, as far as a query can name it. */
public final class ODataType {
    public static final ODataType TEXT = object("Edm.String");
    /** A text that is compared without regard to case. */
    public static final ODataType USER_NAME = object("Edm.String");

    public static final ODataType BOOLEAN = object("Edm.Boolean");
    public static final ODataType NUMBER = object("Edm.Decimal");
    public static final ODataType DATE = object("Edm.DateTimeOffset");
    public static final ODataType NULL = object("<null>");
    public static final ODataType TEXTS = list(TEXT);
    public static final ODataType NUMBERS = list(NUMBER);

    private final String name;
    private final Map<String, ODataType> members;
    private final Map<String, ODataType> navigation;
    private final Map<String, Boolean> hidden;
    private final @Nullable ODataType element;

    private ODataType(
            String name,
            Map<String, ODataType> members,
            Map<String, ODataType> navigation,
            Map<String, Boolean> hidden,
            @Nullable ODataType element) {
        this.name = name;
        this.members = members;
        this.navigation = navigation;
        this.hidden = hidden;
        this.element = element;
    }

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

    /** Adds structural members of one type. Spaces separate their names. */
    public ODataType with(ODataType type, String names) {
        var all = new LinkedHashMap<>(members);
        for (String member : names.split(" ")) {
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

    public ODataType hiding(boolean canSelect, String names) {
        var all = new LinkedHashMap<>(hidden);
        for (String member : names.split(" ")) {
            all.put(member, canSelect);
        }
        return new ODataType(name, members, navigation, all, element);
    }

    public String name() {
        return name;
    }

    public Map<String, ODataType> members() {
        return members;
    }

    Map<String, ODataType> navigation() {
        return navigation;
    }

    /** Returns the members that are in a response only if they are selected, or never, and whether they can be selected. */
    Map<String, Boolean> hidden() {
        return hidden;
    }

    /** Returns the type of the elements of a list, or null for another type. */
    public @Nullable ODataType element() {
        return element;
    }

    /** Returns whether values of this type have an order. */
    boolean isPrimitive() {
        return members.isEmpty() && element == null;
    }

    boolean isText() {
        return name.equals(TEXT.name);
    }

    /** Returns the type of a structural member at a JSON pointer. */
    ODataType at(String pointer) {
        ODataType found = this;
        String[] path = pointer.split("/", -1);
        for (int i = 1; i < path.length; i++) {
            ODataType member = found.members.get(path[i]);
            if (member == null) {
                throw found.unknown(path[i]);
            }
            found = member;
        }
        return found;
    }

    Refusal unknown(String member) {
        return new Refusal(400, "Could not find a property named '" + member + "' on type '" + name + "'.");
    }

    /**
     * Returns a value of this type: a text, a number, a time, a boolean, a JSON object or list, or null. A value of
     * another type counts as null.
     */
    @Nullable Object value(JsonNode node) {
        if (node.isTextual() && (isText() || this == DATE)) {
            String text = node.textValue();
            return isText() ? this == USER_NAME ? text.toLowerCase(Locale.ROOT) : text : time(text);
        }
        if (this == NUMBER) {
            return node.isNumber() && Double.isFinite(node.doubleValue()) ? node.decimalValue() : null;
        }
        if (this == BOOLEAN) {
            return node.isBoolean() ? node.booleanValue() : null;
        }
        return node.isContainerNode() && !isPrimitive() ? node : null;
    }

    /** Reads a time with an offset, or a date, which begins in UTC. Returns null for anything else. */
    static @Nullable Instant time(String text) {
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Compares two values of the same type. Null comes first. */
    @SuppressWarnings("unchecked")
    static int compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        return ((Comparable<Object>) left).compareTo(right);
    }
}
