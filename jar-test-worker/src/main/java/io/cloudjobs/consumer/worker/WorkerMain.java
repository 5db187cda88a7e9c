package io.cloudjobs.consumer.worker;

import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobProcessingState;
import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.PrintTaskWorker;
import java.time.Duration;
import java.util.List;

/**
 * Runs a worker with the built jars, on the module path or, in {@code bundle-test}, on the class path. With the argument
 * {@code without-h2}, the jar of H2 must be missing. Any exception fails the build.
 */
public final class WorkerMain {
    private WorkerMain() {}

    public static void main(String[] args) {
        boolean modules = WorkerMain.class.getModule().isNamed();
        if (modules) {
            check(!PrintTaskWorker.class.getModule().getDescriptor().isAutomatic(), "the worker has no module-info");
        } else {
            Package ours = PrintTaskWorker.class.getPackage();
            check(ours.getImplementationVersion() != null, ours + " has no version in its manifest");
            for (String script : List.of("postgresql", "mysql", "h2")) {
                String name = "io/cloudjobs/print/worker/" + script + ".sql";
                check(ClassLoader.getSystemResource(name) != null, "the jar has no " + name);
            }
        }
        boolean hasH2 = !List.of(args).contains("without-h2");
        try (CloudJobsEmulator emulator = CloudJobsEmulator.start();
                PrintJobClient print = PrintJobClient.builder()
                        .endpoint(emulator.print().endpoint())
                        .tokenProvider(emulator.print()::token)
                        .build()) {
            if (hasH2) {
                aHeldJobIsReleased(emulator, print);
            } else {
                theMissingDatabaseIsNamed(print);
            }
        }
        System.out.println((modules ? "worker, module path, Java " : "worker, class path, Java ")
                + Runtime.version().feature()
                + (hasH2 ? ": ok" : ", without H2: ok"));
    }

    /** Checks that the engine stores what Jackson writes, and that H2 is found. */
    private static void aHeldJobIsReleased(CloudJobsEmulator emulator, PrintJobClient print) {
        HeldJob held = emulator.print().holdJob();
        try (PrintTaskWorker worker = PrintTaskWorker.builder(print)
                .taskDefinition(held.taskDefinitionId())
                .handler(job -> job.job().documents().isEmpty() ? Decision.hold() : Decision.release())
                .start()) {
            PrintJob job = print.printer(held.printerId())
                    .job(held.jobId())
                    .await(options -> options.timeout(Duration.ofMinutes(1)));
            check(job.status().state().equals(PrintJobProcessingState.COMPLETED), job + ", " + worker.entries());
        }
    }

    private static void theMissingDatabaseIsNamed(PrintJobClient print) {
        try {
            PrintTaskWorker.builder(print)
                    .taskDefinition("d")
                    .handler(job -> Decision.hold())
                    .start()
                    .close();
        } catch (IllegalStateException e) {
            check(e.getMessage().contains("com.h2database:h2"), e.getMessage());
            return;
        }
        throw new IllegalStateException("the worker started without H2");
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
