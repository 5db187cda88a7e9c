package io.cloudjobs.print;

import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The jobs of a printer share. Immutable and lightweight. */
public final class PrinterShareJobsResource {
    private final ApiClient api;
    private final ResourcePath share;
    private final @Nullable PrintPacer pacer;

    PrinterShareJobsResource(ApiClient api, ResourcePath share, @Nullable PrintPacer pacer) {
        this.api = api;
        this.share = share;
        this.pacer = pacer;
    }

    /**
     * Lists the jobs: {@code GET /print/shares/{shareId}/jobs}. The client sends the first request when the iteration
     * begins. Each page is one request, retried according to {@link io.cloudjobs.core.RetryPolicy}. The iteration
     * throws the exceptions of these requests, such as {@link io.cloudjobs.core.ForbiddenException}.
     *
     * <p>Permission: an application needs {@code PrintJob.ReadBasic.All}. A user needs {@code PrintJob.ReadBasic} or,
     * for the jobs of other users, {@code PrintJob.ReadBasic.All} and an administrator role. A user also needs a
     * permission to read the share, such as {@code PrinterShare.ReadBasic.All}.
     *
     * <p>The order of the jobs and the time that an ended job stays in the list are not documented.
     *
     * @param expand related resources to include with each job. For lists, only {@link PrintJobExpand#DOCUMENTS} is
     *     documented. The client also sends {@link PrintJobExpand#TASKS}, but the service may refuse it or leave the
     *     tasks out, so that {@link PrintJob#tasks()} is null. A list sends no further requests for them. To get the
     *     tasks reliably, read each job with {@code TASKS}
     * @return the jobs, page by page
     * @see <a href="https://learn.microsoft.com/graph/api/printershare-list-jobs">List printJobs for a printerShare</a>
     */
    public PagedIterable<PrintJob> list(PrintJobExpand... expand) {
        return pages(null, expand);
    }

    /**
     * Lists the jobs that one user has created: {@code GET /print/shares/{shareId}/jobs?$filter=...}. See
     * {@link #list}.
     *
     * @param userPrincipalName the sign-in name of the user, for example {@code john.smith@contoso.com}
     * @param expand as for {@link #list}
     * @return the jobs, page by page
     * @throws IllegalArgumentException if the name is blank
     * @see <a href="https://learn.microsoft.com/graph/api/printershare-list-jobs">List printJobs for a printerShare</a>
     */
    public PagedIterable<PrintJob> createdBy(String userPrincipalName, PrintJobExpand... expand) {
        return pages(PrinterJobsResource.filter(userPrincipalName), expand);
    }

    private PagedIterable<PrintJob> pages(@Nullable String filter, PrintJobExpand... expand) {
        return GraphPage.all(
                api,
                new ApiRequest("printJob.list", "GET", path(share))
                        .query("$filter", filter)
                        .query("$expand", PrintJobExpand.query(expand))
                        .needs("an application token with PrintJob.ReadBasic.All, or a user token with"
                                + " PrintJob.ReadBasic and PrinterShare.ReadBasic.All")
                        .idempotent(),
                PrintJobRecord.class);
    }

    /**
     * Creates a job with the defaults of the printer: {@code POST /print/shares/{shareId}/jobs}. See
     * {@link #create(PrintJobConfiguration)}.
     *
     * @return the new job, with its document
     * @throws io.cloudjobs.core.SdkException if the call fails
     */
    public PrintJob create() {
        return create(PrintJobConfiguration.builder().build());
    }

    /**
     * Creates a job: {@code POST /print/shares/{shareId}/jobs}. The new job is {@code paused} and has one empty
     * document in {@link PrintJob#documents()}, which you upload. It prints only after you start it.
     *
     * <p>Permission, for a user only: {@code PrintJob.ReadWriteBasic} and a permission to read the share, such as
     * {@code PrinterShare.ReadBasic.All}. {@code PrintJob.Create}, which is sufficient to upload the document and to
     * start the job, is not sufficient here.
     *
     * <p>{@code PrintJob.ReadWrite} is sufficient to create the job, upload the document and start the job.
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
     * @throws io.cloudjobs.core.NotFoundException if there is no such share; a printer that is shared again gets a new
     *     share id
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printershare-post-jobs">Create printJob for a
     *     printerShare</a>
     */
    public PrintJob create(PrintJobConfiguration configuration) {
        return PrintPacer.create(pacer, api, path(share), creation(share, configuration));
    }

