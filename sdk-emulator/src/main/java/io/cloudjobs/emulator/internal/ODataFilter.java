package io.cloudjobs.emulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@code $filter}: comparisons, {@code in}, {@code and}, {@code or}, {@code not}, parentheses, functions of text, and
 * {@code any} and {@code all} of a list. Anything else is refused with 400. The text is read again for each row, and a
 * first time without a row, which finds all mistakes.
 */
final class ODataFilter {
    private static final int DEEPEST = 50;
    private static final int LONGEST_NUMBER = 40;
    private static final Set<String> OPERATORS = Set.of("eq", "ne", "gt", "ge", "lt", "le");

    /** A part of the condition: its type, and its value for the row. A part without a value is null. */
    private static final class Term {
        final ODataType type;
        final @Nullable Object value;

        Term(ODataType type, @Nullable Object value) {
            this.type = type;
            this.value = value;
        }
    }

    private final ODataText text;
    private final int start;
    private final ODataType type;
    private final Set<String> names = new HashSet<>();
    private JsonNode row = MissingNode.getInstance();
    private int depth;
    /** The variable of the surrounding {@code any} or {@code all}. */
    private @Nullable String variable;

    private ODataType elementType = ODataType.NULL;
    private JsonNode element = row;

    /** Reads a filter up to the first token after it. */
    ODataFilter(ODataText text, ODataType type) {
        this.text = text;
        this.type = type;
        start = text.position();
        if (joined("or").type != ODataType.BOOLEAN) {
            text.expect(""); // otherwise the error is the next token
            throw new Refusal(400, "The $filter expression must evaluate to a single boolean value.");
        }
    }

    boolean accepts(JsonNode entity) {
        row = entity;
        text.goTo(start);
        return Boolean.TRUE.equals(joined("or").value);
    }

    /** Returns whether the filter uses the member. */
    boolean uses(String member) {
        return names.contains(member);
    }

    private static Term condition(@Nullable Boolean value) {
        return new Term(ODataType.BOOLEAN, value);
    }

    /** Reads operands of {@code or}, or of {@code and}. One operand decides if it is true or false. */
    private Term joined(String operator) {
        Boolean decides = operator.equals("or");
        Term result = decides ? joined("and") : comparison();
        while (text.takes(operator)) {
            Term operand = decides ? joined("and") : comparison();
            if (result.type != ODataType.BOOLEAN || operand.type != ODataType.BOOLEAN) {
                throw incompatible(result, operand, operator);
            }
            if (!decides.equals(result.value) && (operand.value == null || decides.equals(operand.value))) {
                result = operand;
            }
        }
        return result;
    }

    private Term comparison() {
        Term left = operand();
        String operator = text.peek();
        if (text.takes("in")) {
            text.expect("(");
            boolean isFound = false;
            do {
                isFound |= compare(left, "eq", operand());
            } while (text.takes(","));
            text.expect(")");
            return condition(isFound);
        }
        return OPERATORS.contains(operator) ? condition(compare(left, text.take(), operand())) : left;
    }

    private static boolean compare(Term left, String operator, Term right) {
        boolean isNullCheck = left.type == ODataType.NULL || right.type == ODataType.NULL;
        boolean isList = left.type.element() != null || right.type.element() != null;
        boolean isComparable = left.type.isPrimitive() && left.type.name().equals(right.type.name());
        if (isList || !(isNullCheck || isComparable)) {
            throw incompatible(left, right, operator);
        }
        boolean hasOrder = left.value != null && right.value != null;
        int order = ODataType.compare(folded(left, right), folded(right, left));
        return switch (operator) {
            case "eq" -> order == 0;
            case "ne" -> order != 0;
            case "gt" -> hasOrder && order > 0;
            case "ge" -> hasOrder && order >= 0;
            case "lt" -> hasOrder && order < 0;
            default -> hasOrder && order <= 0;
        };
    }

    private static Refusal incompatible(Term left, Term right, String operator) {
        return new Refusal(
                400,
                "A binary operator with incompatible types was detected. Found operand types '" + left.type.name()
                        + "' and '" + right.type.name() + "' for operator '" + operator + "'.");
    }

    /** Returns the value of the term, in lower case if the other one is the name of a user. */
    private static @Nullable Object folded(Term term, Term other) {
        return other.type == ODataType.USER_NAME && term.value instanceof String text
                ? text.toLowerCase(Locale.ROOT)
                : term.value;
    }

