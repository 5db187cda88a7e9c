package io.cloudjobs.ges;

import io.cloudjobs.core.AwaitOptions;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A job of HyG. Its status and its result have the same paths as other jobs of the graph. Its cancellation and its export have
 * their own paths. Immutable, and cheap to hold.
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
     * Returns the id of the job.
     *
     * @return the id; the service does not document its format
     */
    public String id() {
        return job.id();
    }

    /**
     * Reads the job, with at most the first row of its result. See {@link GesJobResource#get()}.
     *
     * @return the job, even if it has failed
     * @throws io.cloudjobs.core.NotFoundException if the job or the graph does not exist
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     */
    public GesJob get() {
        return job.get();
    }

    /**
     * Reads the job with some rows of its result. See {@link GesJobResource#getWithRows}.
     *
     * @param offset the number of rows to skip
     * @param limit the maximum number of rows, 1 to 100,000
     * @return the job, even if it has failed
     * @throws IllegalArgumentException if the offset is negative, or if the limit is out of range
     * @throws io.cloudjobs.core.NotFoundException if the job or the graph does not exist
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     */
    public GesJob getWithRows(long offset, int limit) {
        return job.getWithRows(offset, limit);
    }

    /**
     * Waits at most 10 minutes until the job has ended. See {@link #await(Consumer)}.
     *
     * @return the ended job
     * @throws io.cloudjobs.core.AwaitTimeoutException if the job has not ended by then
     * @throws io.cloudjobs.core.SdkException if the wait fails in another way
     */
    public GesJob await() {
        return job.await();
    }

    /**
     * Waits until the job has ended, whether it succeeded or not. See {@link GesJobResource#await(Consumer)}.
     *
     * @param options the function that sets the options that differ from the defaults
     * @return the ended job
     * @throws io.cloudjobs.core.AwaitTimeoutException if the job has not ended before the timeout
     * @throws io.cloudjobs.core.SdkException if the wait fails in another way
     */
    public GesJob await(Consumer<? super AwaitOptions<GesJob>> options) {
        return job.await(options);
    }

    /**
     * Returns the results of the job, which must have ended. Sends no request. See {@link GesJobResource#results()}.
     *
     * @return the results
     */
    public GesResults results() {
        return job.results();
    }

    /**
     * Cancels the job: {@code DELETE /ges/v1.0/{projectId}/hyg/{graphName}/jobs/{jobId}}. The service accepts the
     * cancellation before it takes effect, so a running job may continue to run for a while. Engines from 2024 cancel
     * queued jobs only. Engines from 2025 also cancel running jobs. The service does not document the versions. For the
     * database edition this is the only documented cancellation. A job that has ended cannot be cancelled.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}. The service may refuse a retry because an
     * earlier attempt has cancelled the job. Then {@code mayHaveReachedService()} of the exception is true.
     *
     * @throws io.cloudjobs.core.ApiException if the service refuses the request
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0533.html">Canceling a HyG job</a>
     */
    public void cancel() {
        api.send(new ApiRequest("hygJob.cancel", "DELETE", path).idempotent().meaningOfErrors(JobErrors::ofCancel));
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
     * Cancels the job with {@link #cancel()}, and waits until it has ended. See
     * {@link GesJobResource#cancelAndAwait(Consumer)}.
     *
     * @param options the function that sets the options of the wait that differ from the defaults
     * @return the ended job. Its status is cancelled, or a different status if the job ended before the cancellation
     *     took effect
     * @throws io.cloudjobs.core.AwaitTimeoutException if the job has not ended before the timeout, although the service
     *     accepted the cancellation
     * @throws io.cloudjobs.core.SdkException if the cancellation or the wait fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0533.html">Canceling a HyG job</a>
     */
    public GesJob cancelAndAwait(Consumer<? super AwaitOptions<GesJob>> options) {
        return GesJobCancellation.end(this::cancel, job, Objects.requireNonNull(options, "options"));
    }

    /**
     * Exports the result of the job to OBS, as a separate job:
     * {@code POST /ges/v1.0/{projectId}/hyg/{graphName}/jobs/{jobId}/export-result}. The service keeps the exported
     * job, unless {@link ExportResult.Builder#erase} is set. Apart from {@code erase}, the service documents only the
     * path and the access key for HyG. The exported job must have ended. The service does not document whether the
     * export can be cancelled.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>Never retried once it may have reached the service: if {@code mayHaveReachedService()} of the
     * exception is true, the service may have exported the result, and deleted this job if {@code erase} is set. Check the path
     * in OBS, because the service documents no list of export jobs.
     *
     * @param export the target and the options
     * @return the job of the export
     * @throws io.cloudjobs.core.ApiException if the service refuses the request
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0530.html">Dumping HyG algorithm results</a>
     */
    public HygJobResource exportResult(ExportResult export) {
        JobRequest submission = export.request().at("hygJob.exportResult", "/export-result");
        return graph.job(SubmitResponse.id(api, submission.toApiRequest(path)));
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
