package io.cloudjobs.faults;

import io.cloudjobs.testkit.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

/** Runs a program of these tests in a separate JVM with little memory. */
final class SmallProgram {
    private SmallProgram() {}

    /** Returns the output of the program. */
    static List<String> run(String memory, Class<?> main, List<String> arguments) throws IOException {
        Process program = JavaProgram.of(main, List.of(memory), arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader printed = program.inputReader()) {
            return printed.lines().toList();
        } finally {
            program.destroyForcibly();
        }
    }
}
