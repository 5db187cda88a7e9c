package io.cloudjobs.worker;

import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobExpand;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTask;
import io.cloudjobs.print.PrintTaskProcessingState;
import java.util.HashMap;
import java.util.Map;

/**
 * The printers, and people who submit jobs, in the emulator. It asks the emulator directly, so the faults of
 * {@link ServiceFront} do not apply.
 */
final class Office implements AutoCloseable {
    static final String DESTINATION = "6f1d2c3b-0a4e-4b57-9d21-53c2a7a3f9e1";

    private static final String USER = "anna@example.com";

    private final CloudJobsEmulator emulator = CloudJobsEmulator.start();
    private final PrintJobClient application = client(emulator.print().token());
    private final PrintJobClient administrator = client(emulator.print().userToken());
    private final String definitionId;

    Office() {
        emulator.print().addPrinter(DESTINATION, "2a7be6f4-7d5e-4c1f-8a3b-f0c1d2e3a4b5");
        definitionId = application.taskDefinitions().create("Kill test").id();
        administrator.printer(emulator.print().printerId()).taskTriggers().create(definitionId);
    }

    private PrintJobClient client(String token) {
        return PrintJobClient.builder()
                .endpoint(emulator.print().endpoint())
                .tokenProvider(() -> token)
                .build();
    }

    CloudJobsEmulator emulator() {
        return emulator;
    }

    String definitionId() {
        return definitionId;
    }

    /** Submits a job, which the trigger of the printer holds. */
    PrintJobLink submit() {
        return new PrintJobLink(emulator.print().printerId(), emulator.print().submitJob(USER));
    }

    PrintJob read(PrintJobLink job) {
        return application.printer(job.printerId()).job(job.jobId()).get(PrintJobExpand.TASKS);
    }

    /** Returns the held jobs, by the ids of their tasks. */
    Map<String, PrintJobLink> held() {
        Map<String, PrintJobLink> held = new HashMap<>();
        for (PrintTask task : application.taskDefinition(definitionId).tasks().list()) {
            if (task.status().state().equals(PrintTaskProcessingState.PROCESSING)) {
                held.put(task.id(), task.job());
            }
        }
        return held;
    }

    /** Returns the ids of all jobs that are or were held, by the ids of their tasks. */
    Map<String, String> jobsOfTasks() {
        Map<String, String> jobs = new HashMap<>();
        for (PrintTask task : application.taskDefinition(definitionId).tasks().list()) {
            jobs.put(task.id(), task.job().jobId());
        }
        return jobs;
    }

    /** Returns how many jobs each job was redirected to. */
    Map<String, Integer> redirections() {
        Map<String, Integer> redirections = new HashMap<>();
        for (PrintJob job : application.printer(DESTINATION).jobs().list()) {
            PrintJobLink from = job.redirectedFromJob();
            redirections.merge(from == null ? "" : from.jobId(), 1, Integer::sum);
        }
        return redirections;
    }

    @Override
    public void close() {
        application.close();
        administrator.close();
        emulator.close();
    }
}
