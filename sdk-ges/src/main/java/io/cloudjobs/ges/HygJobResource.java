package io.cloudjobs.ges;

import io.cloudjobs.core.AwaitOptions;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A job of HyG. Its status and its result have the paths of any job of the graph; cancel and export have paths of their own.
 * Immutable, and cheap to hold.
 */
public final class HygJobResource {
    private final ApiClient api;
    private final HygGraphResource graph;
    private final ResourcePath path;
    private final GesJobResource job;

    HygJobResource(ApiClient api, HygGraphResource graph, ResourcePath path, GesJobResource job) {
        this.api = api;
        this.graph = graph;
        this.path = path;
        this.job = job;
    }

    /**
     * The id of the job.
     *
     * @return the id, whose form the service does not promise
     */
    public String id() {
        return job.id();
    }

    /**
     * Reads the job, with no more than the first row of its result: see {@link GesJobResource#get()}.
     *
     * @return the job as it is now, also if it has failed
     * @throws io.cloudjobs.core.NotFoundException if the service does not know the job or the graph
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     */
    public GesJob get() {
        return job.get();
    }

    /**
     * Reads the job, with some rows of its result: see {@link GesJobResource#getWithRows}.
     *
     * @param offset how many rows of the result to skip
     * @param limit how many rows to read at most, 1 to 100,000
     * @return the job as it is now, also if it has failed
     * @throws IllegalArgumentException if the offset is negative, or the limit is out of range
     * @throws io.cloudjobs.core.NotFoundException if the service does not know the job or the graph
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     */
    public GesJob getWithRows(long offset, int limit) {
        return job.getWithRows(offset, limit);
    }

    /**
     * Waits until the job has ended, for at most 10 minutes. See {@link #await(Consumer)}.
     *
     * @return the job after its end
     * @throws io.cloudjobs.core.AwaitTimeoutException if it has not ended by then
     * @throws io.cloudjobs.core.SdkException if the wait fails in another way
     */
    public GesJob await() {
        return job.await();
    }

    /**
     * Waits until the job has ended, well or not: see {@link GesJobResource#await(Consumer)}.
     *
     * @param options what differs from the defaults
     * @return the job after its end
     * @throws io.cloudjobs.core.AwaitTimeoutException if it has not ended before the timeout
     * @throws io.cloudjobs.core.SdkException if the wait fails in another way
     */
    public GesJob await(Consumer<? super AwaitOptions<GesJob>> options) {
        return job.await(options);
    }

    /**
     * The results of the job. The job must have ended: see {@link GesJobResource#results()}.
     *
     * @return the results; iterating their rows sends the first request
     */
    public GesResults results() {
        return job.results();
    }

    /**
     * Cancels the job: {@code DELETE /ges/v1.0/{projectId}/hyg/{graphName}/jobs/{jobId}}. When this
     * returns, the service has accepted it; a running job may go on for a while. Engines of 2024 cancel queued jobs only,
     * engines of 2025 running jobs too; their versions are not documented. For the database edition, which documents no other
     * cancel. A job that has ended cannot be cancelled.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}. A retry may find a job that an earlier attempt has
     * cancelled: then the exception's {@code mayHaveReachedService()} is true.
     *
     * @throws io.cloudjobs.core.ApiException if the service refuses it
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0533.html">Canceling a HyG job</a>
     */
    public void cancel() {
        api.send(new ApiRequest("hygJob.cancel", "DELETE", path).idempotent().meaningOfErrors(JobErrors::ofCancel));
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
     * Cancels the job as {@link #cancel()} does, and waits until it has ended as
     * {@link GesJobResource#cancelAndAwait(Consumer)} does.
     *
     * @param options what differs from the defaults of the wait
     * @return the job after its end: cancelled, or ended in another way before the cancel took effect
     * @throws io.cloudjobs.core.AwaitTimeoutException if it has not ended before the timeout; the cancel was accepted
     * @throws io.cloudjobs.core.SdkException if the cancel or the wait fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0533.html">Canceling a HyG job</a>
     */
    public GesJob cancelAndAwait(Consumer<? super AwaitOptions<GesJob>> options) {
        return GesJobCancellation.end(this::cancel, job, Objects.requireNonNull(options, "options"));
    }

    /**
     * Exports the result of the job to OBS, as a job of its own:
     * {@code POST /ges/v1.0/{projectId}/hyg/{graphName}/jobs/{jobId}/export-result}. The service keeps this job, unless
     * {@link ExportResult.Builder#erase} is set. Of the other members, only the path and the access key are documented for
     * HyG. For the database edition, with HyG; this job
     * must have ended. Whether the export can be cancelled is not documented.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>Never retried once it may have reached the service: if the exception's {@code mayHaveReachedService()} is
     * true, the result may have been exported, and this job deleted if {@code erase} is set. Look at the path in OBS: no list
     * of export jobs is documented.
     *
     * @param export where to, and how
     * @return the job that exports it
     * @throws io.cloudjobs.core.ApiException if the service refuses it
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0530.html">Dumping HyG algorithm results</a>
     */
    public HygJobResource exportResult(ExportResult export) {
        JobRequest submission = export.request().at("hygJob.exportResult", "/export-result");
        return graph.job(SubmitResponse.id(api, submission.toApiRequest(path)));
    }

    /** The path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
