package io.cloudjobs.samples;

import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.EnsuredPrintSubscription;
import io.cloudjobs.print.NewPrintSubscription;
import io.cloudjobs.print.PrintDuplexMode;
import io.cloudjobs.print.PrintFinishing;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.PrintTask;
import io.cloudjobs.print.PrintTaskProcessingState;
import io.cloudjobs.print.SubmitOptions;
import io.cloudjobs.print.printer.Printer;
import io.cloudjobs.print.printer.PrinterShare;
import io.cloudjobs.print.printer.UnsupportedSettings;
import io.cloudjobs.print.report.ArchivedPrintJob;
import io.cloudjobs.print.report.PrintUsageByUser;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The steps from a printer to an invoice, one method each. */
final class PrinterToInvoice {
    private PrinterToInvoice() {}

    static Optional<PrinterShare> find(PrintJobClient user, String building, String floor) {
        Optional<PrinterShare> nearest = user
                .shares()
                .list(options -> options.building(building).floor(floor))
                .stream()
                .findFirst();
        return nearest;
    }

    static PrintJobConfiguration settings() {
        PrintJobConfiguration settings = PrintJobConfiguration.builder()
                .copies(2)
                .duplexMode(PrintDuplexMode.FLIP_ON_LONG_EDGE)
                .finishings(PrintFinishing.STAPLE)
                .build();
        return settings;
    }

    static UnsupportedSettings check(PrintJobClient user, String shareId, PrintJobConfiguration settings) {
        UnsupportedSettings unsupported = user.share(shareId).capabilities().check(settings, "application/pdf");
        unsupported.settings().forEach(setting -> System.out.println(setting.name() + ": only " + setting.offered()));
        return unsupported;
    }

    static PrintJob submit(PrintJobClient user, String shareId, PrintJobConfiguration settings, Path file) {
        PrintJob job = user.share(shareId)
                .jobs()
                .submit(settings, DocumentContent.of(file, "application/pdf"), SubmitOptions::checkCapabilities);
        return job;
    }

    /** Run this once for each printer. The user must be a Printer Administrator. */
    static String hold(PrintJobClient application, PrintJobClient administrator, String shareId) {
        String definitionId = PrintSamples.define(application, "pull printing").id();
        String printerId = application.share(shareId).printer().id();
        PrintSamples.hold(administrator, printerId, definitionId);
        return definitionId;
    }

    /** Run this at start and every hour. */
    static EnsuredPrintSubscription listen(
            PrintJobClient application, String definitionId, String webhookUrl, String clientState) {
        EnsuredPrintSubscription ensured = application
                .subscriptions()
                .ensure(NewPrintSubscription.forTasks(definitionId)
                        .notificationUrl(webhookUrl)
                        .clientState(clientState)
                        .build());
        return ensured;
    }

    /** Run this when a user has shown a badge at the printer. */
    static void release(PrintJobClient application, String printerId, String definitionId, String userPrincipalName) {
        for (PrintTask task : PrintSamples.heldFor(application, printerId, definitionId, userPrincipalName)) {
            application
                    .taskDefinition(definitionId)
                    .task(task.id())
                    .update(PrintTaskProcessingState.COMPLETED, "released at the device");
        }
    }

    static List<ArchivedPrintJob> archived(PrintJobClient administrator, String printerId, OffsetDateTime start) {
        List<ArchivedPrintJob> archived = new ArrayList<>();
        for (ArchivedPrintJob job : administrator.reports().archivedPrintJobsOfPrinter(printerId, start, null)) {
            System.out.println(job.completionDateTime() + ": " + job.copiesPrinted() + " copies");
            archived.add(job);
        }
        return archived;
    }

    /** Run this every night. */
    static Optional<Path> bill(PrintJobClient administrator, Path folder, BigDecimal pricePerCopy, OffsetDateTime begin)
            throws IOException {
        List<String> printerIds = new ArrayList<>();
        for (Printer printer : administrator.printers().list()) {
            printerIds.add(printer.id());
        }
        Optional<Path> invoice =
                new PrintInvoice(administrator, folder, pricePerCopy, begin, Clock.systemUTC()).write(printerIds);
        return invoice;
    }

    static Map<String, Long> pagesByUser(PrintJobClient administrator, YearMonth month) {
        Map<String, Long> pages = new TreeMap<>();
        for (PrintUsageByUser usage : administrator.reports().monthlyPrintUsageByUser()) {
            boolean isOfMonth = usage.usageDate() != null && month.equals(YearMonth.from(usage.usageDate()));
            if (isOfMonth && usage.userPrincipalName() != null && usage.pageCount() != null) {
                pages.merge(usage.userPrincipalName(), usage.pageCount(), Long::sum);
            }
        }
        return pages;
    }
}
