package io.cloudjobs.print;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;

/**
 * A job of a printer share. Abort is not here, because the service documents it for the jobs of printers only: see
 * {@link PrintJobClient#printer}.
 */
public final class PrinterShareJobResource {
    private final ApiClient api;
    private final ResourcePath path;

    PrinterShareJobResource(ApiClient api, ResourcePath path) {
        this.api = api;
        this.path = path;
    }

    /**
     * Reads the job: {@code GET /print/shares/{shareId}/jobs/{jobId}}. May be repeated, and is, as
     * {@link io.cloudjobs.core.RetryPolicy} says.
     *
     * <p>Permission: {@code PrintJob.ReadBasic} for the user's own jobs, with an administrator role and
     * {@code PrintJob.ReadBasic.All} for those of others; in addition a permission to read the share, such as
     * {@code PrinterShare.ReadBasic.All}, which applications cannot have: they read jobs by their printer.
     *
     * @param expand what the answer shall carry besides the job itself
     * @return the job as it is now
     * @throws io.cloudjobs.core.NotFoundException if there is no such job or share; a printer that was shared anew has a
     *     new share id
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printjob-get">Get printJob</a>
     */
    public PrintJob get(PrintJobExpand... expand) {
        return api.send(
                new ApiRequest("printJob.get", "GET", path)
                        .query("$expand", PrintJobExpand.query(expand))
                        .needs("the token of a user, not that of an application, with PrintJob.ReadBasic and"
                                + " PrinterShare.ReadBasic.All")
                        .repeatable(),
                PrintJobRecord.class);
    }

    /** The path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
