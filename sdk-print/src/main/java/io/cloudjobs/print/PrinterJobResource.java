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

/** A job of a printer. Immutable, and cheap to hold. */
public final class PrinterJobResource {
    private final ApiClient api;
    private final ResourcePath path;

    PrinterJobResource(ApiClient api, ResourcePath path) {
        this.api = api;
        this.path = path;
    }

    /**
     * Reads the job: {@code GET /print/printers/{printerId}/jobs/{jobId}}. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission: {@code PrintJob.ReadBasic.All} for an application; {@code PrintJob.ReadBasic} for the user's own jobs,
     * and for those of others {@code PrintJob.ReadBasic.All}, and the user must be a Printer Administrator. In addition
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
                        .needs("an application token with PrintJob.ReadBasic.All, or a user token with"
                                + " PrintJob.ReadBasic, and in addition Printer.Read.All")
                        .returningResource()
                        .idempotent(),
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
     * <p>Never retried once it may have reached the service: if the exception's {@code mayHaveReachedService()} is
     * true, read the job, and take {@code aborted} for success, as {@link #abortAndConfirm(String)} does.
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

    /**
     * Aborts the job without saying why, and confirms it. See {@link #abortAndConfirm(String)}.
     *
     * @throws io.cloudjobs.core.SdkException if the abort fails
     */
    public void abortAndConfirm() {
        Confirmation.run(() -> send(null), this::isAborted);
    }

    /**
     * Aborts the job as {@link #abort(String)} does, and when the answer is lost reads the job: it is aborted if its state
     * says so. The abort itself is not repeated, because once it is done the service refuses another.
     *
     * @param reason why, for people
     * @throws io.cloudjobs.core.SdkException if the abort fails; if {@code mayHaveReachedService()} is true the job is not
     *     aborted yet, or could not be read, and that failure is suppressed in this one
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
                .needs(held("PrintJob.ReadWriteBasic.All"))
                .body(reason == null ? null : Map.of("reason", reason)));
    }

    /**
     * Cancels the job: {@code POST /print/printers/{printerId}/jobs/{jobId}/cancel}. This is how a user drops a job. The
     * service answers before the job has ended, so that for a while it may still be read as {@code processing} or
     * {@code stopped}: see {@link #cancelAndAwait()}.
     *
     * <p>Permission, for a user only: {@code PrintJob.ReadWriteBasic}, in addition {@code Printer.Read.All}. The user must
     * be a Printer Administrator to cancel the jobs of others.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}: a job that was cancelled twice is
     * cancelled. What the service says to the second cancel is not documented. So if an exception's
     * {@code mayHaveReachedService()} is true, read the job, and take any end for success.
     *
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow it
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
     * @return the job after its end: {@code canceled}, unless it has ended in another way before the cancel took effect
     * @throws io.cloudjobs.core.AwaitTimeoutException if it has not ended by then; the cancel was accepted
     * @throws io.cloudjobs.core.SdkException if the cancel or the wait fails in another way
     */
    public PrintJob cancelAndAwait() {
        return cancelAndAwait(options -> {});
    }

    /**
     * Cancels the job as {@link #cancel()} does, and waits as {@link #await(Consumer)} does until it has ended. When the
     * answer of the cancel is lost the job is awaited as well, because a cancel takes effect only some time after it is
     * accepted. When the cancel is refused, other than by 401, 403, 404 and 429, the job is read once: it may have ended
     * just before.
     *
     * <p>The {@code operation()} of a failure tells what has become of the cancel:
     *
     * <ul>
     *   <li>{@code printJob.get} and {@code printJob.await}: the cancel was accepted, although
     *       {@code mayHaveReachedService()} is false, which speaks of the reading. What has failed is the wait, and the job
     *       may be awaited again.
     *   <li>{@code printJob.cancel}: it failed. If {@code mayHaveReachedService()} is true its outcome is unclear, and the
     *       job was not seen to end; what the wait ended with, such as an
     *       {@link io.cloudjobs.core.AwaitTimeoutException}, is suppressed in this failure. If it is false the job is not
     *       cancelled; if it could not be read after a refusal, that failure is suppressed.
     * </ul>
     *
     * @param options what differs from the defaults of the wait
     * @return the job after its end: {@code canceled}, unless it has ended in another way before the cancel took effect, or
     *     a lost cancel has not arrived
     * @throws io.cloudjobs.core.AwaitTimeoutException if it has not ended before the timeout; the cancel was accepted
     * @throws io.cloudjobs.core.SdkException if the cancel or the wait fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printjob-cancel">printJob: cancel</a>
     */
    public PrintJob cancelAndAwait(Consumer<? super AwaitOptions<PrintJob>> options) {
        return PrintJobCancellation.end(api, this, Objects.requireNonNull(options, "options"));
    }

