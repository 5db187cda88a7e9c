package io.cloudjobs.print;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.print.printer.Printer;
import io.cloudjobs.print.printer.PrinterCapabilities;
import io.cloudjobs.print.printer.PrinterShare;
import org.jspecify.annotations.Nullable;

/** A printer share. Immutable and lightweight. */
public final class PrinterShareResource {
    static final String NEEDS_TO_READ = "a user token, not an application token, with PrinterShare.ReadBasic.All";

    private final ApiClient api;
    private final ResourcePath path;
    private final @Nullable PrintPacer pacer;

    PrinterShareResource(ApiClient api, ResourcePath path, @Nullable PrintPacer pacer) {
        this.api = api;
        this.path = path;
        this.pacer = pacer;
    }

    /**
     * Returns the id of the printer share. Sends no request.
     *
     * @return the id
     */
    public String id() {
        return path.lastId();
    }

    /**
     * Returns the jobs of this share, to list and create them. Sends no request.
     *
     * @return the jobs
     */
    public PrinterShareJobsResource jobs() {
        return new PrinterShareJobsResource(api, path, pacer);
    }

    /**
     * Returns a job of this share. Sends no request.
     *
     * @param jobId the id of the job, which is unique on its printer only
     * @return the job
     * @throws IllegalArgumentException if the id is invalid
     */
    public PrinterShareJobResource job(String jobId) {
        return new PrinterShareJobResource(api, path.resolve("/jobs/{jobId}", jobId));
    }

    /**
     * Reads the share: {@code GET /print/shares/{shareId}}. Retried according to {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission, for a user only: {@code PrinterShare.ReadBasic.All}.
     *
     * @return the share with all members that the service keeps about it, except {@code capabilities} and
     *     {@code printer}: see {@link #capabilities()} and {@link #printer()}
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such share; a printer that is shared again gets a new
     *     share id
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printershare-get">Get printerShare</a>
     */
    public PrinterShare get() {
        return api.send(
                new ApiRequest("printerShare.get", "GET", path)
                        .needs(NEEDS_TO_READ)
                        .returningResource()
                        .idempotent(),
                PrinterShare.class);
    }

    /**
     * Reads what the printer of the share can do:
     * {@code GET /print/shares/{shareId}?$select=id,displayName,capabilities}. The service sends capabilities only when
     * a call selects them. Retried according to {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission, for a user only: {@code PrinterShare.ReadBasic.All}.
     *
     * @return the capabilities; all accessors are null if the service sends none
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such share; a printer that is shared again gets a new
     *     share id
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printershare-get">Get printerShare</a>
     */
    public PrinterCapabilities capabilities() {
        return api.send(
                        new ApiRequest("printerShare.capabilities", "GET", path)
                                .query("$select", PrinterResource.Described.MEMBERS)
                                .needs(NEEDS_TO_READ)
                                .returningResource()
                                .idempotent(),
                        PrinterResource.Described.class)
                .orNothing();
    }

    /**
     * Reads the printer of the share: {@code GET /print/shares/{shareId}/printer}. Operations that exist only for
     * printers, such as redirecting or aborting a job, need its id. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission: {@code Printer.Read.All}, for an application or for a user who is a Printer Administrator.
     *
     * @return the printer, with the same members as {@link PrinterResource#get()}
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such share; a printer that is shared again gets a new
     *     share id
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printer-get">Get printer</a>
     */
    public Printer printer() {
        return api.send(
                new ApiRequest("printer.get", "GET", path.resolve("/printer"))
                        .needs(PrinterResource.NEEDS_TO_READ)
                        .idempotent(),
                Printer.class);
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
