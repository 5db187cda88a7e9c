package io.cloudjobs.ges;

import io.cloudjobs.core.AwaitOptions;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.Await;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A job of a graph. Immutable, and cheap to hold. */
public final class GesJobResource {
    private final ApiClient api;
    private final ResourcePath graph;
    private final ResourcePath path;
    private final String id;

    GesJobResource(ApiClient api, ResourcePath graph, String id) {
        this.api = api;
        this.graph = graph;
        this.path = graph.resolve("/jobs/{jobId}", id);
        this.id = id;
    }

    /**
     * The id of the job, for example to find it again in another program.
     *
     * @return the id, whose form the service does not promise
     */
    public String id() {
        return id;
    }

    /**
     * Reads the job, with no more than the first row of its result: see {@link #getWithRows}.
     *
     * @return the job as it is now, also if it has failed
     * @throws NotFoundException if the service does not know the job or the graph
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     */
    public GesJob get() {
        return getWithRows(0, 1);
    }

    /**
     * Reads the job, with some rows of its result:
     * {@code GET /ges/v1.0/{projectId}/graphs/{graphName}/jobs/{jobId}/status?offset=&limit=}. Engine version 1.0.0 or
     * later. {@link #results()} reads all rows.
     *
     * <p>A failed job is returned too. The service reports it as a status or as an error GES.8301, which also means that it
     * does not know the job. The message of the error decides. If the message leaves it open, the client reads the
     * {@linkplain GesJobsResource#list list of jobs} and returns a listed job with its status there, without a result. If the
     * engine has no such list, the call throws {@code NotFoundException}.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}.
     *
     * @param offset how many rows of the result to skip
     * @param limit how many rows to read at most, 1 to 100,000. Many rows may exceed the limits of a response:
     *     {@link #results()} reads them in pages
     * @return the job as it is now
     * @throws IllegalArgumentException if the offset is negative, or the limit is out of range
     * @throws NotFoundException if the service does not know the job or the graph
     * @throws io.cloudjobs.core.UnauthorizedException if the service does not accept the token
     * @throws io.cloudjobs.core.ForbiddenException if the user lacks the permission
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0037.html">Querying the job status</a>
     */
    public GesJob getWithRows(long offset, int limit) {
        return get(offset, limit, this::listed);
    }

    private GesJob get(long offset, int limit, Function<NotFoundException, GesJob> ifNotFound) {
        try {
            return read(offset, limit);
        } catch (JobFailedException failed) {
            return GesJobRecord.ended(GesJobStatus.FAILED, failed.error());
        } catch (NotFoundException unknown) {
            return ifNotFound.apply(unknown);
        }
    }

    /** Throws if the service reports the failed job as an error. */
    GesJobRecord read(long offset, int limit) {
        return api.send(
                new ApiRequest("job.get", "GET", path.resolve("/status"))
                        .query("offset", String.valueOf(JsonMembers.atLeast(0, "offset", offset)))
                        .query("limit", String.valueOf(OffsetPages.limit("limit", limit)))
                        .idempotent()
                        .meaningOfErrors(JobErrors::ofStatus),
                GesJobRecord.class);
    }

    /** The job from the list, if the failure leaves open whether it exists; otherwise throws the failure. */
    GesJobRecord listed(NotFoundException unknown) {
        GesJobRecord listed = lookUp(unknown).job();
        if (listed == null) {
            throw unknown;
        }
        return listed;
    }

    private JobNotFoundErrors.Listing lookUp(NotFoundException unknown) {
        return JobNotFoundErrors.lookUp(unknown, api, new GesJobsResource(api, graph), id);
    }

    /** The job after the cancel was accepted: if the service no longer knows it, it was cancelled. */
    GesJob getAfterCancel() {
        return get(0, 1, gone -> {
            JobNotFoundErrors.Listing listing = lookUp(gone);
            if (listing.job() != null) {
                return listing.job();
            }
            if (!listing.isRead() || !JobNotFoundErrors.isJobNotFound(gone)) {
                throw gone;
            }
            return GesJobRecord.ended(GesJobStatus.CANCELLED, gone.error());
        });
    }

    /**
     * Waits until the job has ended, for at most 10 minutes. See {@link #await(Consumer)}.
     *
     * @return the job after its end
     * @throws io.cloudjobs.core.AwaitTimeoutException if it has not ended by then
     * @throws io.cloudjobs.core.SdkException if the wait fails in another way
     */
    public GesJob await() {
        return await(options -> {});
    }

    /**
     * Waits until the job has ended, well or not: {@link GesJobStatus#isTerminal()}. The job is polled
     * with {@link #get()}, at the interval of {@link AwaitOptions}. A failed job is returned.
     *
     * <p>After the first successful read, transient failures (429, 408, 5xx, no connection) do not end the wait, unless their
     * {@code Retry-After} exceeds the rest of the timeout. Any other failure ends it.
     *
     * @param options what differs from the defaults
     * @return the job after its end
     * @throws io.cloudjobs.core.AwaitTimeoutException if it has not ended before the timeout
     * @throws NotFoundException if the service does not know the job (any more)
     * @throws io.cloudjobs.core.InterruptedCallException if the thread is interrupted
     * @throws io.cloudjobs.core.TransportException if the client is closed during the wait
     * @throws io.cloudjobs.core.SdkException if the wait fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0037.html">Querying the job status</a>
     */
    public GesJob await(Consumer<? super AwaitOptions<GesJob>> options) {
        return waiting(this::get).end(Objects.requireNonNull(options, "options"));
    }

