package io.cloudjobs.emulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values of a query: a text, a number, a time, a boolean, a JSON object or list, or null. */
final class ODataValue {
    private ODataValue() {}

    /** Returns the value of a member. A value of another type counts as null. */
    static @Nullable Object of(JsonNode node, ODataType type) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (type == ODataType.USER_NAME) {
            return node.isTextual() ? fold(node.textValue()) : null;
        }
        if (type.isText()) {
            return node.textValue();
        }
        if (type == ODataType.BOOLEAN) {
            return node.isBoolean() ? node.booleanValue() : null;
        }
        if (type == ODataType.NUMBER) {
            return node.isNumber() && Double.isFinite(node.doubleValue()) ? node.decimalValue() : null;
        }
        if (type == ODataType.DATE) {
            return node.isTextual() ? time(node.textValue()) : null;
        }
        return node;
    }

    static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
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
