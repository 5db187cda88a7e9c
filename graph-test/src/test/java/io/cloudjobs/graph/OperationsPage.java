package io.cloudjobs.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of all operations of our client, which {@code api-test} compares with the client. */
final class OperationsPage {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private OperationsPage() {}

    /** Returns the requests of each operation, as "method, path", by the first call in its row. */
    static Map<String, List<String>> requests() throws IOException {
        String page = Files.readString(Path.of("../docs/print.md"));
        Map<String, List<String>> requests = new LinkedHashMap<>();
        page.substring(page.indexOf("\n## Operations\n"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(line -> {
                    List<String> cells = List.of(line.split("\\|", -1));
                    requests.put(codes(cells.get(1)).get(0), codes(cells.get(2)));
                });
        return requests;
    }

    private static List<String> codes(String cell) {
        List<String> codes = new ArrayList<>();
        Matcher matcher = CODE.matcher(cell);
        while (matcher.find()) {
            codes.add(matcher.group(1));
        }
        return codes;
    }

    /** Returns a pattern of the requests that a row describes. */
    static Pattern pattern(String request) {
        StringBuilder pattern = new StringBuilder();
        int end = 0;
        Matcher variable = Pattern.compile("\\{[^}]+}").matcher(request);
        while (variable.find()) {
            pattern.append(Pattern.quote(request.substring(end, variable.start())))
                    .append(variable.group().equals("{url}") ? "/.+" : "[^/]+");
            end = variable.end();
        }
        return Pattern.compile(pattern + Pattern.quote(request.substring(end)));
    }
}
