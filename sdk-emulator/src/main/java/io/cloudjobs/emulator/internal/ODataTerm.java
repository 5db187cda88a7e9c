package io.cloudjobs.emulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A part of a {@code $filter}: its type, and its value for a row. A part without a value is null. */
record ODataTerm(ODataType type, Value value) {
    /** A value that depends on the row, and in {@code any} and {@code all} on an element of a list. */
    interface Value {
        @Nullable Object of(JsonNode row, JsonNode element);
    }

    private static ODataTerm condition(Value value) {
        return new ODataTerm(ODataType.BOOLEAN, value);
    }

    /** Joins operands by {@code or} or {@code and}. One operand decides if it is true or false. */
    static ODataTerm joined(List<ODataTerm> operands, String operator) {
        for (ODataTerm operand : operands) {
            if (operand.type != ODataType.BOOLEAN) {
                throw incompatible(operands.get(0), operand, operator);
            }
        }
        boolean decides = operator.equals("or");
        return condition((row, element) -> {
            Boolean result = !decides;
            for (ODataTerm operand : operands) {
                Object value = operand.value.of(row, element);
                if (value == null) {
                    result = null;
                } else if (value.equals(decides)) {
                    return decides;
                }
            }
            return result;
        });
    }

    /** Returns a condition that is never null: whether one of these is true. */
    static ODataTerm anyOf(List<ODataTerm> alternatives) {
        return condition((row, element) -> {
            for (ODataTerm alternative : alternatives) {
                if (Boolean.TRUE.equals(alternative.value.of(row, element))) {
                    return true;
                }
            }
            return false;
        });
    }

    ODataTerm compared(String operator, ODataTerm right) {
        boolean isNullCheck = type == ODataType.NULL || right.type == ODataType.NULL;
        boolean isList = type.element() != null || right.type.element() != null;
        boolean isComparable = type.isPrimitive() && type.name().equals(right.type.name());
        if (isList || !(isNullCheck || isComparable)) {
            throw incompatible(this, right, operator);
        }
        Value a = foldedWith(right).value;
        Value b = right.foldedWith(this).value;
        return condition((row, element) -> compare(a.of(row, element), operator, b.of(row, element)));
    }

    private static boolean compare(@Nullable Object left, String operator, @Nullable Object right) {
        boolean hasOrder = left != null && right != null;
        int order = ODataValue.compare(left, right);
        return switch (operator) {
            case "eq" -> order == 0;
            case "ne" -> order != 0;
            case "gt" -> hasOrder && order > 0;
            case "ge" -> hasOrder && order >= 0;
            case "lt" -> hasOrder && order < 0;
            default -> hasOrder && order <= 0;
        };
    }

    private static ODataRefusal incompatible(ODataTerm left, ODataTerm right, String operator) {
        return new ODataRefusal("A binary operator with incompatible types was detected. Found operand types '"
                + left.type.name() + "' and '" + right.type.name() + "' for operator '" + operator + "'.");
    }

    /** Returns this term, in lower case if this or the other one is the name of a user. */
    private ODataTerm foldedWith(ODataTerm other) {
        boolean isName = type == ODataType.USER_NAME || other.type == ODataType.USER_NAME;
        return isName
                ? new ODataTerm(
                        type,
                        (row, element) -> value.of(row, element) instanceof String text ? ODataValue.fold(text) : null)
                : this;
    }

    ODataTerm negated() {
        if (type != ODataType.BOOLEAN) {
            throw new ODataRefusal("A unary operator with an incompatible type was detected. Found operand type '"
                    + type.name() + "' for operator 'not'.");
        }
        return condition((row, element) -> value.of(row, element) instanceof Boolean is ? !is : null);
    }

    ODataTerm inCase(boolean lower) {
        return new ODataTerm(
                ODataType.TEXT,
                (row, element) -> value.of(row, element) instanceof String text
                        ? lower ? ODataValue.fold(text) : text.toUpperCase(Locale.ROOT)
                        : null);
    }

    /** Applies {@code startswith}, {@code endswith} or {@code contains}. */
    ODataTerm matching(String function, ODataTerm part) {
        Value whole = foldedWith(part).value;
        Value sought = part.foldedWith(this).value;
        return condition((row, element) -> {
            if (whole.of(row, element) instanceof String text && sought.of(row, element) instanceof String some) {
                return switch (function) {
                    case "startswith" -> text.startsWith(some);
                    case "endswith" -> text.endsWith(some);
                    default -> text.contains(some);
                };
            }
            return null;
        });
    }

    /** Returns whether the condition is true for any element of this list, or for all. */
    ODataTerm quantified(boolean any, ODataTerm condition) {
        return condition((row, outer) -> {
            if (value.of(row, outer) instanceof JsonNode nodes) {
                for (JsonNode node : nodes) {
                    if (any == Boolean.TRUE.equals(condition.value.of(row, node))) {
                        return any;
                    }
                }
            }
            return !any;
        });
    }
}