    static ApiRequest creation(ResourcePath share, PrintJobConfiguration configuration) {
        return new ApiRequest("printJob.create", "POST", path(share))
                .body(Map.of("configuration", configuration.toBuilder().build()))
                .needs("a user token, not an application token, with PrintJob.ReadWriteBasic"
                        + " (PrintJob.Create is not sufficient) and PrinterShare.ReadBasic.All");
    }

    static ResourcePath path(ResourcePath share) {
        return share.resolve("/jobs");
    }

    /**
     * Submits a job with the defaults of the printer. See {@link #submit(PrintJobConfiguration, DocumentContent,
     * Consumer)}.
     *
     * @param content the document
     * @return the started job
     * @throws PrintSubmitException if a step fails
     */
    public PrintJob submit(DocumentContent content) {
        return submit(PrintJobConfiguration.builder().build(), content);
    }

    /**
     * Submits a job with a timeout of 1 hour. See {@link #submit(PrintJobConfiguration, DocumentContent, Consumer)}.
     *
     * @param configuration the print settings
     * @param content the document
     * @return the started job
     * @throws IllegalArgumentException if the configuration has a value {@code unknownFutureValue}, which must never be
     *     sent
     * @throws PrintSubmitException if a step fails
     */
    public PrintJob submit(PrintJobConfiguration configuration, DocumentContent content) {
        return submit(configuration, content, TransferSettings.UNCHANGED);
    }

    /**
     * Submits a job: {@linkplain #create(PrintJobConfiguration) creates} it ({@code POST
     * /print/shares/{shareId}/jobs}), {@linkplain PrinterShareDocumentResource#upload(DocumentContent, Consumer)
     * uploads} its document and {@linkplain PrinterShareJobResource#startAndConfirm() starts} it.
     *
     * <p>Permission, for a user only: {@code PrintJob.Create}, {@code PrintJob.ReadWriteBasic}, and a permission to
     * read the share, such as {@code PrinterShare.ReadBasic.All}. Applications cannot submit jobs.
     *
     * <p>Instead of {@code PrintJob.Create} and {@code PrintJob.ReadWriteBasic}, {@code PrintJob.ReadWrite} is
     * sufficient.
     *
     * <p>With {@link SubmitOptions#checkCapabilities()}, the client first checks the settings, and creates no job if the
     * printer does not offer them.
     *
     * <p>With {@link PrintJobClient.Builder#pacing(PrintPacing)}, the client first waits for its turn.
     *
     * <p>Each step has the same retries as its own method, so a submit never prints twice. If a step fails, the client
     * tries to cancel the job, unless the job may have been started: see {@link PrintSubmitException}. To cancel it,
     * the client reads the printer of the share, which also needs {@code Printer.Read.All}. Each of these two calls has
     * 30 seconds beyond the timeout.
     *
     * @param configuration the print settings
     * @param content the document
     * @param options changes to the defaults; the timeout covers all steps together
     * @return the new job, with its document and the status after the start; {@link PrintJob#json()} is the response to
     *     its creation
     * @throws IllegalArgumentException if the configuration has a value {@code unknownFutureValue}, which must never be
     *     sent
     * @throws PrintSubmitException if a step fails
     * @see <a href="https://learn.microsoft.com/graph/upload-data-to-upload-session">Upload documents using upload
     *     session</a>
     */
    public PrintJob submit(
            PrintJobConfiguration configuration, DocumentContent content, Consumer<? super SubmitOptions> options) {
        return new PrintJobSubmit(api, share, pacer, TransferSettings.of(options)).run(configuration, content);
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path(share).toString();
    }
}
