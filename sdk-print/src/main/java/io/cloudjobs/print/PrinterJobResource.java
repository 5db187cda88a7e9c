package io.cloudjobs.print;

import static io.cloudjobs.print.PrintJobProcessingState.ABORTED;

import io.cloudjobs.core.AwaitOptions;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.Await;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A job of a printer. Immutable and lightweight. */
public final class PrinterJobResource {
    private final ApiClient api;
    private final ResourcePath path;

    PrinterJobResource(ApiClient api, ResourcePath path) {
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
     * Reads the job: {@code GET /print/printers/{printerId}/jobs/{jobId}}. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission: an application needs {@code PrintJob.ReadBasic.All}. A user needs {@code PrintJob.ReadBasic} or,
     * for the jobs of other users, {@code PrintJob.ReadBasic.All} and the role Printer Administrator. Both also need
     * {@code Printer.Read.All}.
     *
     * <p>The service documents {@code $expand} with one related resource in a request. If you request both, the client
     * tries both in one request. If the response lacks one of them, or the service refuses the request with status 400,
     * the client requests the missing ones one by one: up to three requests, each with its own timeout. The job and its
     * {@link PrintJob#json()} are then from the response with the tasks, and only {@link PrintJob#documents()} is from
     * the other response. If the service sends none, {@code tasks()} or {@code documents()} stays null.
     *
     * @param expand related resources to include
     * @return the current job
     * @throws io.cloudjobs.core.NotFoundException if there is no such job or printer
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printjob-get">Get printJob</a>
     */
    public PrintJob get(PrintJobExpand... expand) {
        return PrintJobExpand.read(
                api,
                new ApiRequest("printJob.get", "GET", path)
                        .needs("an application token with PrintJob.ReadBasic.All and Printer.Read.All, or a user token"
                                + " with PrintJob.ReadBasic and Printer.Read.All")
                        .returningResource()
                        .idempotent(),
                expand);
    }

    /**
     * Aborts the job without a reason: {@code POST /print/printers/{printerId}/jobs/{jobId}/abort}. See
     * {@link #abort(String)}.
     *
     * @throws io.cloudjobs.core.SdkException if the call fails
     */
    public void abort() {
        send(null);
    }

    /**
     * Aborts the job: {@code POST /print/printers/{printerId}/jobs/{jobId}/abort}. Use it to drop a job that the
     * application holds. It succeeds only while a task of the job, from a trigger of this application, is
     * {@code processing}. The response in other cases is not documented.
     *
     * <p>Permission, for an application only: {@code PrintJob.ReadWriteBasic.All} and {@code Printer.Read.All}.
     *
     * <p>Never retried once it may have reached the service: if the exception's {@code mayHaveReachedService()} is
     * true, read the job and treat {@code aborted} as success, like {@link #abortAndConfirm(String)}.
     *
     * @param reason the reason, for people
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such job or printer
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printjob-abort">printJob: abort</a>
     */
    public void abort(String reason) {
        send(Objects.requireNonNull(reason, "reason"));
    }

    /**
     * Aborts the job without a reason, and confirms the abort. See {@link #abortAndConfirm(String)}.
     *
     * @throws io.cloudjobs.core.SdkException if the abort fails
     */
    public void abortAndConfirm() {
        Confirmation.run(() -> send(null), this::isAborted);
    }

    /**
     * Aborts the job like {@link #abort(String)}. If the response is lost, the client reads the job to check whether it
     * is aborted. The abort itself is not retried, because the service refuses a second one.
     *
     * @param reason the reason, for people
     * @throws io.cloudjobs.core.SdkException if the abort fails. If {@code mayHaveReachedService()} is true, the job
     *     was not aborted yet, or could not be read; the exception of that read is suppressed
     * @see <a href="https://learn.microsoft.com/graph/api/printjob-abort">printJob: abort</a>
     */
    public void abortAndConfirm(String reason) {
        Confirmation.run(() -> abort(reason), this::isAborted);
    }

    private boolean isAborted() {
        return get().status().state().equals(ABORTED);
    }

    private void send(@Nullable String reason) {
        api.send(new ApiRequest("printJob.abort", "POST", path.resolve("/abort"))
                .needs(PrintTaskResource.held("PrintJob.ReadWriteBasic.All"))
                .body(reason == null ? null : Map.of("reason", reason)));
    }

    /**
     * Cancels the job: {@code POST /print/printers/{printerId}/jobs/{jobId}/cancel}. Use it with a user token to drop a
     * job. The service responds before the job has ended, so the job may stay {@code processing} or {@code stopped} for
     * a while: see {@link #cancelAndAwait()}.
     *
     * <p>Permission, for a user only: {@code PrintJob.ReadWriteBasic} and {@code Printer.Read.All}. The user must be a
     * Printer Administrator to cancel the jobs of other users.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}: cancelling twice has the same effect as once. The
     * response to a second cancel is not documented. Therefore, if an exception's {@code mayHaveReachedService()} is
     * true, read the job, and treat any final state as success.
     *
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such job or printer
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printjob-cancel">printJob: cancel</a>
     */
    public void cancel() {
        api.send(new ApiRequest("printJob.cancel", "POST", path.resolve("/cancel"))
                .needs("a user token, not an application token, with PrintJob.ReadWriteBasic and"
                        + " Printer.Read.All; to cancel the jobs of others, the user must be a Printer Administrator")
                .idempotent());
    }

    /**
     * Cancels the job and waits until it has ended, for at most 10 minutes. See {@link #cancelAndAwait(Consumer)}.
     *
     * @return the ended job: {@code canceled}, unless it ended in another way before the cancel took effect
     * @throws io.cloudjobs.core.AwaitTimeoutException if the job does not end before the timeout; the cancel was
     *     accepted
     * @throws io.cloudjobs.core.SdkException if the cancel or the wait fails in another way
     */
    public PrintJob cancelAndAwait() {
        return cancelAndAwait(Await.UNCHANGED);
    }

    /**
     * Cancels the job like {@link #cancel()} and waits for its end like {@link #await(Consumer)}. If the
     * response to the cancel is lost, the client waits too, because a cancel takes effect only some time after it is
     * accepted. If the service refuses the cancel with a status code other than 401, 403, 404 and 429, the client reads
     * the job once, because it may have ended just before.
     *
     * <p>The {@code operation()} of an exception shows whether the cancel was accepted:
     *
     * <ul>
     *   <li>{@code printJob.get} and {@code printJob.await}: the cancel was accepted. Only the wait failed, and you can
     *       wait again. {@code mayHaveReachedService()} refers to the read and is false.
     *   <li>{@code printJob.cancel}: the cancel failed. If {@code mayHaveReachedService()} is true, its outcome is
     *       unclear, and the job did not end during the wait; the exception of the wait, such as an
     *       {@link io.cloudjobs.core.AwaitTimeoutException}, is suppressed. If it is false, the job is not cancelled.
     *       If the read after a refusal failed, its exception is suppressed.
     * </ul>
     *
     * @param options changes to the defaults of the wait
     * @return the ended job: {@code canceled}, unless it ended in another way before the cancel took effect, or the
     *     cancel never arrived
     * @throws io.cloudjobs.core.AwaitTimeoutException if the job does not end before the timeout; the cancel was
     *     accepted
     * @throws io.cloudjobs.core.SdkException if the cancel or the wait fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printjob-cancel">printJob: cancel</a>
     */
    public PrintJob cancelAndAwait(Consumer<? super AwaitOptions<PrintJob>> options) {
        return PrintJobCancellation.end(api, this, Objects.requireNonNull(options, "options"));
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
     * @throws io.cloudjobs.core.NotFoundException if the job or printer does not exist, or no longer exists
     * @throws io.cloudjobs.core.CancelledCallException if a cancellation of the call is cancelled
     * @throws io.cloudjobs.core.InterruptedCallException if the thread is interrupted
     * @throws io.cloudjobs.core.TransportException if the client is closed during the wait
     * @throws io.cloudjobs.core.SdkException if the wait fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printjob-get">Get printJob</a>
     */
    public PrintJob await(Consumer<? super AwaitOptions<PrintJob>> options) {
        return ending(api, path.encoded(), this::get).end(options);
    }

    /** Returns the wait for the end of a job, which a printer or a share reads. */
    static Await<PrintJob> ending(ApiClient api, @Nullable String resource, Supplier<PrintJob> read) {
        return new Await<>(
                api,
                "printJob.await",
                resource,
                read,
                job -> job.status().state().isTerminal(),
                job -> job.status().state());
    }

    /**
     * Redirects the job with its current settings to another printer: {@code POST
     * /print/printers/{printerId}/jobs/{jobId}/redirect}. See {@link #redirect(String, PrintJobConfiguration)}.
     *
     * @param destinationPrinterId the id of the destination printer
     * @return the new job, on the destination printer
     * @throws IllegalArgumentException if the id is invalid
     * @throws io.cloudjobs.core.SdkException if the call fails
     */
    public PrintJob redirect(String destinationPrinterId) {
        return new PrintJobRedirection(destinationPrinterId, null).redirect(api, path);
    }

    /**
     * Redirects the job to another printer: {@code POST /print/printers/{printerId}/jobs/{jobId}/redirect}. Use it to
     * release a job that the application holds: a new job prints on the destination printer, and this job and its task
     * are {@code completed}. It succeeds only while a task of the job, from a trigger of this application, is
     * {@code processing}, and the job is not {@linkplain PrintJob#isFetchable() fetchable}. The response in other cases
     * is not documented.
     *
     * <p>Permission, for an application only: {@code PrintJob.Manage.All} and {@code Printer.Read.All}.
     *
     * <p>Never retried once it may have reached the service, because a second redirection would print twice: see
     * {@link #redirectAndConfirm(String, PrintJobConfiguration)}.
     *
     * <p>If a success response has no body, the client reads this job and the new job that it links to, which needs
     * {@code PrintJob.ReadBasic.All}. If a read fails, the message says that the redirection is done, and
     * {@code mayHaveReachedService()} is true. Do not redirect again.
     *
     * @param destinationPrinterId the id of the destination printer
     * @param configuration the print settings on the destination printer
     * @return the new job, on the destination printer
     * @throws IllegalArgumentException if the id is invalid, or the configuration has a value
     *     {@code unknownFutureValue}, which must never be sent
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such job or printer
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printjob-redirect">printJob: redirect</a>
     */
    public PrintJob redirect(String destinationPrinterId, PrintJobConfiguration configuration) {
        return PrintJobRedirection.with(configuration, destinationPrinterId).redirect(api, path);
    }

    /**
     * Redirects the job with its current settings to another printer, and confirms the redirection. See
     * {@link #redirectAndConfirm(String, PrintJobConfiguration)}.
     *
     * @param destinationPrinterId the id of the destination printer
     * @return the new job, on the destination printer
     * @throws IllegalArgumentException if the id is invalid
     * @throws io.cloudjobs.core.SdkException if the call fails
     */
    public PrintJob redirectAndConfirm(String destinationPrinterId) {
        return new PrintJobRedirection(destinationPrinterId, null).confirm(api, path);
    }

    /**
     * Redirects the job like {@link #redirect(String, PrintJobConfiguration)}. If the response is lost, the client
     * reads the job: it is redirected if its {@link PrintJob#redirectedTo()} leads to that printer. The client then
     * reads the new job. The redirection itself is not retried, even if the job is not redirected yet, because the
     * request may still be on its way.
     *
     * <p>Permission, for an application only: as for {@link #redirect(String, PrintJobConfiguration)} and, to read the
     * job, {@code PrintJob.ReadBasic.All}.
     *
     * @param destinationPrinterId the id of the destination printer
     * @param configuration the print settings on the destination printer
     * @return the new job, on the destination printer
     * @throws IllegalArgumentException if the id is invalid, or the configuration has a value
     *     {@code unknownFutureValue}, which must never be sent
     * @throws io.cloudjobs.core.SdkException if the redirection fails. If {@code mayHaveReachedService()} is true, the
     *     job is not redirected yet, or could not be read; the exception of that read is suppressed
     * @throws io.cloudjobs.core.TransportException if the job was redirected but the new job could not be read. The
     *     message names the new job ({@code the job was redirected to {printerId}/{jobId}}), the cause is the exception
     *     of the read, and the exception of the redirection is suppressed. Do not redirect again; {@code redirectedTo}
     *     leads to the new job
     * @see <a href="https://learn.microsoft.com/graph/api/printjob-redirect">printJob: redirect</a>
     */
    public PrintJob redirectAndConfirm(String destinationPrinterId, PrintJobConfiguration configuration) {
        return PrintJobRedirection.with(configuration, destinationPrinterId).confirm(api, path);
    }

    /**
     * Changes the print settings of the job: {@code PATCH /print/printers/{printerId}/jobs/{jobId}}. It succeeds only
     * while a task of the job, from a trigger of this application, is {@code processing}, and the job is not
     * {@linkplain PrintJob#isFetchable() fetchable}. The response in other cases is not documented.
     *
     * <p>Permission, for an application only: {@code PrintJob.ReadWriteBasic.All} and {@code Printer.Read.All}.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}: setting the same values twice has the same effect.
     *
     * <p>If a success response has no body, the client reads the job once, which needs {@code PrintJob.ReadBasic.All}.
     * If that read fails, the message says that the operation is done, and {@code mayHaveReachedService()} is true.
     *
     * @param configuration the changes; settings that are not set stay as they are
     * @return the updated job
     * @throws IllegalArgumentException if the configuration has a value {@code unknownFutureValue}, which must never be
     *     sent
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such job or printer
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printjob-update">Update printJob</a>
     */
    public PrintJob update(PrintJobConfiguration configuration) {
        return api.send(
                new ApiRequest("printJob.update", "PATCH", path)
                        .body(Map.of("configuration", configuration.toBuilder().build()))
                        .needs(PrintTaskResource.held("PrintJob.ReadWriteBasic.All"))
                        .returningResource()
                        .idempotent(),
                PrintJobRecord.class,
                client -> new PrinterJobResource(client, path).get());
    }

    /**
     * Returns a document of the job. Sends no request.
     *
     * @param documentId the id of the document, from {@link PrintJob#documents()}
     * @return the document
     * @throws IllegalArgumentException if the id is invalid
     */
    public PrinterDocumentResource document(String documentId) {
        return new PrinterDocumentResource(api, path, documentId);
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
