package io.cloudjobs.emulator.app;

import io.cloudjobs.core.internal.secret.Shown;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The main class of the emulator as a program: starts all services on fixed ports, and the page. */
public final class EmulatorProgram {
    private static final int DONE = 0;
    private static final int NOT_READY = 1;
    private static final int CANNOT_START = 2;

    /** A system property: Maven does not end the program that it runs when it gets a SIGTERM. */
    static final String END_WITH_PARENT = "cloudjobs.emulator.endWithParent";

    private final PrintStream out;
    private final PrintStream err;
    private int status = DONE;

    EmulatorProgram(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Starts the emulator and runs until the process is terminated. If it cannot start, writes one line to the standard
     * error, and exits with code 2. {@code --help} lists the options.
     *
     * @param arguments the options
     * @throws InterruptedException if another thread interrupts the main thread
     */
    public static void main(String... arguments) throws InterruptedException {
        ServerSettings.apply();
        var program = new EmulatorProgram(System.out, System.err);
        RunningEmulator running = program.start(arguments);
        if (running != null) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> program.stop(running), "cloudjobs-emulator-stop"));
            if (Boolean.getBoolean(END_WITH_PARENT)) {
                ProcessHandle.current()
                        .parent()
                        .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(DONE)));
            }
            program.out.print(StartText.of(running));
            program.out.flush();
            Thread.currentThread().join(); // until the JVM ends
        }
        System.exit(program.status);
    }

    /** Returns the exit code of a program that has not started. */
    int status() {
        return status;
    }

    /** Returns the started emulator, or null if there is nothing to run. */
    @Nullable RunningEmulator start(String... arguments) {
        var options = new ProgramOptions();
        var line = new CommandLine(options).setUsageHelpWidth(100).setExpandAtFiles(false);
        try {
            line.parseArgs(arguments);
            status = DONE;
            if (line.isUsageHelpRequested()) {
                line.usage(out);
                return null;
            }
            if (line.isVersionHelpRequested()) {
                line.printVersionHelp(out);
                return null;
            }
            if (options.health) {
                checkHealth(options);
                return null;
            }
            var running = new RunningEmulator(options, this::tell);
            if (!options.bind.isLoopbackAddress()) {
                tell("WARNING: it listens on " + options.bind.getHostAddress()
                        + ". Other machines can read and change all data. Use this only in a network that you trust.");
            }
            return running;
        } catch (ParameterException e) {
            status = CANNOT_START;
            tell(e.getMessage() + "; --help lists the options");
        } catch (StartFailure e) {
            status = CANNOT_START;
            tell(e.getMessage());
        }
        return null;
    }

    private void checkHealth(ProgramOptions options) {
        options.ports(); // checks them
        if (HealthCheck.isUp(options.bind, options.port)) {
            out.println("The emulator is ready.");
        } else {
            status = NOT_READY;
            tell("no emulator responds on port " + options.port);
        }
    }

    private void stop(RunningEmulator running) {
        try {
            running.close();
        } catch (RuntimeException e) {
            tell(e.getMessage());
            err.flush();
            Runtime.getRuntime().halt(1);
        }
    }

    /** Writes one line, whatever the message contains. */
    private void tell(@Nullable String message) {
        err.println("cloudjobs-emulator: " + Shown.of(message));
    }
}
