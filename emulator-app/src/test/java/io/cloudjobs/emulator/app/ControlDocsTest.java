package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloudjobs.emulator.HeldJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs each curl line of the docs with the real curl, and checks the table of paths. */
class ControlDocsTest {
    private static final Path DOCS = Path.of("..", "docs");

    @TempDir
    private Path directory;

    @Test
    void eachCurlLineSucceeds() throws Exception {
        assumeTrue(runs(Map.of(), "curl --version"), "skipped: there is no curl");
        try (var running = new RunningControl()) {
            List<String> lines = text().lines()
                    .filter(line -> line.startsWith("curl ") && line.contains("$CONTROL"))
                    .toList();
            assertThat(lines).hasSizeGreaterThan(20);
            for (String line : lines) {
                if (!line.contains("@state.json")) {
                    running.emulator.reset();
                }
                HeldJob held = running.emulator.print().holdJob();
                Map<String, String> variables = Map.of(
                        "CONTROL", running.control.origin() + ControlRouter.ROOT,
                        "PRINTER", held.printerId(),
                        "JOB", held.jobId());

                assertThat(runs(variables, line.replaceFirst("curl ", "curl --silent --show-error --fail-with-body ")))
                        .as(line)
                        .isTrue();
            }
        }
    }

    @Test
    void theTableHasAllPaths() throws IOException {
        var documented = new TreeSet<String>();
        text().lines().filter(line -> line.startsWith("| `")).forEach(line -> documented.addAll(operations(line)));

        var existing = new TreeSet<String>();
        OpenApiContract.operations()
                .forEach(operation -> existing.add(operation.replace(ControlRouter.ROOT + "/", "")));
        assertThat(documented).containsAll(existing);
    }

    /** A path that begins with a slash replaces the last segment of the first one. */
    private static Set<String> operations(String row) {
        List<String> cells = List.of(row.split("\\|"));
        var operations = new TreeSet<String>();
        String first = "";
        for (var path :
                Pattern.compile("`([^`]+)`").matcher(cells.get(1)).results().toList()) {
            String name = path.group(1);
            first = name.startsWith("/") ? first : name;
            String full = name.startsWith("/") ? first.substring(0, first.lastIndexOf('/')) + name : name;
            for (String method : cells.get(2).split(",")) {
                operations.add(method.strip() + " " + full);
            }
        }
        return operations;
    }

    private static String text() throws IOException {
        for (Path file : Stream.of("emulator-program.md", "emulator-program-control.part")
                .map(DOCS::resolve)
                .filter(Files::exists)
                .toList()) {
            String text = Files.readString(file);
            if (text.contains("## Control API")) {
                return text;
            }
        }
        throw new AssertionError("the docs have no section 'Control API'");
    }

    private boolean runs(Map<String, String> variables, String command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("sh", "-c", command)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            System.err.println(command + ": " + output);
        }
        return code == 0;
    }
}
