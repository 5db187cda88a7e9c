package io.cloudjobs.print;

import static io.cloudjobs.print.PrintJobExpand.TASKS;

import io.cloudjobs.core.AwaitOptions;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.Await;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A job of a printer share. The service documents {@code start} only for jobs of shares, and {@code abort},
 * {@code cancel}, {@code redirect} and {@code update} only for jobs of printers: see {@link PrintJobClient#printer}.
 * Immutable and lightweight.
 */
public final class PrinterShareJobResource {
    private final ApiClient api;
    private final ResourcePath path;

    PrinterShareJobResource(ApiClient api, ResourcePath path) {
        this.api = api;
        this.path = path;
    }

    /**
     * Returns the id of the job. Sends no request.
     *
     * @return the id, which is unique on its printer only
     */
    public String id() {
        return path.lastId();
    }

    /**
     * Reads the job: {@code GET /print/shares/{shareId}/jobs/{jobId}}. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission: an application needs {@code PrintJob.ReadBasic.All}. A user needs {@code PrintJob.ReadBasic} or,
     * for the jobs of other users, {@code PrintJob.ReadBasic.All} and an administrator role. A user also needs a
     * permission to read the share, such as {@code PrinterShare.ReadBasic.All}.
     *
     * <p>The service documents {@code $expand} with one related resource in a request. If you request both, the client
     * tries both in one request. If the response lacks one of them, or the service refuses the request with status 400,
     * the client requests the missing ones one by one: up to three requests, each with its own timeout. The job and its
     * {@link PrintJob#json()} are then from the response with the tasks, and only {@link PrintJob#documents()} is from
     * the other response. If the service sends none, {@code tasks()} or {@code documents()} stays null.
     *
     * @param expand related resources to include
     * @return the current job
     * @throws io.cloudjobs.core.NotFoundException if there is no such job or share; a printer that is shared again gets
     *     a new share id
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printjob-get">Get printJob</a>
     */
    public PrintJob get(PrintJobExpand... expand) {
        return PrintJobExpand.read(
                api,
                new ApiRequest("printJob.get", "GET", path)
                        .needs("an application token with PrintJob.ReadBasic.All, or a user token with"
                                + " PrintJob.ReadBasic and PrinterShare.ReadBasic.All")
                        .returningResource()
                        .idempotent(),
                expand);
    }

    /**
     * Starts the job: {@code POST /print/shares/{shareId}/jobs/{jobId}/start}. Upload its document completely first. If
     * a task of its printer holds it, the job is {@code paused} again until the task has ended. Otherwise it prints.
     *
     * <p>Permission, for a user only: {@code PrintJob.Create} and a permission to read the share, such as
     * {@code PrinterShare.ReadBasic.All}.
     *
     * <p>Never retried once it may have reached the service, because it prints, and the effect of a second start is not
     * documented: see {@link #startAndConfirm()}.
     *
     * <p>If a success response has no body, the client reads the job once, which needs {@code PrintJob.ReadBasic}. If
     * that read fails, the message says that the operation is done, and {@code mayHaveReachedService()} is true.
     *
     * @return the status after the start
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such job or share; a printer that is shared again gets
     *     a new share id
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printjob-start">printJob: start</a>
     */
    public PrintJobStatus start() {
        return api.send(
                new ApiRequest("printJob.start", "POST", path.resolve("/start"))
                        .needs("a user token, not an application token, with PrintJob.Create and"
                                + " PrinterShare.ReadBasic.All"),
                PrintJobStatusRecord.class,
                client -> new PrinterShareJobResource(client, path).get().status());
    }

    /**
     * Starts the job like {@link #start()}. If the response is lost, the client reads the job: it has started if it is
     * not {@code paused}, or if it has a task, because only a start creates tasks. The start itself is not retried,
     * even if the job has not started yet, because the request may still be on its way.
     *
     * <p>Permission, for a user only: as for {@link #start()} and, to read the job, {@code PrintJob.ReadBasic}.
     *
     * @return the status after the start; the job may already have ended
     * @throws io.cloudjobs.core.SdkException if the start fails. If {@code mayHaveReachedService()} is true, the job
     *     has not started yet, or could not be read; the exception of that read is suppressed
     * @see <a href="https://learn.microsoft.com/graph/api/printjob-start">printJob: start</a>
     */
    public PrintJobStatus startAndConfirm() {
        return Confirmation.run(this::start, this::statusIfStarted);
    }

    /** Returns the status if the job has started. A job is paused before its start, and while a task holds it. */
    private @Nullable PrintJobStatus statusIfStarted() {
        PrintJobStatus status = get().status();
        return !status.state().equals(PrintJobProcessingState.PAUSED) || hasTask() ? status : null;
    }

    private boolean hasTask() {
        List<PrintTask> tasks = get(TASKS).tasks();
        return tasks != null && !tasks.isEmpty();
    }

    /**
     * Waits until the job has ended, for at most 10 minutes. See {@link #await(Consumer)}.
     *
     * @return the ended job, {@code completed}, {@code canceled} or {@code aborted}
     * @throws io.cloudjobs.core.AwaitTimeoutException if the job does not end before the timeout
     * @throws io.cloudjobs.core.SdkException if the wait fails in another way
     */
    public PrintJob await() {
        return await(Await.UNCHANGED);
    }

    /**
     * Waits until the job has ended: it is {@code completed}, {@code canceled} or {@code aborted}. A {@code stopped}
     * job continues when the problem of its printer is solved. The client polls the job with {@link #get}, at the
     * intervals of {@link AwaitOptions}, without tasks and documents. The permission is the same as for {@code get}.
     *
     * <p>After the first successful read, the wait continues after transient failures (429, 408, 5xx, no connection),
     * unless their {@code Retry-After} exceeds the remaining time. Any other failure ends the wait, for example a
     * {@link io.cloudjobs.core.TokenException}. If the job no longer exists, the wait ends, and the outcome of the job
     * is unknown.
     *
     * @param options changes to the defaults
     * @return the ended job
     * @throws io.cloudjobs.core.AwaitTimeoutException if the job does not end before the timeout
     * @throws io.cloudjobs.core.NotFoundException if the job or share does not exist, or no longer exists
     * @throws io.cloudjobs.core.CancelledCallException if a cancellation of the call is cancelled
     * @throws io.cloudjobs.core.InterruptedCallException if the thread is interrupted
     * @throws io.cloudjobs.core.TransportException if the client is closed during the wait
     * @throws io.cloudjobs.core.SdkException if the wait fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printjob-get">Get printJob</a>
     */
    public PrintJob await(Consumer<? super AwaitOptions<PrintJob>> options) {
        return PrinterJobResource.ending(api, path.encoded(), this::get).end(options);
    }

    /**
     * Returns a document of the job. Sends no request.
     *
     * @param documentId the id of the document, from {@link PrintJob#documents()}
     * @return the document
     * @throws IllegalArgumentException if the id is invalid
     */
    public PrinterShareDocumentResource document(String documentId) {
        return new PrinterShareDocumentResource(api, path, documentId);
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
