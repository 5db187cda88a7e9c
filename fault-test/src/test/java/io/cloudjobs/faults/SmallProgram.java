package io.cloudjobs.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a program of these tests in a JVM of its own, with little memory. */
final class SmallProgram {
    private SmallProgram() {}

    /** What the program prints. */
    static List<String> run(String memory, Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                memory,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        Process program = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader printed = program.inputReader()) {
            return printed.lines().toList();
        } finally {
            program.destroyForcibly();
        }
    }
}
