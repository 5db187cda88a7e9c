package io.cloudjobs.samples;

import static io.cloudjobs.print.PrintJobExpand.DOCUMENTS;
import static io.cloudjobs.print.PrintJobExpand.TASKS;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintTask;
import io.cloudjobs.print.PrintTaskProcessingState;

/** What can be done with print jobs, one method each. */
final class PrintSamples {
    private PrintSamples() {}

    static void fromBeginningToEnd(TokenProvider tokens) {
        try (PrintJobClient print = PrintJobClient.builder()
                .tokenProvider(tokens)
                .userAgent("badge-release/2.1")
                .build()) {
            PrintJob job = print.printer("c05f3726").job("5182").get(TASKS, DOCUMENTS);
            System.out.println(job.status().state());
        }
    }

    static PrintJob read(PrintJobClient print, String printerId, String jobId) {
        PrintJob job = print.printer(printerId).job(jobId).get(TASKS, DOCUMENTS);
        System.out.println("job " + job.id() + " is " + job.status().state());
        job.tasks()
                .forEach(task -> System.out.println(
                        "task " + task.id() + " is " + task.status().state()));
        job.documents()
                .forEach(document ->
                        System.out.println("document " + document.id() + ", " + document.size() + " bytes"));
        return job;
    }

    static PrintJob readFromShare(PrintJobClient print, String shareId, String jobId) {
        PrintJob job = print.share(shareId).job(jobId).get();
        return job;
    }

    static void abort(PrintJobClient print, String printerId, String jobId) {
        print.printer(printerId).job(jobId).abort("recalled by its owner");
    }

    static PrintTask release(PrintJobClient print, String definitionId, String taskId) {
        PrintTask task = print.taskDefinition(definitionId)
                .task(taskId)
                .update(PrintTaskProcessingState.COMPLETED, "released at the device");
        return task;
    }
}
