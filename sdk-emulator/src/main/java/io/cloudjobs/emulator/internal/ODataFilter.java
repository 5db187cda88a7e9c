package io.cloudjobs.emulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.emulator.internal.ODataLexer.Kind;
import io.cloudjobs.emulator.internal.ODataLexer.Token;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A {@code $filter}: comparisons, {@code in}, {@code and}, {@code or}, {@code not}, parentheses, functions of text, and
 * {@code any} and {@code all} of a list. Anything else is refused with 400.
 */
final class ODataFilter {
    /** A value that depends on the row, and in {@code any} and {@code all} on an element of a list. */
    private interface Value {
        @Nullable Object of(JsonNode row, JsonNode element);
    }

    private record Term(ODataType type, Value value) {
        /** Returns this term with lower-case text. */
        Term folded() {
            return new Term(
                    type,
                    (row, element) -> value.of(row, element) instanceof String text ? ODataValue.fold(text) : null);
        }
    }

    private static final int DEEPEST = 50;
    private static final int LONGEST_NUMBER = 40;
    private static final Set<String> OPERATORS = Set.of("eq", "ne", "gt", "ge", "lt", "le");

    private final String text;
    private final ODataType type;
    private final List<Token> tokens;
    private final Value condition;
    private final Set<String> names = new TreeSet<>();
    private int next;
    private int depth;
    /** The variable of the surrounding {@code any} or {@code all}. */
    private @Nullable String variable;

    private ODataType variableType = ODataType.NULL;

    private ODataFilter(String text, ODataType type) {
        this.text = text;
        this.type = type;
        tokens = ODataLexer.tokens(text);
        Term term = either();
        if (peek().kind() != Kind.END) {
            throw syntax(peek());
        }
        if (term.type != ODataType.BOOLEAN) {
            throw new ODataRefusal("The $filter expression must evaluate to a single boolean value.");
        }
        condition = term.value;
    }

    static ODataFilter of(String text, ODataType type) {
        return new ODataFilter(text, type);
    }

    boolean accepts(JsonNode row) {
        return Boolean.TRUE.equals(condition.of(row, row));
    }

    /** Returns whether the filter uses the member. */
    boolean uses(String member) {
        return names.contains(member);
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        return tokens.get(next++);
    }

    private boolean takes(Kind kind, String value) {
        boolean found = peek().is(kind, value);
        if (found) {
            next++;
        }
        return found;
    }

    private void expect(String sign) {
        if (!takes(Kind.SIGN, sign)) {
            throw syntax(peek());
        }
    }

    private ODataRefusal syntax(Token token) {
        return ODataLexer.syntax(text, token.position());
    }

    private Term either() {
        return joined("or");
    }

