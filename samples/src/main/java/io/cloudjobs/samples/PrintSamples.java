package io.cloudjobs.samples;

import static io.cloudjobs.print.PrintJobExpand.DOCUMENTS;
import static io.cloudjobs.print.PrintJobExpand.TASKS;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.IntegerRange;
import io.cloudjobs.print.PrintDocument;
import io.cloudjobs.print.PrintDuplexMode;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintJobProcessingState;
import io.cloudjobs.print.PrintSubmitException;
import io.cloudjobs.print.PrintTask;
import io.cloudjobs.print.PrintTaskDefinition;
import io.cloudjobs.print.PrintTaskProcessingState;
import io.cloudjobs.print.PrintTaskTrigger;
import io.cloudjobs.print.PrintTaskTriggerResource;
import io.cloudjobs.print.PrinterResource;
import io.cloudjobs.print.PrinterShareJobResource;
import io.cloudjobs.print.printer.Printer;
import io.cloudjobs.print.printer.PrinterProcessingState;
import io.cloudjobs.print.printer.PrinterShare;
import io.cloudjobs.print.printer.PrinterStatus;
import io.cloudjobs.print.printer.UnsupportedSetting;
import io.cloudjobs.print.printer.UnsupportedSettings;
import io.cloudjobs.print.printer.UnsupportedSettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Operations on print jobs, one method each. */
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

    /** Finds the shares in a building. Requires a user token. */
    static List<String> sharesIn(PrintJobClient print, String building) {
        List<String> shareIds = new ArrayList<>();
        for (PrinterShare share : print.shares().list(options -> options.building(building))) {
            System.out.println(share.displayName() + ": " + share.location());
            shareIds.add(share.id());
        }
        return shareIds;
    }

    /** Finds the shared printers that need attention. Requires the token of a Printer Administrator. */
    static List<Printer> stopped(PrintJobClient administrator) {
        List<Printer> stopped = new ArrayList<>();
        for (Printer printer :
                administrator.printers().list(options -> options.expand().top(100))) {
            PrinterStatus status = printer.status();
            if (status != null && status.state().equals(PrinterProcessingState.STOPPED)) {
                System.out.println(printer.displayName() + ": " + status.details());
                stopped.add(printer);
            }
        }
        return stopped;
    }

    static void abort(PrintJobClient print, String printerId, String jobId) {
        print.printer(printerId).job(jobId).abort("recalled by its owner");
    }

    static PrintJob untilItHasEnded(PrintJobClient print, String printerId, String jobId) {
        PrintJob ended = print.printer(printerId)
                .job(jobId)
                .await(options -> options.timeout(Duration.ofMinutes(2))
                        .onPoll(job -> System.out.println(
                                "job " + job.id() + " is " + job.status().state())));
        return ended;
    }

    static PrintTask release(PrintJobClient print, String definitionId, String taskId) {
        PrintTask task = print.taskDefinition(definitionId)
                .task(taskId)
                .update(PrintTaskProcessingState.COMPLETED, "released at the device");
        return task;
    }

    /** Run this as the application, once for its tenant. The service would accept a second definition of the same name. */
    static PrintTaskDefinition define(PrintJobClient print, String displayName) {
        PrintTaskDefinition definition = print.taskDefinitions().list().stream()
                .filter(existing -> displayName.equals(existing.displayName()))
                .findFirst()
                .orElseGet(() -> print.taskDefinitions().create(displayName));
        return definition;
    }

    /**
     * Run this as a Printer Administrator, once for each printer whose jobs the application holds. A printer has one
     * trigger. This method keeps an existing trigger of the same definition. The service does not document the call that
     * reads the definition of a trigger.
     *
     * @throws IllegalStateException if the printer has a trigger of another definition
     */
    static PrintTaskTrigger hold(PrintJobClient administrator, String printerId, String definitionId) {
        PrinterResource printer = administrator.printer(printerId);
        PrintTaskTrigger trigger =
                printer.taskTriggers().list().stream().findFirst().orElse(null);
        if (trigger == null) {
            try {
                return printer.taskTriggers().create(definitionId);
            } catch (ApiException e) {
                // 400: another program may have created a trigger in the meantime
                trigger = e.statusCode() != 400
                        ? null
                        : printer.taskTriggers().list().stream().findFirst().orElse(null);
                if (trigger == null) {
                    throw e;
                }
            }
        }
        PrintTaskDefinition bound = printer.taskTrigger(trigger.id()).definition();
        if (!bound.id().equals(definitionId)) {
            throw new IllegalStateException("printer " + printerId + " has a trigger of another definition: " + bound
                    + ". Ask its owner before you delete trigger " + trigger.id());
        }
        return trigger;
    }

    /** After this, the application holds no new jobs of the printer. A trigger of another definition stays. */
    static void holdNoMore(PrintJobClient administrator, String printerId, String definitionId) {
        PrinterResource printer = administrator.printer(printerId);
        for (PrintTaskTrigger trigger : printer.taskTriggers().list()) {
            PrintTaskTriggerResource existing = printer.taskTrigger(trigger.id());
            if (existing.definition().id().equals(definitionId)) {
                existing.delete();
            }
        }
    }

    /** Counts the held jobs without using notifications. */
    static long held(PrintJobClient print, String definitionId) {
        long held = print.taskDefinition(definitionId).tasks().list().stream()
                .filter(task -> !task.status().state().isTerminal())
                .count();
        return held;
    }

    /** Finds the tasks that hold the jobs of a user, for example after the user has shown a badge. */
    static List<PrintTask> heldFor(
            PrintJobClient print, String printerId, String definitionId, String userPrincipalName) {
        Map<String, PrintTask> taskOfJob = new HashMap<>();
        for (PrintTask task : print.taskDefinition(definitionId).tasks().list()) {
            PrintJobLink link = task.job();
            if (link != null
                    && link.printerId().equals(printerId)
                    && task.status().state().equals(PrintTaskProcessingState.PROCESSING)) {
                taskOfJob.put(link.jobId(), task);
            }
        }
        List<PrintTask> held = new ArrayList<>();
        for (PrintJob job : print.printer(printerId).jobs().createdBy(userPrincipalName)) {
            PrintTask task = taskOfJob.get(job.id());
            if (task != null) {
                held.add(task);
            }
        }
        return held;
    }

    /** Finds the printer of a share. Users know shares, but redirecting and aborting require the printer. */
    static String printerOf(PrintJobClient print, String shareId) {
        String printerId = print.share(shareId).printer().id();
        return printerId;
    }

    static void jobsOf(PrintJobClient print, String printerId, String userPrincipalName) {
        for (PrintJob job : print.printer(printerId).jobs().createdBy(userPrincipalName)) {
            System.out.println(job);
        }
    }

    static List<PrintJob> paused(PrintJobClient print, String shareId) {
        List<PrintJob> paused = print.share(shareId).jobs().list(DOCUMENTS).stream()
                .filter(job -> job.status().state().equals(PrintJobProcessingState.PAUSED))
                .toList();
        return paused;
    }

    static PrintJob create(PrintJobClient print, String shareId) {
        PrintJobConfiguration twoSided = PrintJobConfiguration.builder()
                .copies(2)
                .duplexMode(PrintDuplexMode.FLIP_ON_LONG_EDGE)
                .pageRanges(IntegerRange.of(1, 3), IntegerRange.of(7, 7))
                .build();
        PrintJob job = print.share(shareId).jobs().create(twoSided);
        System.out.println("job " + job.id() + " waits for its document "
                + job.documents().get(0).id());
        return job;
    }

    /** Requires a user token: applications cannot submit jobs. */
    static PrintJob submit(PrintJobClient print, String shareId, Path file) {
        PrintJob job = print.share(shareId).jobs().submit(DocumentContent.of(file, "application/pdf"));
        System.out.println("job " + job.id() + " is " + job.status().state());
        return job;
    }

    /** Reads what the printer of a share offers, and lists the settings that it does not offer. */
    static UnsupportedSettings unsupported(PrintJobClient print, String shareId, PrintJobConfiguration settings) {
        UnsupportedSettings unsupported = print.share(shareId).capabilities().check(settings, "application/pdf");
        for (UnsupportedSetting setting : unsupported.settings()) {
            System.out.println(setting.name() + ": the printer offers " + setting.offered());
        }
        return unsupported;
    }

    /** Creates no job if the printer does not offer the settings. */
    static String submitChecked(PrintJobClient print, String shareId, PrintJobConfiguration settings, Path file) {
        try {
            PrintJob job = print.share(shareId)
                    .jobs()
                    .submit(
                            settings,
                            DocumentContent.of(file, "application/pdf"),
                            options -> options.checkCapabilities());
            return "job " + job.id() + " prints";
        } catch (PrintSubmitException e) {
            if (e.getCause() instanceof UnsupportedSettingsException cause) {
                return "change the settings: " + cause.unsupported();
            }
            throw e;
        }
    }

    /** Submits in three steps, for programs that report progress. */
    static PrintJob submitStepByStep(
            PrintJobClient print, String shareId, DocumentContent content, LongConsumer progress) {
        PrintJob job = print.share(shareId).jobs().create();
        PrinterShareJobResource submitted = print.share(shareId).job(job.id());
        submitted
                .document(job.documents().get(0).id())
                .upload(content, options -> options.parallel(4).onProgress(progress));
        submitted.startAndConfirm();
        return job;
    }

    /** Resumes an upload, also from another program. The upload session lasts 1 hour. */
    static PrintDocument resume(
            PrintJobClient print, String shareId, String jobId, String documentId, String uploadUrl, Path file) {
        PrintDocument document = print.share(shareId)
                .job(jobId)
                .document(documentId)
                .uploadSession(uploadUrl)
                .upload(DocumentContent.of(file, "application/pdf"));
        return document;
    }

    static void archive(PrintJobClient print, String printerId, String jobId, Path folder) {
        PrintJob job = print.printer(printerId).job(jobId).get(DOCUMENTS);
        for (PrintDocument document : job.documents()) {
            print.printer(printerId)
                    .job(jobId)
                    .document(document.id())
                    .download(folder.resolve(document.id() + ".pdf"), options -> options.maxBytes(100_000_000));
        }
    }

    static String whatIsLeft(PrintJobClient print, String shareId, Path file) {
        try {
            return print.share(shareId)
                    .jobs()
                    .submit(DocumentContent.of(file, "application/pdf"))
                    .id();
        } catch (PrintSubmitException e) {
            return e.mayHaveStarted() ? "check job " + e.jobId() : "nothing prints: submit again";
        }
    }
}
