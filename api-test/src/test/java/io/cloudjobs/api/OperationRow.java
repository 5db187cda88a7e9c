package io.cloudjobs.api;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A row of the table under "Operations" of a page.
 *
 * @param operations the rows of {@link Operation}: {@code PrinterJobResource.abort}
 * @param cells its cells by column title
 */
record OperationRow(List<String> operations, Map<String, String> cells) {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern STEP = Pattern.compile("(\\w+)\\(([^()]*)\\)");

    static List<OperationRow> of(String page, Class<?> client) throws IOException {
        String text = Files.readString(Committed.ROOT.resolve(page));
        List<List<String>> lines = text.substring(text.indexOf("\n## Operations\n"))
                .lines()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
        List<OperationRow> rows = new ArrayList<>();
        for (List<String> line : lines.subList(2, lines.size())) {
            Map<String, String> cells = new LinkedHashMap<>();
            for (int i = 0; i < line.size(); i++) {
                cells.put(lines.get(0).get(i), line.get(i));
            }
            rows.add(new OperationRow(operations(line.get(0), client), cells));
        }
        return rows;
    }

    /** Returns the text in the first backticks of a cell. */
    String code(String column) {
        return CODE.matcher(cells.get(column))
                .results()
                .map(code -> code.group(1))
                .findFirst()
                .orElse("");
    }

    private static List<String> operations(String cell, Class<?> client) {
        List<String> operations = new ArrayList<>();
        Class<?> type = client;
        for (MatchResult code : CODE.matcher(cell).results().toList()) {
            String call = code.group(1).replace("...document(d)", "printer(p).job(j).document(d)");
            List<MatchResult> steps = STEP.matcher(call).results().toList();
            // A name that starts with a dot continues the previous one.
            type = call.startsWith(".") ? type : client;
            for (MatchResult step : steps.subList(0, steps.size() - 1)) {
                type = method(type, step.group(1)).getReturnType();
            }
            MatchResult verb = steps.get(steps.size() - 1);
            boolean hasKind = verb.group(2).matches("[A-Z]\\w+");
            operations.add(type.getSimpleName() + "."
                    + method(type, verb.group(1)).getName() + (hasKind ? "(" + verb.group(2) + ")" : ""));
        }
        return operations;
    }

    private static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type.getSimpleName() + " has no method " + name));
    }
}
