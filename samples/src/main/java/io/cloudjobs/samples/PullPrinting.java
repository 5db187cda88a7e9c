package io.cloudjobs.samples;

import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTask;
import io.cloudjobs.print.PrintTaskLink;
import io.cloudjobs.print.PrintTaskProcessingState;
import io.cloudjobs.print.notification.PrintNotification;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pull printing: jobs wait on a virtual printer until their owner shows a badge at a real one.
 *
 * <p>{@link #release}, {@link #printInPlace} or {@link #drop} each held job. Otherwise the service deletes it some day. The
 * list of held jobs is in memory. {@link #lookForMissed()} restores it after a restart, and adds jobs without a notification.
 */
final class PullPrinting {
    private final PrintJobClient print;
    private final String printerId;
    private final String definitionId;
    private final Map<String, PrintTaskLink> taskOfJob = new ConcurrentHashMap<>();

    /**
     * Sets up a printer so that it holds its jobs.
     *
     * @param print the client of the application
     * @param administrator a client with the token of a Printer Administrator, for the same application; not used later
     * @param printerId the printer that holds the jobs
     */
    PullPrinting(PrintJobClient print, PrintJobClient administrator, String printerId) {
        this.print = print;
        this.printerId = printerId;
        this.definitionId = PrintSamples.define(print, "pull printing").id();
        PrintSamples.hold(administrator, printerId, definitionId);
    }

    /** Returns the id of the task definition, for a subscription to its tasks. */
    String definitionId() {
        return definitionId;
    }

    /** Submits a job with a user token, to a share of the printer that holds the jobs. */
    static PrintJob submit(PrintJobClient user, String shareId, Path file) {
        return user.share(shareId).jobs().submit(DocumentContent.of(file, "application/pdf"));
    }

    /** Handles a notification. A duplicate changes nothing. */
    void told(PrintNotification notification) {
        if (notification.job() != null && notification.task() != null) {
            held(notification.job(), notification.task());
        }
    }

    /** Call this at start and from time to time, because notifications can get lost. */
    void lookForMissed() {
        for (PrintTask task : print.taskDefinition(definitionId).tasks().list()) {
            PrintJobLink job = task.job();
            if (job != null && task.status().state().equals(PrintTaskProcessingState.PROCESSING)) {
                held(job, new PrintTaskLink(definitionId, task.id()));
            }
        }
    }

    private void held(PrintJobLink job, PrintTaskLink task) {
        if (job.printerId().equals(printerId) && task.definitionId().equals(definitionId)) {
            taskOfJob.put(job.jobId(), task);
        }
    }

    /** Returns the jobs that wait for the user of this badge, without ended and duplicate ones. */
    List<PrintJob> waitingFor(String userPrincipalName) {
        List<PrintJob> jobs = print.printer(printerId).jobs().createdBy(userPrincipalName).stream()
                .filter(job -> taskOfJob.containsKey(job.id()))
                .toList();
        jobs.stream().filter(PullPrinting::hasEnded).forEach(job -> taskOfJob.remove(job.id()));
        return jobs.stream().filter(job -> !hasEnded(job)).toList();
    }

    private static boolean hasEnded(PrintJob job) {
        return job.status().state().isTerminal();
    }

    /** Prints a job at the device of its owner. The redirect completes the task. */
    PrintJob release(String jobId, String deviceId) {
        PrintJob printing = print.printer(printerId).job(jobId).redirectAndConfirm(deviceId);
        taskOfJob.remove(jobId);
        return printing;
    }

    /** Prints a job at the printer that holds it, which must be a real one. */
    void printInPlace(String jobId) {
        PrintTaskLink task = taskOfJob.get(jobId);
        print.taskDefinition(task.definitionId())
                .task(task.taskId())
                .update(PrintTaskProcessingState.COMPLETED, "released at the printer");
        taskOfJob.remove(jobId);
    }

    /** Aborts a job that its owner no longer wants, or that has waited too long. */
    void drop(String jobId, String reason) {
        print.printer(printerId).job(jobId).abortAndConfirm(reason);
        taskOfJob.remove(jobId);
    }
}
