package io.cloudjobs.emulator.app;

import static java.util.stream.Collectors.joining;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs each curl line of the docs with the real curl, and checks the table of paths. */
class ControlDocsTest {
    private static final Path PAGE = Path.of("..", "docs", "emulator-program.md");

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

    /** The lines are one script, on the demonstration tenant, with the ports of this test. */
    @Test
    void theFirstSessionAbortsAJobAndSeesAFault() throws Exception {
        assumeTrue(runs(Map.of(), "curl --version"), "skipped: there is no curl");
        try (var running = new RunningControl()) {
            Seed.loadDemonstration(running.emulator);
            String text = text();
            String section = text.substring(text.indexOf("## A first session"), text.indexOf("## Other languages"));
            String script = Pattern.compile("(?s)```sh\\n(.*?)```")
                    .matcher(section)
                    .results()
                    .map(block -> block.group(1))
                    .collect(joining())
                    .replace("curl ", "curl --silent --show-error ")
                    .replace("http://127.0.0.1:7800/_cloudjobs", running.control.origin() + ControlRouter.ROOT)
                    .replace(
                            "http://127.0.0.1:7801/v1.0",
                            running.emulator.print().endpoint());

            assertThat(runs(Map.of(), script)).isTrue();

            String lobby = "/v1.0/print/printers/demo-lobby/jobs";
            assertThat(running.emulator.requestLog())
                    .extracting(request -> request.method() + " " + request.target() + " " + request.status())
                    .containsExactly(
                            "GET " + lobby + "/1 200",
                            "POST " + lobby + "/1/abort 204",
                            "GET " + lobby + "/1 200",
                            "GET " + lobby + " 503");
            assertThat(running.emulator.requestLog().get(2).responseBody()).contains("\"aborted\"");
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
        return Files.readString(PAGE);
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
