package io.cloudjobs.testkit;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Creates copies of an example, each with one member replaced by a value that no service should send. */
public final class WrongValues {
    private static final List<String> VALUES = List.of(
            "null",
            "5",
            "-2.5",
            "1e400",
            "99999999999",
            "99999999999999999999",
            "NaN",
            "Infinity",
            "-Infinity",
            "true",
            "\"\"",
            "\" \"",
            "\"no date\"",
            "\"3\"",
            "{}",
            "{\"value\":\" \",\"id\":{}}",
            "[]",
            "[null,5,\"x\",{},[]]");

    private static final Pattern MEMBER = Pattern.compile("\"([^\"\\\\]++)\"\\s*+:\\s*+");

    private WrongValues() {}

    /**
     * A copy of an example.
     *
     * @param member the name of the changed member
     * @param json the example with the replaced value
     */
    public record Changed(String member, String json) {}

    /**
     * Returns all copies of an example, which must be an object without quotes, brackets or braces inside its strings.
     */
    public static Stream<Changed> in(String example) {
        return MEMBER.matcher(example).results().flatMap(member -> {
            String before = example.substring(0, member.end());
            String after = example.substring(end(example, member.end()));
            return VALUES.stream().map(value -> new Changed(member.group(1), before + value + after));
        });
    }

    private static int end(String json, int start) {
        char first = json.charAt(start);
        if (first == '"') {
            return text(json, start);
        }
        int depth = 0;
        for (int i = start; i < json.length(); i++) {
            char c = json.charAt(i);
            if (depth == 0 && (c == ',' || c == '}' || c == ']' || Character.isWhitespace(c))) {
                return i;
            }
            if (c == '{' || c == '[') {
                depth++;
            } else if (c == '"') {
                i = text(json, i) - 1;
            } else if ((c == '}' || c == ']') && --depth == 0) {
                return i + 1;
            }
        }
        return json.length();
    }

    /** Returns the position after a string. */
    private static int text(String json, int start) {
        int end = start + 1;
        while (json.charAt(end) != '"') {
            end += json.charAt(end) == '\\' ? 2 : 1;
        }
        return end + 1;
    }
}