    /**
     * Waits until the job has ended, for at most 10 minutes. See {@link #await(Consumer)}.
     *
     * @return the job, {@code completed}, {@code canceled} or {@code aborted}
     * @throws io.cloudjobs.core.AwaitTimeoutException if it has not ended by then
     * @throws io.cloudjobs.core.SdkException if the wait fails in another way
     */
    public PrintJob await() {
        return await(options -> {});
    }

    /**
     * Waits until the job has ended: it is {@code completed}, {@code canceled} or {@code aborted}. A job that is
     * {@code stopped} goes on when its printer has got the attention that it needs. The job is read with {@link #get}, which
     * says what permission it takes, as often as {@link AwaitOptions} says.
     *
     * <p>Once the job was read, the wait outlasts failures that may pass (429, 408, 5xx, no connection), unless their
     * {@code Retry-After} is longer than what is left of the timeout. Any other one ends it, such as a
     * {@link io.cloudjobs.core.TokenException}, or that of a job which the service no longer knows: how it has ended cannot
     * be told then.
     *
     * @param options what differs from the defaults
     * @return the job after its end
     * @throws io.cloudjobs.core.AwaitTimeoutException if it has not ended before the timeout
     * @throws io.cloudjobs.core.NotFoundException if there is no such job or printer, or no more
     * @throws io.cloudjobs.core.InterruptedCallException if the thread is interrupted
     * @throws io.cloudjobs.core.TransportException if the client is closed during the wait
     * @throws io.cloudjobs.core.SdkException if the wait fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printjob-get">Get printJob</a>
     */
    public PrintJob await(Consumer<? super AwaitOptions<PrintJob>> options) {
        return ending(api, this::get).end(options);
    }

    /** The wait for the end of a job, for both ways to read it. */
    static Await<PrintJob> ending(ApiClient api, Supplier<PrintJob> read) {
        return new Await<>(
                api,
                "printJob.await",
                read,
                job -> job.status().state().isTerminal(),
                job -> job.status().state());
    }

    /**
     * Redirects the job to another printer, which prints it as it is configured:
     * {@code POST /print/printers/{printerId}/jobs/{jobId}/redirect}. See {@link #redirect(String, PrintJobConfiguration)}.
     *
     * @param destinationPrinterId the id of the printer that shall print it
     * @return the new job, on the destination printer
     * @throws IllegalArgumentException if the id cannot be one
     * @throws io.cloudjobs.core.SdkException if the call fails
     */
    public PrintJob redirect(String destinationPrinterId) {
        return new PrintJobRedirection(destinationPrinterId, null).redirect(api, path);
    }

    /**
     * Redirects the job to another printer: {@code POST /print/printers/{printerId}/jobs/{jobId}/redirect}. This is how an
     * application releases a job that it holds: a new job prints on the destination, and this one and its task are
     * {@code completed}. It succeeds only while a task of the job, from a trigger that this application has made, is
     * {@code processing}, and the job is not {@linkplain PrintJob#isFetchable() fetchable}. How the service refuses it
     * otherwise is not documented.
     *
     * <p>Permission, for an application only: {@code PrintJob.Manage.All}, in addition {@code Printer.Read.All}.
     *
     * <p>Never retried once it may have reached the service, as it makes paper: see
     * {@link #redirectAndConfirm(String, PrintJobConfiguration)}.
     *
     * <p>A success without a body counts as done: this job is read once then, and the new job that it names, which takes
     * {@code PrintJob.ReadBasic.All}. If that fails, the message says that the redirection is done, and
     * {@code mayHaveReachedService()} is true. Do not redirect again.
     *
     * @param destinationPrinterId the id of the printer that shall print it
     * @param configuration how it shall be printed there
     * @return the new job, on the destination printer
     * @throws IllegalArgumentException if the id cannot be one, or the configuration has a value
     *     {@code unknownFutureValue}, which must never be sent
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow it
     * @throws io.cloudjobs.core.NotFoundException if there is no such job or printer
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printjob-redirect">printJob: redirect</a>
     */
    public PrintJob redirect(String destinationPrinterId, PrintJobConfiguration configuration) {
        return new PrintJobRedirection(destinationPrinterId, Objects.requireNonNull(configuration, "configuration"))
                .redirect(api, path);
    }

