package io.cloudjobs.emulator.app;

import io.cloudjobs.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The executable jar in a process of its own. */
final class EmulatorProcess implements AutoCloseable {
    static final Path JAR = Path.of(System.getProperty("emulator.jar"));

    private static final long LIMIT_SECONDS = 60;

    private final Path out;
    private final Path err;
    private final Process process;

    private EmulatorProcess(List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(arguments);
        try {
            out = Files.createTempFile("emulator-", ".out");
            err = Files.createTempFile("emulator-", ".err");
            process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, and waits until it says that it is ready, or ends. */
    static EmulatorProcess start(String... arguments) {
        return start(List.of(), arguments);
    }

    static EmulatorProcess start(List<String> jvmOptions, String... arguments) {
        var started = new EmulatorProcess(jvmOptions, List.of(arguments));
        Eventually.await(() -> started.out().contains(StartText.READY) || !started.process.isAlive());
        return started;
    }

    static EmulatorProcess run(String... arguments) {
        return new EmulatorProcess(List.of(), List.of(arguments));
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    /** Returns the value of a row in the start text. */
    String value(String heading, String row) {
        List<String> lines = out().lines().toList();
        return lines.subList(lines.indexOf(heading), lines.size()).stream()
                .filter(line -> line.startsWith("  " + row + "  "))
                .findFirst()
                .orElseThrow()
                .substring(row.length() + 2)
                .strip();
    }

    /** Returns the commands in the start text. */
    List<String> commands() {
        return out().lines()
                .map(String::strip)
                .filter(line -> line.startsWith("curl "))
                .toList();
    }

    long pid() {
        return process.pid();
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
    }
}
