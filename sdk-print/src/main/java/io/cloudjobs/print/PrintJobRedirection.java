package io.cloudjobs.print;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ResourcePath;
import org.jspecify.annotations.Nullable;

/** Where a job shall be redirected to, as it is sent, and how to find the job that has come of it. */
record PrintJobRedirection(
        String destinationPrinterId, @Nullable PrintJobConfiguration configuration) {
    PrintJobRedirection {
        printer(destinationPrinterId); // refused by the rules of all ids, although this one stands in the body
        configuration = configuration == null ? null : configuration.toBuilder().build();
    }

    /** The job that the source was redirected to; null when it was not, or to another printer. */
    @Nullable PrintJob result(ApiClient api, PrintJob source) {
        PrintJobLink job = PrintJobLink.parse(source.redirectedTo());
        return job == null || !job.printerId().equalsIgnoreCase(destinationPrinterId)
                ? null
                : new PrinterResource(api, printer(job.printerId()))
                        .job(job.jobId())
                        .get();
    }

    private static ResourcePath printer(String id) {
        return ResourcePath.ROOT.resolve("/print/printers/{destinationPrinterId}", id);
    }
}