    /**
     * Redirects the job to another printer, which prints it as it is configured, and confirms it. See
     * {@link #redirectAndConfirm(String, PrintJobConfiguration)}.
     *
     * @param destinationPrinterId the id of the printer that shall print it
     * @return the new job, on the destination printer
     * @throws IllegalArgumentException if the id cannot be one
     * @throws io.cloudjobs.core.SdkException if the call fails
     */
    public PrintJob redirectAndConfirm(String destinationPrinterId) {
        return new PrintJobRedirection(destinationPrinterId, null).confirm(api, path);
    }

    /**
     * Redirects the job as {@link #redirect(String, PrintJobConfiguration)} does, and when the answer is lost reads the
     * job: it is redirected if its {@link PrintJob#redirectedTo()} leads to that printer. The new job is read then. The
     * redirection itself is not repeated even when the job shows no sign of it, because it may still be on its way.
     *
     * <p>Permission, for an application only: those of {@link #redirect(String, PrintJobConfiguration)} and, for the
     * reading, {@code PrintJob.ReadBasic.All}.
     *
     * @param destinationPrinterId the id of the printer that shall print it
     * @param configuration how it shall be printed there
     * @return the new job, on the destination printer
     * @throws IllegalArgumentException if the id cannot be one, or the configuration has a value
     *     {@code unknownFutureValue}, which must never be sent
     * @throws io.cloudjobs.core.SdkException if the redirection fails; if {@code mayHaveReachedService()} is true the job
     *     shows no sign of it yet, or could not be read, and that failure is suppressed in this one
     * @throws io.cloudjobs.core.TransportException in particular, if the job was redirected but the new job could not be
     *     read: the message names it, {@code the job was redirected to {printerId}/{jobId}}, the cause is the failure of the
     *     reading, and that of the redirection is suppressed. Do not redirect again; {@code redirectedTo} leads to the new job
     * @see <a href="https://learn.microsoft.com/graph/api/printjob-redirect">printJob: redirect</a>
     */
    public PrintJob redirectAndConfirm(String destinationPrinterId, PrintJobConfiguration configuration) {
        return new PrintJobRedirection(destinationPrinterId, Objects.requireNonNull(configuration, "configuration"))
                .confirm(api, path);
    }

    /**
     * Changes how the job is to be printed: {@code PATCH /print/printers/{printerId}/jobs/{jobId}}. It succeeds only while a
     * task of the job, from a trigger that this application has made, is {@code processing}, and the job is not
     * {@linkplain PrintJob#isFetchable() fetchable}. How the service refuses it otherwise is not documented.
     *
     * <p>Permission, for an application only: {@code PrintJob.ReadWriteBasic.All}, in addition {@code Printer.Read.All}.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}: the same settings twice are the same
     * settings.
     *
     * <p>A success without a body counts as done: the result is read once then, which takes the permission to read it. If that
     * reading fails, the message says that the operation is done, and {@code mayHaveReachedService()} is true.
     *
     * @param configuration what shall change; what is not set in it stays
     * @return the job as the service has it now
     * @throws IllegalArgumentException if the configuration has a value {@code unknownFutureValue}, which must never be sent
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow it
     * @throws io.cloudjobs.core.NotFoundException if there is no such job or printer
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printjob-update">Update printJob</a>
     */
    public PrintJob update(PrintJobConfiguration configuration) {
        return api.send(
                new ApiRequest("printJob.update", "PATCH", path)
                        .body(Map.of("configuration", configuration.toBuilder().build()))
                        .needs(held("PrintJob.ReadWriteBasic.All"))
                        .returningResource()
                        .idempotent(),
                PrintJobRecord.class,
                client -> new PrinterJobResource(client, path).get());
    }

    /**
     * A document of the job.
     *
     * @param documentId the id of the document, which {@link PrintJob#documents()} tells
     * @return the document; nothing is sent
     * @throws IllegalArgumentException if the id cannot be one
     */
    public PrinterDocumentResource document(String documentId) {
        return new PrinterDocumentResource(api, path, documentId);
    }

    /** What it takes to act on a job that a task holds. */
    static String held(String permission) {
        return "an application token, not a user token, with " + permission
                + " and Printer.Read.All, and a task of this application that is processing the job";
    }

    /** The path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
