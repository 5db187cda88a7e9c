package io.cloudjobs.api;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Committed files that describe the code. The test writes their expected content to {@code target/update}, ready to
 * copy.
 */
final class Committed {
    static final Path ROOT = root();

    private Committed() {}

    /** Fails unless the file has exactly these lines. Its path is relative to the root of the project. */
    static void check(String path, List<String> lines) throws IOException {
        Path update = ROOT.resolve("api-test/target/update").resolve(path);
        Files.createDirectories(update.getParent());
        Files.writeString(update, String.join("\n", lines) + "\n");

        Path committed = ROOT.resolve(path);
        List<String> before = Files.exists(committed) ? Files.readAllLines(committed) : List.of();
        if (!before.equals(lines)) {
            List<String> changes = new ArrayList<>();
            without(before, lines).forEach(line -> changes.add("- " + line));
            without(lines, before).forEach(line -> changes.add("+ " + line));
            fail("""
                    %s is not what the code is now:
                    %s
                    If the change is meant, run this in the folder of the project, and look at it in the commit:
                      cp -r api-test/target/update/. .""".formatted(path, String.join("\n", changes)));
        }
    }

    private static List<String> without(List<String> lines, List<String> others) {
        List<String> rest = new ArrayList<>(withHeads(lines));
        rest.removeAll(withHeads(others));
        return rest;
    }

    /** Prefixes each indented line with its parent line, so that it is understandable alone. */
    private static List<String> withHeads(List<String> lines) {
        List<String> whole = new ArrayList<>();
        String head = "";
        for (String line : lines) {
            if (line.startsWith("    ")) {
                whole.add(head + ": " + line.strip());
            } else if (!line.isEmpty()) {
                head = line.replaceAll(" (extends|implements|permits) .*", "");
                whole.add(line);
            }
        }
        return whole;
    }

    /** Returns the root of the project. Maven runs tests in the folder of the module, other tools in the root. */
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("sdk-bom"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
