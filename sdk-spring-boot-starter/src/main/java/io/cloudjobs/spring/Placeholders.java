package io.cloudjobs.spring;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds unresolved placeholders. Boot leaves them as they are, so the client would send them, for example as the password. */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}]+)}");

    private Placeholders() {}

    /**
     * Checks that a value, and each element of a list, has no unresolved placeholder.
     *
     * @param property the full name of the property
     * @param value the value of the property
     * @param isSecret whether the value is a secret. Among other characters, the text in braces may be part of it, so the
     *     message then has the variable only if the placeholder is the whole value.
     */
    static void check(String property, Object value, boolean isSecret) {
        List<?> elements = value instanceof List<?> list ? list : List.of(value);
        List<String> variables = elements.stream()
                .map(Object::toString)
                .flatMap(element -> PLACEHOLDER
                        .matcher(element)
                        .results()
                        .map(found -> isSecret && !isWhole(found, element)
                                ? "the variable between ${ and }"
                                : found.group(1)))
                .distinct()
                .toList();
        if (!variables.isEmpty()) {
            throw new PropertyException(
                    property + " has an unresolved placeholder",
                    "Set " + listed(variables)
                            + ", for example in the environment, or give the placeholder a default.");
        }
    }

    private static boolean isWhole(MatchResult found, String value) {
        return found.group().equals(value);
    }

    private static String listed(List<String> variables) {
        int last = variables.size() - 1;
        return last == 0
                ? variables.get(0)
                : String.join(", ", variables.subList(0, last)) + " and " + variables.get(last);
    }
}
