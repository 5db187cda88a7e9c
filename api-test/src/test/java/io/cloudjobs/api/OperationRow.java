package io.cloudjobs.api;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A row of the table under "Operations" of a page.
 *
 * @param operations the rows of {@link Operation}: {@code PrinterJobResource.abort}
 * @param cells its cells by column title
 */
record OperationRow(List<String> operations, Map<String, String> cells) {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    static List<OperationRow> of(String page, OperationCalls calls) throws IOException {
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
            rows.add(new OperationRow(calls.operations(line.get(0)), cells));
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
}