    String resource() {
        return path.encoded();
    }

    Await<GesJob> waiting(Supplier<GesJob> read) {
        return new Await<>(
                api, "job.await", resource(), read, job -> job.status().isTerminal(), GesJob::status);
    }

    /**
     * Cancels the job: {@code DELETE /ges/v1.0/{projectId}/graphs/{graphName}/jobs/{jobId}}, engine 1.0.0 or later. When this
     * returns, the service has accepted it; the job may still run for a while: see {@link #cancelAndAwait()}. Which kinds of
     * jobs
     * can be cancelled depends on the version of the engine: vertex and edge filter queries, {@linkplain Algorithm some
     * algorithms} and adding an index, in newer ones also import, export and filtered query. {@link ListedJob#canStop()} tells.
     * A job that has ended cannot be cancelled.
     *
     * <p>Documented for the memory edition only; for HyG, in the database edition, there is {@link HygJobResource#cancel()}.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}. A retry may find a job that an earlier attempt has
     * cancelled: see {@link JobNotCancellableException}.
     *
     * @throws JobNotCancellableException if the service does not know the job, or cannot cancel it
     * @throws io.cloudjobs.core.UnauthorizedException if the service does not accept the token
     * @throws io.cloudjobs.core.ForbiddenException if the user lacks the permission
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0038.html">Canceling a job</a>
     */
    public void cancel() {
        api.send(new ApiRequest("job.cancel", "DELETE", path).idempotent().meaningOfErrors(JobErrors::ofCancel));
    }

    /**
     * Cancels the job and waits until it has ended, for at most 10 minutes. See {@link #cancelAndAwait(Consumer)}.
     *
     * @return the job after its end
     * @throws io.cloudjobs.core.AwaitTimeoutException if it has not ended by then; the cancel was accepted
     * @throws io.cloudjobs.core.SdkException if the cancel or the wait fails in another way
     */
    public GesJob cancelAndAwait() {
        return cancelAndAwait(options -> {});
    }

    /**
     * Cancels the job as {@link #cancel()} does, and waits as {@link #await(Consumer)} does until it has ended. If the
     * outcome of the cancel is unclear, because its response was lost or its retry was refused, the client waits too. If the
     * service refuses the cancel for a reason that concerns the job, the client reads the job once: it may have ended just
     * before.
     *
     * <p>The {@code operation()} of a failure tells the outcome of the cancel:
     *
     * <ul>
     *   <li>{@code job.get} and {@code job.await}: the cancel was accepted. The wait failed; call {@link #await()} again.
     *   <li>{@code job.cancel}: it failed. If {@code mayHaveReachedService()} is true its outcome is unclear, and the job was
     *       not seen to end. If it is false the job is not cancelled. A failure to read the job is a suppressed exception.
     * </ul>
     *
     * @param options what differs from the defaults of the wait
     * @return the job after its end: {@linkplain GesJobStatus#isCancelled() cancelled}, or ended in another way before the
     *     cancel took effect; {@code cancelled} as well if the service accepts the cancel and then no longer knows the job
     * @throws io.cloudjobs.core.AwaitTimeoutException if it has not ended before the timeout; the cancel was accepted
     * @throws JobNotCancellableException if the service does not cancel the job, and it has not ended
     * @throws io.cloudjobs.core.SdkException if the cancel or the wait fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0038.html">Canceling a job</a>
     */
    public GesJob cancelAndAwait(Consumer<? super AwaitOptions<GesJob>> options) {
        return GesJobCancellation.end(this::cancel, this, Objects.requireNonNull(options, "options"));
    }

    /**
     * The results of the job. The job must have ended: see {@link #await()}.
     *
     * @return the results; iterating their rows sends the first request
     */
    public GesResults results() {
        return new GesResults(this, GesResults.PAGE_SIZE);
    }

    /**
     * Exports the result of the job to a file in the Object Storage Service (OBS):
     * {@code POST /ges/v1.0/{projectId}/graphs/{graphName}/jobs/{jobId}/action?action_id=export-result}. Engine version 2.2.1
     * or later. The export is a job of its own, which cannot be cancelled. The service keeps this job, unless
     * {@link ExportResult.Builder#erase} is set.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>Never retried once it may have reached the service: if the exception's {@code mayHaveReachedService()} is
     * true, look for the export in the {@linkplain GesJobsResource#list list of jobs}.
     *
     * @param export where to, and how
     * @return the job that exports it
     * @throws io.cloudjobs.core.UnauthorizedException if the service does not accept the token
     * @throws io.cloudjobs.core.ForbiddenException if the user lacks the permission
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0172.html">Exporting job execution results to
     *     files</a>
     */
    public GesJobResource exportResult(ExportResult export) {
        return new GesJobResource(
                api, graph, SubmitResponse.id(api, export.request().toApiRequest(path)));
    }

    /** The path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
