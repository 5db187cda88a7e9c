package io.cloudjobs.print;

import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The jobs of a printer. Immutable and lightweight. */
public final class PrinterJobsResource {
    private final ApiClient api;
    private final ResourcePath path;
    private final @Nullable PrintPacer pacer;

    PrinterJobsResource(ApiClient api, ResourcePath path, @Nullable PrintPacer pacer) {
        this.api = api;
        this.path = path;
        this.pacer = pacer;
    }

    /**
     * Lists the jobs: {@code GET /print/printers/{printerId}/jobs}. The client sends the first request when the
     * iteration begins. Each page is one request, retried according to {@link io.cloudjobs.core.RetryPolicy}. The
     * iteration throws the exceptions of these requests, such as {@link io.cloudjobs.core.ForbiddenException}.
     *
     * <p>Permission: an application needs {@code PrintJob.ReadBasic.All}. A user needs {@code PrintJob.ReadBasic} and
     * the role Printer Administrator. Both also need {@code Printer.Read.All}.
     *
     * <p>The order of the jobs and the time that an ended job stays in the list are not documented.
     *
     * @param expand related resources to include with each job. For lists, only {@link PrintJobExpand#DOCUMENTS} is
     *     documented. The client also sends {@link PrintJobExpand#TASKS}, but the service may refuse it or leave the
     *     tasks out, so that {@link PrintJob#tasks()} is null. A list sends no further requests for them. To get the
     *     tasks reliably, read each job with {@code TASKS}
     * @return the jobs, page by page
     * @see <a href="https://learn.microsoft.com/graph/api/printer-list-jobs">List printJobs for a printer</a>
     */
    public PagedIterable<PrintJob> list(PrintJobExpand... expand) {
        return pages(null, expand);
    }

    /**
     * Lists the jobs that one user has created: {@code GET /print/printers/{printerId}/jobs?$filter=...}. See
     * {@link #list}.
     *
     * @param userPrincipalName the sign-in name of the user, for example {@code john.smith@contoso.com}
     * @param expand as for {@link #list}
     * @return the jobs, page by page
     * @throws IllegalArgumentException if the name is blank
     * @see <a href="https://learn.microsoft.com/graph/api/printer-list-jobs">List printJobs for a printer</a>
     */
    public PagedIterable<PrintJob> createdBy(String userPrincipalName, PrintJobExpand... expand) {
        return pages(filter(userPrincipalName), expand);
    }

    /** Returns the {@code $filter} for the jobs of one user. OData doubles a quote inside quotes. */
    static String filter(String userPrincipalName) {
        String quoted = Checks.notBlank("userPrincipalName", userPrincipalName).replace("'", "''");
        return "createdBy/userPrincipalName eq '" + quoted + "'";
    }

    private PagedIterable<PrintJob> pages(@Nullable String filter, PrintJobExpand... expand) {
        return GraphPage.all(
                api,
                new ApiRequest("printJob.list", "GET", path)
                        .query("$filter", filter)
                        .query("$expand", PrintJobExpand.query(expand))
                        .needs(
                                "an application token with PrintJob.ReadBasic.All and Printer.Read.All, or the token of a"
                                        + " Printer Administrator with PrintJob.ReadBasic and Printer.Read.All")
                        .idempotent(),
                PrintJobRecord.class);
    }

    /**
     * Creates a job with the defaults of the printer: {@code POST /print/printers/{printerId}/jobs}. See
     * {@link #create(PrintJobConfiguration)}.
     *
     * @return the new job, with its document
     * @throws io.cloudjobs.core.SdkException if the call fails
     */
    public PrintJob create() {
        return create(PrintJobConfiguration.builder().build());
    }

    /**
     * Creates a job: {@code POST /print/printers/{printerId}/jobs}. The new job is {@code paused} and has one empty
     * document in {@link PrintJob#documents()}, which you upload. It prints only after you start it.
     *
     * <p>Permission, for a user only, in the role Printer Administrator: {@code PrintJob.Create} and
     * {@code Printer.Read.All}.
     *
     * <p>A job can be started only at a share of its printer, so most callers also create it there, with
     * {@link PrinterShareJobsResource#create(PrintJobConfiguration)}.
     *
     * <p>Never retried once it may have reached the service, because the service would create a second job. If the
     * exception's {@code mayHaveReachedService()} is true, the service may have created a job that is never started. It
     * never prints, but counts towards the limit of about 10,000 jobs per user in 12 days. Apart from that, creating
     * another job is harmless.
     *
     * @param configuration the print settings
     * @return the new job, with its document
     * @throws IllegalArgumentException if the configuration has a value {@code unknownFutureValue}, which must never be
     *     sent
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such printer
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printer-post-jobs">Create printJob for a printer</a>
     */
    public PrintJob create(PrintJobConfiguration configuration) {
        return PrintPacer.create(
                pacer,
                api,
                path,
                new ApiRequest("printJob.create", "POST", path)
                        .body(Map.of("configuration", configuration.toBuilder().build()))
                        .needs("the token of a Printer Administrator, not an application token, with"
                                + " PrintJob.Create and Printer.Read.All"));
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
