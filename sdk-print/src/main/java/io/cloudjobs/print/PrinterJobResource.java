package io.cloudjobs.print;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A job of a printer. Immutable, and cheap to hold. */
public final class PrinterJobResource {
    private final ApiClient api;
    private final ResourcePath path;

    PrinterJobResource(ApiClient api, ResourcePath path) {
        this.api = api;
        this.path = path;
    }

    /**
     * Reads the job: {@code GET /print/printers/{printerId}/jobs/{jobId}}. May be repeated, and is, as
     * {@link io.cloudjobs.core.RetryPolicy} says.
     *
     * <p>Permission: {@code PrintJob.ReadBasic.All} for an application, {@code PrintJob.ReadBasic} for a user; in addition
     * {@code Printer.Read.All}.
     *
     * @param expand what the answer shall carry besides the job itself
     * @return the job as it is now
     * @throws io.cloudjobs.core.NotFoundException if there is no such job or printer
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printjob-get">Get printJob</a>
     */
    public PrintJob get(PrintJobExpand... expand) {
        return api.send(
                new ApiRequest("printJob.get", "GET", path)
                        .query("$expand", PrintJobExpand.query(expand))
                        .needs("the token of an application with PrintJob.ReadBasic.All, or that of a user with"
                                + " PrintJob.ReadBasic, and in addition Printer.Read.All")
                        .repeatable(),
                PrintJobRecord.class);
    }

    /**
     * Aborts the job without saying why: {@code POST /print/printers/{printerId}/jobs/{jobId}/abort}. See
     * {@link #abort(String)}.
     *
     * @throws io.cloudjobs.core.SdkException if the call fails
     */
    public void abort() {
        send(null);
    }

    /**
     * Aborts the job: {@code POST /print/printers/{printerId}/jobs/{jobId}/abort}. This is how an application drops a job
     * that it holds; it succeeds only while a task of the job, from a trigger that this application has made, is
     * {@code processing}. How the service refuses it otherwise is not documented.
     *
     * <p>Permission, for an application only: {@code PrintJob.ReadWriteBasic.All}, in addition {@code Printer.Read.All}.
     *
     * <p>Not repeated when the outcome is unclear: if the exception's {@code mayHaveReachedService()} is true, read the
     * job, and take {@code aborted} for success.
     *
     * @param reason why, for people
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow it
     * @throws io.cloudjobs.core.NotFoundException if there is no such job or printer
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printjob-abort">printJob: abort</a>
     */
    public void abort(String reason) {
        send(Objects.requireNonNull(reason, "reason"));
    }

    private void send(@Nullable String reason) {
        api.send(new ApiRequest("printJob.abort", "POST", path.resolve("/abort"))
                .needs("the token of an application, not that of a user, with PrintJob.ReadWriteBasic.All and"
                        + " Printer.Read.All, and a task of this application that is processing the job")
                .body(reason == null ? null : Map.of("reason", reason)));
    }

    /** The path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