    private Term operand() {
        if (++depth > DEEPEST) {
            throw new Refusal(400, "Recursion depth exceeded allowed limit.");
        }
        String token = text.take();
        Term term = switch (token) {
            case "(" -> {
                Term inner = joined("or");
                text.expect(")");
                yield inner;
            }
            case "not" -> negated(operand());
            case "true", "false" -> condition(token.equals("true"));
            case "null" -> new Term(ODataType.NULL, null);
            default -> ODataText.isWord(token) ? word(token) : literal(token);
        };
        depth--;
        return term;
    }

    private static Term negated(Term term) {
        if (term.type != ODataType.BOOLEAN) {
            throw new Refusal(
                    400,
                    "A unary operator with an incompatible type was detected. Found operand type '" + term.type.name()
                            + "' for operator 'not'.");
        }
        return condition(term.value instanceof Boolean is ? !is : null);
    }

    private Term literal(String token) {
        if (token.startsWith("'")) {
            return new Term(ODataType.TEXT, text.unquoted(token));
        }
        Instant time = ODataType.time(token);
        if (time != null) {
            return new Term(ODataType.DATE, time);
        }
        try {
            if (token.length() <= LONGEST_NUMBER) {
                return new Term(ODataType.NUMBER, new BigDecimal(token));
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw text.wrong();
    }

    private Term word(String word) {
        if (text.takes("(")) {
            Term term = call(word);
            text.expect(")");
            return term;
        }
        return path(word);
    }

    private Term path(String path) {
        String member = path.split("/", 2)[0];
        if (member.equals(variable)) {
            return path(elementType, element, path.substring(member.length()));
        }
        names.add(member);
        return path(type, row, "/" + path);
    }

    private static Term path(ODataType type, JsonNode node, String pointer) {
        ODataType found = type.at(pointer);
        return new Term(found, found.value(node.at(pointer)));
    }

    /** Reads the arguments of a function, without the last parenthesis. */
    private Term call(String function) {
        int slash = function.lastIndexOf('/');
        String name = function.substring(slash + 1);
        if (slash > 0 && (name.equals("any") || name.equals("all"))) {
            return quantified(path(function.substring(0, slash)), name.equals("any"));
        }
        switch (function) {
            case "tolower", "toupper" -> {
                Object value = argument(function).value;
                if (value instanceof String string) {
                    value = function.equals("tolower")
                            ? string.toLowerCase(Locale.ROOT)
                            : string.toUpperCase(Locale.ROOT);
                }
                return new Term(ODataType.TEXT, value);
            }
            case "startswith", "endswith", "contains" -> {
                Term whole = argument(function);
                text.expect(",");
                Term part = argument(function);
                return condition(
                        folded(whole, part) instanceof String string && folded(part, whole) instanceof String some
                                ? matches(string, function, some)
                                : null);
            }
            default ->
                throw new Refusal(
                        400,
                        "An unknown function with name '" + function
                                + "' was found. This may also be a function import or a key lookup on a navigation"
                                + " property, which is not allowed.");
        }
    }

    private static boolean matches(String whole, String function, String part) {
        return switch (function) {
            case "startswith" -> whole.startsWith(part);
            case "endswith" -> whole.endsWith(part);
            default -> whole.contains(part);
        };
    }

    private Term argument(String function) {
        Term term = operand();
        if (!term.type.isText() && term.type != ODataType.NULL) {
            throw new Refusal(
                    400,
                    "No function signature for the function with name '" + function
                            + "' matches the specified arguments.");
        }
        return term;
    }

    /** Reads the condition of {@code any} or {@code all}. One cannot contain another, so the work stays small. */
    private Term quantified(Term list, boolean any) {
        String name = text.word();
        ODataType of = list.type.element();
        if (of == null || variable != null || name.indexOf('/') >= 0) {
            throw text.wrong();
        }
        text.expect(":");
        variable = name;
        elementType = of;
        int body = text.position();
        element(body, MissingNode.getInstance());
        boolean result = !any;
        if (list.value instanceof JsonNode nodes) {
            for (JsonNode node : nodes) {
                if (element(body, node) == any) {
                    result = any;
                }
            }
        }
        variable = null;
        return condition(result);
    }

    private boolean element(int body, JsonNode node) {
        text.goTo(body);
        element = node;
        Term condition = joined("or");
        if (condition.type != ODataType.BOOLEAN) {
            throw text.wrong();
        }
        return Boolean.TRUE.equals(condition.value);
    }
}
