package io.cloudjobs.ges;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ResourcePath;

/**
 * A graph in HyG, the computing engine of the database edition, which holds a copy of the graph. Immutable, and cheap to
 * hold.
 */
public final class HygGraphResource {
    private final ApiClient api;
    private final ResourcePath path;
    private final GesGraphResource graph;

    HygGraphResource(ApiClient api, ResourcePath path, GesGraphResource graph) {
        this.api = api;
        this.path = path;
        this.graph = graph;
    }

    /**
     * Returns the name of the graph.
     *
     * @return the name
     */
    public String name() {
        return graph.name();
    }

    /**
     * Runs an algorithm as a job: {@code POST /ges/v1.0/{projectId}/hyg/{graphName}/algorithm}. The client sends the
     * name, the parameters, {@link Algorithm#outputFormat} and {@link Algorithm#outputMode} of the algorithm. By
     * default, the result is JSON, and the service may truncate it. The graph must be in the database edition with HyG,
     * and {@link #sync synchronized}. To cancel the job, call {@link HygJobResource#cancel()}.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>Never retried once it may have reached the service, because a retry could create a second job. If
     * {@code mayHaveReachedService()} of the exception is true, the service may have created a job. You can safely
     * submit the algorithm again, because it does not change the graph. To look for the job, compare
     * {@link ListedJob#rawRequest()} in {@link GesJobsResource#list}; the service does not document whether that list
     * contains jobs of HyG.
     *
     * @param algorithm the algorithm
     * @return the new job
     * @throws io.cloudjobs.core.NotFoundException if the graph does not exist
     * @throws io.cloudjobs.core.ApiException if the service refuses the request for another reason, most often invalid
     *     parameters
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0444.html">Running algorithms</a>
     */
    public HygJobResource submit(Algorithm algorithm) {
        return submit(algorithm.hyg());
    }

    /**
     * Copies changes of the graph to HyG, as a job: {@code POST /ges/v1.0/{projectId}/hyg/{graphName}/sync}.
     * The graph must be of the database edition with HyG. {@link HygJobResource#cancel()} cancels the job while it is queued,
     * and on newer engines also while it runs.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>Never retried once it may have reached the service, because a retry could create a second job. You can safely
     * synchronize again.
     *
     * @param sync the properties to copy
     * @return the new job
     * @throws io.cloudjobs.core.NotFoundException if the graph does not exist
     * @throws io.cloudjobs.core.ApiException if the service refuses the request for another reason
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0441.html">Synchronizing HyG graph data</a>
     */
    public HygJobResource sync(HygSync sync) {
        return submit(sync.request());
    }

    private HygJobResource submit(JobRequest submission) {
        return job(SubmitResponse.id(api, submission.toApiRequest(path)));
    }

    /**
     * Returns a resource for a job of HyG. Sends no request.
     *
     * @param jobId the id of the job, from its submission
     * @return the job
     * @throws IllegalArgumentException if the id is invalid
     */
    public HygJobResource job(String jobId) {
        return new HygJobResource(api, this, path.resolve("/jobs/{jobId}", jobId), graph.job(jobId));
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
