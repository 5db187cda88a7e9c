package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Compares the Dockerfile with the program. The image itself cannot be built in the tests. */
class DockerfileTest {
    private static final Path FILE = Path.of("Dockerfile");

    @Test
    void itHasTheseInstructions() throws IOException {
        assertThat(instructions().stream().map(line -> line.substring(0, line.indexOf(' '))))
                .containsExactly("FROM", "COPY", "USER", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD");
    }

    @Test
    void itExposesThePortsOfTheProgramOnly() throws IOException {
        String ports = Stream.concat(
                        Stream.of(ProgramOptions.FIRST_PORT), new ProgramOptions().ports().values().stream())
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
        assertThat(instruction("EXPOSE")).isEqualTo(ports);
    }

    @Test
    void itCopiesTheJarOfTheBuildAndRunsIt() throws IOException {
        assertThat(instruction("COPY")).isEqualTo("target/cloudjobs-emulator.jar /opt/cloudjobs-emulator.jar");
        assertThat(Path.of(System.getProperty("emulator.jar")))
                .isEqualTo(Path.of("target", "cloudjobs-emulator.jar").toAbsolutePath());
        assertThat(Files.readAllLines(Path.of(".dockerignore"))).containsExactly("*", "!target/cloudjobs-emulator.jar");
        assertThat(arguments("ENTRYPOINT")).startsWith("java", "-jar", "/opt/cloudjobs-emulator.jar");
    }

    @Test
    void itsOptionsAreThoseOfTheProgram() throws IOException {
        List<String> start = new ArrayList<>(arguments("ENTRYPOINT"));
        start.addAll(arguments("CMD"));
        ProgramOptions options = parse(start);
        assertThat(options.bind.isAnyLocalAddress()).isTrue();
        assertThat(options.host()).isEqualTo("localhost");

        String check = instruction("HEALTHCHECK");
        assertThat(parse(json(check.substring(check.indexOf("CMD ") + 4))).health)
                .isTrue();
    }

    @Test
    void itDoesNotRunAsRoot() throws IOException {
        assertThat(instruction("USER")).matches("[1-9][0-9]*:[1-9][0-9]*");
    }

    /** Returns the lines without comments. A line that ends with a backslash goes on in the next one. */
    private static List<String> instructions() throws IOException {
        return Files.readString(FILE)
                .replace("\\\n", "")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static String instruction(String name) throws IOException {
        return instructions().stream()
                .filter(line -> line.startsWith(name + " "))
                .findFirst()
                .orElseThrow()
                .substring(name.length() + 1);
    }

    private static List<String> arguments(String name) throws IOException {
        return json(instruction(name));
    }

    private static List<String> json(String array) throws IOException {
        return List.of(new JsonMapper().readValue(array, String[].class));
    }

    private static ProgramOptions parse(List<String> command) {
        var options = new ProgramOptions();
        List<String> arguments = command.stream()
                .dropWhile(argument -> !argument.endsWith(".jar"))
                .skip(1)
                .toList();
        new CommandLine(options).parseArgs(arguments.toArray(String[]::new));
        return options;
    }
}
