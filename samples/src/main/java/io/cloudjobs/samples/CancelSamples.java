package io.cloudjobs.samples;

import io.cloudjobs.core.Cancellation;
import io.cloudjobs.core.CancelledCallException;
import io.cloudjobs.ges.GesJob;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls that another thread can end. */
final class CancelSamples {
    private CancelSamples() {}

    static @Nullable PrintJob untilStopped(PrintJobClient print, Cancellation stop, String printerId, String jobId) {
        PrintJobClient stoppable = print.withOptions(options -> options.cancellation(stop));
        try {
            return stoppable.printer(printerId).job(jobId).await();
        } catch (CancelledCallException e) {
            return null; // another thread has called stop.cancel()
        }
    }

    static PrintJob stoppable(PrintJobClient print) {
        Cancellation stop = Cancellation.create();
        PrintJobClient stoppable = print.withOptions(o -> o.cancellation(stop));
        PrintJob job = stoppable.printer("c05f3726").job("5182").await(); // or another thread calls stop.cancel()
        return job;
    }

    static CompletableFuture<GesJob> async(GesJobClient ges, Executor threads, String graphName, String jobId) {
        CompletableFuture<GesJob> job =
                ges.async(threads, client -> client.graph(graphName).job(jobId).await());
        job.orTimeout(5, TimeUnit.MINUTES); // or job.cancel(true): both close the request in progress
        return job;
    }

    static CompletableFuture<@Nullable Void> withoutResult(PrintJobClient print, Executor threads, String printerId) {
        CompletableFuture<@Nullable Void> aborted = print.async(threads, client -> {
            client.printer(printerId).job("5182").abort("recalled by its owner");
            return null;
        });
        return aborted;
    }
}
