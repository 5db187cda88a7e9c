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
 * Pull printing: what users print waits on a printer that is none, until its owner shows a badge at a real one.
 *
 * <p>Each job that is held must be finished in one of three ways, or the service deletes it one day. Which jobs are held is
 * kept in memory here; {@link #lookForMissed()} finds them again after a restart, and those that no notification told of.
 */
final class PullPrinting {
    private final PrintJobClient print;
    private final String printerId;
    private final String definitionId;
    private final Map<String, PrintTaskLink> taskOfJob = new ConcurrentHashMap<>();

    /**
     * Takes over a printer.
     *
     * @param print the client of the application
     * @param administrator the client of a Printer Administrator, of the same application; needed here only
     * @param printerId the printer whose jobs shall wait
     */
    PullPrinting(PrintJobClient print, PrintJobClient administrator, String printerId) {
        this.print = print;
        this.printerId = printerId;
        this.definitionId = PrintSamples.define(print, "pull printing").id();
        PrintSamples.hold(administrator, printerId, definitionId);
    }

    /** What a subscription to the tasks of this definition tells of. */
    String definitionId() {
        return definitionId;
    }

    /** What the program of a user does, with a token of that user; the share is one of the printer whose jobs wait. */
    static PrintJob submit(PrintJobClient user, String shareId, Path file) {
        return user.share(shareId).jobs().submit(DocumentContent.of(file, "application/pdf"));
    }

    /** A notification, perhaps one that has come before. */
    void told(PrintNotification notification) {
        if (notification.job() != null && notification.task() != null) {
            held(notification.job(), notification.task());
        }
    }

    /** To be called when the program starts, and now and then: no webhook is told of everything. */
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

    /** The badge was shown: what waits for this user. What has ended meanwhile, or was told of once more, waits no longer. */
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

    /** Prints a job at the device where its owner stands. Its task completes by itself. */
    PrintJob release(String jobId, String deviceId) {
        PrintJob printing = print.printer(printerId).job(jobId).redirectAndConfirm(deviceId);
        taskOfJob.remove(jobId);
        return printing;
    }

    /** Lets a job print where it is, for a printer that is a real one. */
    void printInPlace(String jobId) {
        PrintTaskLink task = taskOfJob.get(jobId);
        print.taskDefinition(task.definitionId())
                .task(task.taskId())
                .update(PrintTaskProcessingState.COMPLETED, "released at the printer");
        taskOfJob.remove(jobId);
    }

    /** Its owner does not want it any more, or it has waited for too long. */
    void drop(String jobId, String reason) {
        print.printer(printerId).job(jobId).abortAndConfirm(reason);
        taskOfJob.remove(jobId);
    }
}
