package io.cloudjobs.emulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.emulator.internal.ODataLexer.Kind;
import io.cloudjobs.emulator.internal.ODataLexer.Token;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A {@code $filter}: comparisons, {@code in}, {@code and}, {@code or}, {@code not}, parentheses, functions of text, and
 * {@code any} and {@code all} of a list. Anything else is refused with 400.
 */
final class ODataFilter {
    private static final int DEEPEST = 50;
    private static final int LONGEST_NUMBER = 40;
    private static final Set<String> OPERATORS = Set.of("eq", "ne", "gt", "ge", "lt", "le");

    private final String text;
    private final ODataType type;
    private final List<Token> tokens;
    private final ODataTerm condition;
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
        ODataTerm term = either();
        if (peek().kind() != Kind.END) {
            throw syntax(peek());
        }
        if (term.type() != ODataType.BOOLEAN) {
            throw new ODataRefusal("The $filter expression must evaluate to a single boolean value.");
        }
        condition = term;
    }

    static ODataFilter of(String text, ODataType type) {
        return new ODataFilter(text, type);
    }

    boolean accepts(JsonNode row) {
        return Boolean.TRUE.equals(condition.value().of(row, row));
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

    private ODataTerm either() {
        return joined("or");
    }

    /** Reads operands of {@code or}, or of {@code and}. */
    private ODataTerm joined(String operator) {
        boolean isOr = operator.equals("or");
        var operands = new ArrayList<ODataTerm>();
        do {
            operands.add(isOr ? joined("and") : comparison());
        } while (takes(Kind.WORD, operator));
        if (operands.size() == 1) {
            return operands.get(0);
        }
        return ODataTerm.joined(operands, operator);
    }

    private ODataTerm comparison() {
        ODataTerm left = operand();
        Token operator = peek();
        if (takes(Kind.WORD, "in")) {
            return in(left);
        }
        if (operator.kind() != Kind.WORD || !OPERATORS.contains(operator.text())) {
            return left;
        }
        next++;
        return left.compared(operator.text(), operand());
    }

    private ODataTerm in(ODataTerm left) {
        expect("(");
        var alternatives = new ArrayList<ODataTerm>();
        do {
            alternatives.add(left.compared("eq", operand()));
        } while (takes(Kind.SIGN, ","));
        expect(")");
        return ODataTerm.anyOf(alternatives);
    }

    private ODataTerm operand() {
        if (++depth > DEEPEST) {
            throw new ODataRefusal("Recursion depth exceeded allowed limit.");
        }
        Token token = take();
        ODataTerm term = operand(token);
        depth--;
        return term;
    }

    private ODataTerm operand(Token token) {
        String word = token.text();
        if (token.is(Kind.SIGN, "(")) {
            ODataTerm inner = either();
            expect(")");
            return inner;
        }
        if (token.kind() == Kind.LITERAL) {
            return literal(token);
        }
        if (token.kind() == Kind.WORD) {
            return word(token);
        }
        if (token.kind() != Kind.STRING) {
            throw syntax(token);
        }
        return new ODataTerm(ODataType.TEXT, (row, element) -> word);
    }

    private ODataTerm literal(Token token) {
        String word = token.text();
        if (word.length() <= LONGEST_NUMBER) {
            Instant time = ODataValue.time(word);
            if (time != null) {
                return new ODataTerm(ODataType.DATE, (row, element) -> time);
            }
            try {
                var number = new BigDecimal(word);
                return new ODataTerm(ODataType.NUMBER, (row, element) -> number);
            } catch (NumberFormatException e) {
                // Refused below.
            }
        }
        throw syntax(token);
    }

    private ODataTerm word(Token token) {
        String word = token.text();
        if (word.equals("not")) {
            return operand().negated();
        }
        if (takes(Kind.SIGN, "(")) {
            ODataTerm term = call(word);
            expect(")");
            return term;
        }
        return switch (word) {
            case "true", "false" -> {
                boolean value = word.equals("true");
                yield new ODataTerm(ODataType.BOOLEAN, (row, element) -> value);
            }
            case "null" -> new ODataTerm(ODataType.NULL, (row, element) -> null);
            default -> path(word);
        };
    }

    private ODataTerm path(String path) {
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
        return new ODataTerm(last, (row, element) -> {
            JsonNode node = from == 1 ? element : row;
            for (String member : members.subList(from, members.size())) {
                node = node.path(member);
            }
            return ODataValue.of(node, last);
        });
    }

    /** Reads the arguments of a function, without the last parenthesis. */
    private ODataTerm call(String function) {
        int slash = function.lastIndexOf('/');
        String name = function.substring(slash + 1);
        if (slash > 0 && (name.equals("any") || name.equals("all"))) {
            return quantified(path(function.substring(0, slash)), name.equals("any"));
        }
        switch (function) {
            case "tolower", "toupper" -> {
                return text(function).inCase(function.equals("tolower"));
            }
            case "startswith", "endswith", "contains" -> {
                ODataTerm whole = text(function);
                expect(",");
                return whole.matching(function, text(function));
            }
            default ->
                throw new ODataRefusal("An unknown function with name '" + function
                        + "' was found. This may also be a function import or a key lookup on a navigation"
                        + " property, which is not allowed.");
        }
    }

    private ODataTerm text(String function) {
        ODataTerm term = operand();
        if (!term.type().isText() && term.type() != ODataType.NULL) {
            throw new ODataRefusal("No function signature for the function with name '" + function
                    + "' matches the specified arguments.");
        }
        return term;
    }

    /** Reads the condition of {@code any} or {@code all}. One cannot contain another, so the work stays small. */
    private ODataTerm quantified(ODataTerm list, boolean any) {
        Token name = take();
        ODataType elementType = list.type().element();
        boolean isVariable = name.kind() == Kind.WORD && name.text().indexOf('/') < 0;
        if (elementType == null || variable != null || !isVariable) {
            throw syntax(name);
        }
        expect(":");
        variable = name.text();
        variableType = elementType;
        ODataTerm element = either();
        variable = null;
        if (element.type() != ODataType.BOOLEAN) {
            throw syntax(name);
        }
        return list.quantified(any, element);
    }
}
