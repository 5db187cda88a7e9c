package io.cloudjobs.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of the tests that runs in a separate JVM with the same class path. */
public final class JavaProgram {
    private JavaProgram() {}

    /** Returns the builder of a process that runs {@code main}. */
    public static ProcessBuilder of(Class<?> main, List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It ends before the optimizing compiler or a parallel collector pays off.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }
}