    /** Reads operands of {@code or}, or of {@code and}. One operand decides if it equals {@code decides}. */
    private Term joined(String operator) {
        boolean decides = operator.equals("or");
        var operands = new ArrayList<Term>();
        do {
            operands.add(decides ? joined("and") : comparison());
        } while (takes(Kind.WORD, operator));
        if (operands.size() == 1) {
            return operands.get(0);
        }
        for (Term operand : operands) {
            if (operand.type != ODataType.BOOLEAN) {
                throw incompatible(operands.get(0), operand, operator);
            }
        }
        return new Term(ODataType.BOOLEAN, (row, element) -> {
            Boolean result = !decides;
            for (Term operand : operands) {
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

    private Term comparison() {
        Term left = operand();
        Token operator = peek();
        if (takes(Kind.WORD, "in")) {
            return in(left);
        }
        if (operator.kind() != Kind.WORD || !OPERATORS.contains(operator.text())) {
            return left;
        }
        next++;
        return compared(left, operator.text(), operand());
    }

    private Term in(Term left) {
        expect("(");
        var alternatives = new ArrayList<Term>();
        do {
            alternatives.add(compared(left, "eq", operand()));
        } while (takes(Kind.SIGN, ","));
        expect(")");
        return new Term(ODataType.BOOLEAN, (row, element) -> {
            for (Term alternative : alternatives) {
                if (Boolean.TRUE.equals(alternative.value.of(row, element))) {
                    return true;
                }
            }
            return false;
        });
    }

    private static Term compared(Term left, String operator, Term right) {
        boolean isNullCheck = left.type == ODataType.NULL || right.type == ODataType.NULL;
        boolean isList = left.type.element() != null || right.type.element() != null;
        boolean isComparable = left.type.isPrimitive() && left.type.name().equals(right.type.name());
        if (isList || !(isNullCheck || isComparable)) {
            throw incompatible(left, right, operator);
        }
        boolean isFolded = left.type == ODataType.USER_NAME || right.type == ODataType.USER_NAME;
        Value a = isFolded ? left.folded().value : left.value;
        Value b = isFolded ? right.folded().value : right.value;
        return new Term(ODataType.BOOLEAN, (row, element) -> compare(a.of(row, element), operator, b.of(row, element)));
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

    private static ODataRefusal incompatible(Term left, Term right, String operator) {
        return new ODataRefusal("A binary operator with incompatible types was detected. Found operand types '"
                + left.type.name() + "' and '" + right.type.name() + "' for operator '" + operator + "'.");
    }

    private Term operand() {
        if (++depth > DEEPEST) {
            throw new ODataRefusal("Recursion depth exceeded allowed limit.");
        }
        Token token = take();
        Term term = operand(token);
        depth--;
        return term;
    }

    private Term operand(Token token) {
        String word = token.text();
        return switch (token.kind()) {
            case STRING -> new Term(ODataType.TEXT, (row, element) -> word);
            case LITERAL -> literal(token);
            case WORD -> word(token);
            case SIGN -> {
                if (!word.equals("(")) {
                    throw syntax(token);
                }
                Term inner = either();
                expect(")");
                yield inner;
            }
            case END -> throw syntax(token);
        };
    }

    private Term literal(Token token) {
        String word = token.text();
        if (word.length() <= LONGEST_NUMBER) {
            Instant time = ODataValue.time(word);
            if (time != null) {
                return new Term(ODataType.DATE, (row, element) -> time);
            }
            try {
                var number = new BigDecimal(word);
                return new Term(ODataType.NUMBER, (row, element) -> number);
            } catch (NumberFormatException e) {
                // Refused below.
            }
        }
        throw syntax(token);
    }

    private Term word(Token token) {
        String word = token.text();
        if (word.equals("not")) {
            return not(operand());
        }
        if (takes(Kind.SIGN, "(")) {
            Term term = call(word);
            expect(")");
            return term;
        }
        return switch (word) {
            case "true", "false" -> {
                boolean value = word.equals("true");
                yield new Term(ODataType.BOOLEAN, (row, element) -> value);
            }
            case "null" -> new Term(ODataType.NULL, (row, element) -> null);
            default -> path(word);
        };
    }

    private static Term not(Term operand) {
        if (operand.type != ODataType.BOOLEAN) {
            throw new ODataRefusal("A unary operator with an incompatible type was detected. Found operand type '"
                    + operand.type.name() + "' for operator 'not'.");
        }
        return new Term(
                ODataType.BOOLEAN,
                (row, element) -> operand.value.of(row, element) instanceof Boolean value ? !value : null);
    }

    private Term path(String path) {
        List<String> members = ODataLexer.split(path, '/');
        int from = members.get(0).equals(variable) ? 1 : 0;
        ODataType found = from == 1 ? variableType : type;
        if (from == 0) {
            names.add(members.get(0));
        }
        for (String member : members.subList(from, members.size())) {
            found = found.member(member);
        }
        ODataType last = found;
        return new Term(last, (row, element) -> {
            JsonNode node = from == 1 ? element : row;
            for (String member : members.subList(from, members.size())) {
                node = node.path(member);
            }
            return ODataValue.of(node, last);
        });
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
                Term text = text(function);
                return new Term(
                        ODataType.TEXT,
                        (row, element) -> text.value.of(row, element) instanceof String value
                                ? function.equals("tolower") ? ODataValue.fold(value) : value.toUpperCase(Locale.ROOT)
                                : null);
            }
            case "startswith", "endswith", "contains" -> {
                Term whole = text(function);
                expect(",");
                Term part = text(function);
                boolean isFolded = whole.type == ODataType.USER_NAME || part.type == ODataType.USER_NAME;
                return matching(function, isFolded ? whole.folded() : whole, isFolded ? part.folded() : part);
            }
            default ->
                throw new ODataRefusal("An unknown function with name '" + function
                        + "' was found. This may also be a function import or a key lookup on a navigation"
                        + " property, which is not allowed.");
        }
    }

    private Term text(String function) {
        Term term = operand();
        if (!term.type.isText() && term.type != ODataType.NULL) {
            throw new ODataRefusal("No function signature for the function with name '" + function
                    + "' matches the specified arguments.");
        }
        return term;
    }

    private static Term matching(String function, Term whole, Term part) {
        return new Term(ODataType.BOOLEAN, (row, element) -> {
            if (whole.value.of(row, element) instanceof String text
                    && part.value.of(row, element) instanceof String sought) {
                return switch (function) {
                    case "startswith" -> text.startsWith(sought);
                    case "endswith" -> text.endsWith(sought);
                    default -> text.contains(sought);
                };
            }
            return null;
        });
    }

    /** Reads the condition of {@code any} or {@code all}. One cannot contain another, so the work stays small. */
    private Term quantified(Term list, boolean any) {
        Token name = take();
        ODataType elementType = list.type.element();
        boolean isVariable = name.kind() == Kind.WORD && name.text().indexOf('/') < 0;
        if (elementType == null || variable != null || !isVariable) {
            throw syntax(name);
        }
        expect(":");
        variable = name.text();
        variableType = elementType;
        Term element = either();
        variable = null;
        if (element.type != ODataType.BOOLEAN) {
            throw syntax(name);
        }
        return new Term(ODataType.BOOLEAN, (row, outer) -> {
            if (list.value.of(row, outer) instanceof JsonNode nodes) {
                for (JsonNode node : nodes) {
                    if (any == Boolean.TRUE.equals(element.value.of(row, node))) {
                        return any;
                    }
                }
            }
            return !any;
        });
    }
}
