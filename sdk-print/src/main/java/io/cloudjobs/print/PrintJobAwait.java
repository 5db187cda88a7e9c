package io.cloudjobs.print;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.Await;
import java.util.function.Supplier;

/** The wait for the end of a job, whichever way the job is read. */
final class PrintJobAwait {
    private PrintJobAwait() {}

    static Await<PrintJob> of(ApiClient api, Supplier<PrintJob> read) {
        return new Await<>(
                api,
                "printJob.await",
                read,
                job -> job.status().state().isTerminal(),
                job -> job.status().state());
    }
}
