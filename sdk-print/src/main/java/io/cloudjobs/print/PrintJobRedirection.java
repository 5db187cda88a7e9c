package io.cloudjobs.print;

import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.core.internal.Stopped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of a redirection, and the search for the new job. */
record PrintJobRedirection(
        String destinationPrinterId, @Nullable PrintJobConfiguration configuration) {
    private static final String OPERATION = "printJob.redirect";

    PrintJobRedirection {
        printer(destinationPrinterId); // checks the id, although it is sent in the body
        configuration = configuration == null ? null : configuration.toBuilder().build();
    }

    static PrintJobRedirection with(PrintJobConfiguration configuration, String destinationPrinterId) {
        return new PrintJobRedirection(destinationPrinterId, Objects.requireNonNull(configuration, "configuration"));
    }

    /** Redirects the job at this path and returns the new job. */
    PrintJob redirect(ApiClient api, ResourcePath source) {
        return api.send(request(source), PrintJobRecord.class, client -> {
            PrintJobLink job = result(new PrinterJobResource(client, source).get());
            if (job == null) {
                String problem = "the job has no link to the new job on that printer yet";
                throw new InvalidResponseException(OPERATION, source.encoded(), 1, true, problem, null);
            }
            return get(client, job);
        });
    }

    private ApiRequest request(ResourcePath source) {
        return new ApiRequest(OPERATION, "POST", source.resolve("/redirect"))
                .body(this)
                .needs(PrintTaskResource.held("PrintJob.Manage.All"));
    }

    /** Redirects the job like {@link #redirect}. If the response is lost, reads the new job that the source links to. */
    PrintJob confirm(ApiClient api, ResourcePath source) {
        try {
            return api.send(request(source), PrintJobRecord.class);
        } catch (SdkException failure) {
            PrintJobLink job = Confirmation.after(failure, () -> result(new PrinterJobResource(api, source).get()));
            if (job == null) {
                throw failure;
            }
            return read(api, job, failure);
        }
    }

    /** Returns the job that the source was redirected to; null if it was not redirected to this printer. */
    private @Nullable PrintJobLink result(PrintJob source) {
        PrintJobLink job = source.redirectedToJob();
        return job == null || !job.printerId().equalsIgnoreCase(destinationPrinterId) ? null : job;
    }

    /**
     * Reads the new job. If that fails, the exception names the new job, because a second redirection would print
     * twice.
     */
    private static PrintJob read(ApiClient api, PrintJobLink job, SdkException lost) {
        try {
            return get(api, job);
        } catch (RuntimeException e) { // any exception: the client may be closed
            String problem = "the job was redirected to " + job.printerId() + "/" + job.jobId()
                    + ", but the new job could not be read: read it with get(), do not redirect again";
            SdkException stopped = Stopped.of(e, OPERATION, lost.resource(), lost.attempts(), true, problem);
            SdkException failure = stopped != null
                    ? stopped
                    : new TransportException(OPERATION, lost.resource(), lost.attempts(), true, problem, e);
            failure.addSuppressed(lost);
            throw failure;
        }
    }

    private static PrintJob get(ApiClient api, PrintJobLink job) {
        return new PrinterResource(api, printer(job.printerId()), null)
                .job(job.jobId())
                .get();
    }

    private static ResourcePath printer(String id) {
        return ResourcePath.ROOT.resolve("/print/printers/{destinationPrinterId}", id);
    }
}
