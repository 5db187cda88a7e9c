package io.cloudjobs.samples.jdk25;

import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import java.util.List;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

/** Prints on several printers at once. The scope starts a virtual thread for each of them. */
final class PrintOnAll {
    private PrintOnAll() {}

    /** Returns when all jobs have ended. If a print fails, the scope interrupts the others, and each of their calls ends. */
    static List<PrintJob> printOnAll(PrintJobClient print, List<String> shareIds, DocumentContent content)
            throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<PrintJob>allSuccessfulOrThrow())) {
            for (String shareId : shareIds) {
                scope.fork(() -> {
                    PrintJob job = print.share(shareId).jobs().submit(content);
                    return print.share(shareId).job(job.id()).await();
                });
            }
            return scope.join().map(Subtask::get).toList();
        }
    }
}
