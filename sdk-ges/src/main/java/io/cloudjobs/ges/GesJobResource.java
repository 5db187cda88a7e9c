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
     * Returns the id of the job, for example to store it for another program.
     *
     * @return the id; the service does not document its format
     */
    public String id() {
        return id;
    }

    /**
     * Reads the job, with at most the first row of its result. See {@link #getWithRows}.
     *
     * @return the job, even if it has failed
     * @throws NotFoundException if the job or the graph does not exist
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     */
    public GesJob get() {
        return getWithRows(0, 1);
    }

    /**
     * Reads the job with some rows of its result:
     * {@code GET /ges/v1.0/{projectId}/graphs/{graphName}/jobs/{jobId}/status?offset=&limit=}. Engine 1.0.0 or later. To read
     * all rows, call {@link #results()}.
     *
     * <p>The call returns failed jobs too. The service reports a failed job with a status, or with the error GES.8301,
     * which can also mean that the job does not exist. The client distinguishes the two by the message of the error. If
     * the message is ambiguous, the client reads the {@linkplain GesJobsResource#list list of jobs}, and returns a
     * listed job with its listed status and no result. If the job is not listed, or if the engine has no list, the call
     * throws {@code NotFoundException}.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}.
     *
     * @param offset the number of rows to skip
     * @param limit the maximum number of rows, 1 to 100,000. Many rows may exceed the limits of a response;
     *     {@link #results()} reads them in pages
     * @return the job
     * @throws IllegalArgumentException if the offset is negative, or if the limit is out of range
     * @throws NotFoundException if the job or the graph does not exist
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

    /** Reads the job. Throws if the service reports the failed job as an error. */
    GesJobRecord read(long offset, int limit) {
        ApiRequest request = new ApiRequest("job.get", "GET", path.resolve("/status"))
                .query("offset", String.valueOf(JsonMembers.atLeast(0, "offset", offset)))
                .query("limit", String.valueOf(OffsetPages.limit("limit", limit)))
                .idempotent()
                .meaningOfErrors(JobErrors::ofStatus);
        return api.send(request, GesJobRecord.class).of(request.resource());
    }

    /**
     * Returns the listed job if the failure does not show whether the job exists. Throws the failure if there is no
     * such job.
     */
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

    /** Reads the job after an accepted cancellation. If the service no longer knows the job, it was cancelled. */
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
     * Waits at most 10 minutes until the job has ended. See {@link #await(Consumer)}.
     *
     * @return the ended job
     * @throws io.cloudjobs.core.AwaitTimeoutException if the job has not ended by then
     * @throws io.cloudjobs.core.SdkException if the wait fails in another way
     */
    public GesJob await() {
        return await(options -> {});
    }

    /**
     * Waits until the job has ended, whether it succeeded or not: {@link GesJobStatus#isTerminal()}. The client polls the job
     * with {@link #get()} at the interval of {@link AwaitOptions}. The wait returns failed jobs too.
     *
     * <p>After the first successful read, transient failures (429, 408, 5xx, no connection) do not end the wait, unless their
     * {@code Retry-After} exceeds the remaining timeout. Any other failure ends the wait.
     *
     * <p>A {@link GesJob} has no id. To log the progress of several jobs, use the id of this resource:
     *
     * <pre>{@code
     * GesJob job = ranking.await(options -> options.timeout(Duration.ofHours(1))
     *         .onPoll(polled -> System.out.println(ranking.id() + " " + polled.status())));
     * }</pre>
     *
     * @param options the function that sets the options that differ from the defaults
     * @return the ended job
     * @throws io.cloudjobs.core.AwaitTimeoutException if the job has not ended before the timeout
     * @throws NotFoundException if the job does not exist, or no longer exists
     * @throws io.cloudjobs.core.CancelledCallException if a cancellation of the call is cancelled
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
     * Cancels the job: {@code DELETE /ges/v1.0/{projectId}/graphs/{graphName}/jobs/{jobId}}, engine 1.0.0 or later. The
     * service accepts the cancellation before it takes effect, so the job may continue to run for a while. To wait for
     * its end, call {@link #cancelAndAwait()}. The service can cancel vertex and edge filter queries,
     * {@linkplain Algorithm some algorithms}, and the creation of an index. On newer engines, it can also cancel
     * imports, exports and filtered queries. To check a job, read {@link ListedJob#canStop()}. A job that has ended
     * cannot be cancelled.
     *
     * <p>The service documents this operation for the memory edition only. For HyG in the database edition, see
     * {@link HygJobResource#cancel()}.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}. The service may refuse a retry because an
     * earlier attempt has cancelled the job: see {@link JobNotCancellableException}.
     *
     * @throws JobNotCancellableException if the job does not exist, has ended, or cannot be cancelled
     * @throws io.cloudjobs.core.UnauthorizedException if the service does not accept the token
     * @throws io.cloudjobs.core.ForbiddenException if the user lacks the permission
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0038.html">Canceling a job</a>
     */
    public void cancel() {
        api.send(new ApiRequest("job.cancel", "DELETE", path).idempotent().meaningOfErrors(JobErrors::ofCancel));
    }

    /**
     * Cancels the job, and waits at most 10 minutes until it has ended. See {@link #cancelAndAwait(Consumer)}.
     *
     * @return the ended job
     * @throws io.cloudjobs.core.AwaitTimeoutException if the job has not ended by then, although the service accepted the
     *     cancellation
     * @throws io.cloudjobs.core.SdkException if the cancellation or the wait fails in another way
     */
    public GesJob cancelAndAwait() {
        return cancelAndAwait(options -> {});
    }

    /**
     * Cancels the job with {@link #cancel()}, and waits with {@link #await(Consumer)} until it has ended. The client
     * also waits if the outcome of the cancellation is unclear, because the response was lost or the service refused a
     * retry. If the service refuses the cancellation for a reason that concerns the job, the client reads the job once,
     * because it may have ended. If the job has ended, the client returns it and throws no exception.
     *
     * <p>The {@code operation()} of an exception shows the outcome of the cancellation:
     *
     * <ul>
     *   <li>{@code job.get} and {@code job.await}: the service accepted the cancellation, but the wait failed. Call
     *       {@link #await()} again.
     *   <li>{@code job.cancel}: the cancellation failed. If {@code mayHaveReachedService()} is true, the outcome is unclear and
     *       the client did not see the job end. If it is false, the job is not cancelled. If the client also failed to read the
     *       job, that failure is a suppressed exception.
     * </ul>
     *
     * @param options the function that sets the options of the wait that differ from the defaults
     * @return the ended job. Its status is {@linkplain GesJobStatus#isCancelled() cancelled}, or a different status if
     *     the job ended before the cancellation took effect. If the service accepted the cancellation and no longer
     *     knows the job, the status is {@code cancelled}
     * @throws io.cloudjobs.core.AwaitTimeoutException if the job has not ended before the timeout, although the service
     *     accepted the cancellation
     * @throws JobNotCancellableException if the service does not cancel the job, and the job has not ended
     * @throws io.cloudjobs.core.SdkException if the cancellation or the wait fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0038.html">Canceling a job</a>
     */
    public GesJob cancelAndAwait(Consumer<? super AwaitOptions<GesJob>> options) {
        return GesJobCancellation.end(this::cancel, this, Objects.requireNonNull(options, "options"));
    }

    /**
     * Returns the results of the job, which must have ended: see {@link #await()}. Sends no request. The iteration over
     * the rows sends the requests.
     *
     * @return the results
     */
    public GesResults results() {
        return new GesResults(this, GesResults.PAGE_SIZE);
    }

    /**
     * Exports the result of the job to a file in the Object Storage Service (OBS):
     * {@code POST /ges/v1.0/{projectId}/graphs/{graphName}/jobs/{jobId}/action?action_id=export-result}. Engine 2.2.1
     * or later. The export is a separate job, which cannot be cancelled. The service keeps the exported job, unless
     * {@link ExportResult.Builder#erase} is set.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>Never retried once it may have reached the service: if {@code mayHaveReachedService()} of the
     * exception is true, look for the export in the {@linkplain GesJobsResource#list list of jobs}.
     *
     * @param export the target and the options
     * @return the job of the export
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

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
