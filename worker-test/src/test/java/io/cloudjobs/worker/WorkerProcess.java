package io.cloudjobs.worker;

import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.testkit.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A worker in a JVM of its own. It gets commands on its standard input, and ends when that ends, so no worker outlives the
 * test.
 */
final class WorkerProcess {
    private final Process process;
    private final PrintStream commands;
    private final List<String> entries = new ArrayList<>();
    private CompletableFuture<List<String>> asked = new CompletableFuture<>();
    private volatile boolean isStarted;
    private volatile int port;

    private WorkerProcess(Process process) {
        this.process = process;
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    static WorkerProcess start(Map<WorkerSetting, String> settings, Path log) {
        List<String> options = new ArrayList<>(List.of("-Xmx256m", "-Dsun.net.httpserver.nodelay=true"));
        settings.forEach((setting, value) -> options.add(setting.option(value)));
        try {
            Process process = JavaProgram.of(WorkerProgram.class, options, List.of())
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            WorkerProcess worker = new WorkerProcess(process);
            Daemons.start(worker::read);
            return worker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            // The worker is dead.
        }
        answer(false);
    }

    private synchronized void take(String line) {
        if (line.startsWith("ready ")) {
            port = Integer.parseInt(line.substring("ready ".length()));
            isStarted = true;
        } else if (line.equals("end") || line.equals("failed")) {
            answer(line.equals("end"));
        } else {
            entries.add(line);
        }
    }

    private synchronized void answer(boolean complete) {
        asked.complete(complete ? List.copyOf(entries) : List.of());
    }

    boolean isStarted() {
        return isStarted && process.isAlive();
    }

    /** Returns the port that takes notifications; 0 as long as there is none. A worker without a port takes no commands. */
    int port() {
        return process.isAlive() ? port : 0;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Decides from outside to release a job. Nothing happens if the worker dies before. */
    void release(PrintJobLink job) {
        commands.println("release " + job.printerId() + " " + job.jobId());
    }

    /** Returns the entries of all workers, a line each: the id of the task and the state. Empty if the worker fails or dies. */
    List<String> entries() {
        CompletableFuture<List<String>> answer = new CompletableFuture<>();
        synchronized (this) {
            entries.clear();
            asked = answer;
        }
        commands.println("entries");
        return answer.join();
    }

    void kill() {
        process.destroyForcibly();
    }
}
