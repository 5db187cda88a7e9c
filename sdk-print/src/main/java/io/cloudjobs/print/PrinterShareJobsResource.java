package io.cloudjobs.print;

import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The jobs that were sent to a printer share. Immutable, and cheap to hold. */
public final class PrinterShareJobsResource {
    private final ApiClient api;
    private final ResourcePath share;

    PrinterShareJobsResource(ApiClient api, ResourcePath share) {
        this.api = api;
        this.share = share;
    }

    /**
     * Lists the jobs: {@code GET /print/shares/{shareId}/jobs}. The first request is sent when the iteration begins.
     * Each page is one request, retried according to {@link io.cloudjobs.core.RetryPolicy}. Its exceptions, such as
     * {@link io.cloudjobs.core.ForbiddenException}, are thrown by the iteration.
     *
     * <p>Permission: {@code PrintJob.ReadBasic.All} for an application; {@code PrintJob.ReadBasic} for the user's own jobs,
     * and for the jobs of others {@code PrintJob.ReadBasic.All} and an administrator role. In addition a user needs a permission
     * to read the share, such as {@code PrinterShare.ReadBasic.All}.
     *
     * <p>Neither the order of the jobs nor the time that an ended job stays in the list is documented.
     *
     * @param expand related resources to include with each job. For lists, only {@link PrintJobExpand#DOCUMENTS} is
     *     documented. The client also sends {@link PrintJobExpand#TASKS}, but the service may refuse it or leave the
     *     tasks out, so that {@link PrintJob#tasks()} is null. To be sure of the tasks, read each job with them
     * @return the jobs, page by page
     * @see <a href="https://learn.microsoft.com/graph/api/printershare-list-jobs">List printJobs for a printerShare</a>
     */
    public PagedIterable<PrintJob> list(PrintJobExpand... expand) {
        return pages(null, expand);
    }

    /**
     * Lists the jobs that one user has created: {@code GET /print/shares/{shareId}/jobs?$filter=...}. See {@link #list}.
     *
     * @param userPrincipalName who has created them, for example {@code john.smith@contoso.com}
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
     * Creates a job: {@code POST /print/shares/{shareId}/jobs}. It has one document, which is empty yet, among its
     * {@link PrintJob#documents()}, and waits for it as {@code paused}. Nothing is printed before the job is started.
     *
     * <p>Permission, for a user only: {@code PrintJob.ReadWriteBasic}, in addition a permission to read the share, such as
     * {@code PrinterShare.ReadBasic.All}. {@code PrintJob.Create}, with which the document is uploaded and the job started, is
     * not sufficient here.
     *
     * <p>{@code PrintJob.ReadWrite} is sufficient for all three.
     *
     * <p>Never retried once it may have reached the service, because the service would make a second job. If the
     * exception's {@code mayHaveReachedService()} is true, the service may have created a job that is never started. It
     * never prints, but counts towards the limit of about 10,000 jobs per user in 12 days. Otherwise it is harmless to
     * create another one.
     *
     * @param configuration how to print the job
     * @return the new job, with its document
     * @throws IllegalArgumentException if the configuration has a value {@code unknownFutureValue}, which must never be sent
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow it
     * @throws io.cloudjobs.core.NotFoundException if there is no such share; a printer that is shared again gets a new
     *     share id
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printershare-post-jobs">Create printJob for a printerShare</a>
     */
    public PrintJob create(PrintJobConfiguration configuration) {
        return create(api, share, configuration);
    }

    static PrintJobRecord create(ApiClient api, ResourcePath share, PrintJobConfiguration configuration) {
        return api.send(
                new ApiRequest("printJob.create", "POST", path(share))
                        .body(Map.of("configuration", configuration.toBuilder().build()))
                        .needs("a user token, not an application token, with PrintJob.ReadWriteBasic"
                                + " (PrintJob.Create is not sufficient) and PrinterShare.ReadBasic.All"),
                PrintJobRecord.class);
    }

    private static ResourcePath path(ResourcePath share) {
        return share.resolve("/jobs");
    }

    /**
     * Submits a job with the defaults of the printer. See {@link #submit(PrintJobConfiguration, DocumentContent,
     * Consumer)}.
     *
     * @param content the document
     * @return the job, started
     * @throws PrintSubmitException if one of its steps fails
     */
    public PrintJob submit(DocumentContent content) {
        return submit(PrintJobConfiguration.builder().build(), content);
    }

    /**
     * Submits a job, for at most 1 hour. See {@link #submit(PrintJobConfiguration, DocumentContent, Consumer)}.
     *
     * @param configuration how to print the job
     * @param content the document
     * @return the job, started
     * @throws IllegalArgumentException if the configuration has a value {@code unknownFutureValue}, which must never be sent
     * @throws PrintSubmitException if one of its steps fails
     */
    public PrintJob submit(PrintJobConfiguration configuration, DocumentContent content) {
        return submit(configuration, content, options -> {});
    }

    /**
     * Submits a job: {@linkplain #create(PrintJobConfiguration) creates} it ({@code POST /print/shares/{shareId}/jobs}),
     * {@linkplain PrinterShareDocumentResource#upload(DocumentContent, Consumer) uploads} its document and
     * {@linkplain PrinterShareJobResource#startAndConfirm() starts} it.
     *
     * <p>Permission, for a user only: both {@code PrintJob.Create} and {@code PrintJob.ReadWriteBasic}; in addition a
     * permission to read the share, such as {@code PrinterShare.ReadBasic.All}. Applications cannot submit jobs.
     *
     * <p>{@code PrintJob.ReadWrite} is sufficient in place of the two.
     *
     * <p>Each step has the retries that it has alone, so a submit never prints twice. If a step fails, the client tries
     * to cancel the job, unless the job may have been started: {@link PrintSubmitException} says what is left. For the
     * cancel it reads the printer of the share, which needs {@code Printer.Read.All} in addition. Each of these two
     * calls has 30 seconds beyond the timeout.
     *
     * @param configuration how to print the job
     * @param content the document
     * @param options changes to the defaults; the timeout covers all steps together
     * @return the job as it was created, with its document and the status after its start; {@link PrintJob#json()} is the
     *     text from its creation
     * @throws IllegalArgumentException if the configuration has a value {@code unknownFutureValue}, which must never be sent
     * @throws PrintSubmitException if one of its steps fails
     * @see <a href="https://learn.microsoft.com/graph/upload-data-to-upload-session">Upload documents using upload session</a>
     */
    public PrintJob submit(
            PrintJobConfiguration configuration, DocumentContent content, Consumer<? super UploadOptions> options) {
        return new PrintJobSubmit(api, share, TransferSettings.of(options)).run(configuration, content);
    }

    /** The path below the endpoint. */
    @Override
    public String toString() {
        return path(share).toString();
    }
}
