package io.cloudjobs.ges;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.Map;

/** A graph of the database edition in HyG, the engine that computes on a copy of the graph. Immutable, and cheap to hold. */
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
     * The name of the graph.
     *
     * @return the name
     */
    public String name() {
        return graph.name();
    }

    /**
     * Runs an algorithm as a job, whose result is JSON and may be cut off: {@code POST
     * /ges/v1.0/{projectId}/hyg/{graphName}/algorithm}. See {@link #submit(Algorithm, String, String)}.
     *
     * @param algorithm the algorithm
     * @return the new job; its status is not read yet
     * @throws io.cloudjobs.core.SdkException if the call fails
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0444.html">Running algorithms</a>
     */
    public HygJobResource submit(Algorithm algorithm) {
        return submit(algorithm.hyg(Map.of()));
    }

    /**
     * Runs an algorithm as a job: {@code POST /ges/v1.0/{projectId}/hyg/{graphName}/algorithm}. The client sends the name and
     * the parameters of the algorithm. The graph must be of the database edition, with HyG, and {@link #sync synchronized}.
     * The job can
     * be cancelled: {@link HygJobResource#cancel()}.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>Never retried once it may have reached the service, because the service would make a second job. If the
     * exception's {@code mayHaveReachedService()} is true, there may be a job whose id is unknown. HyG has no list of its
     * jobs, and whether the list of the graph has them is not documented: {@link GesJobsResource#list} may show it by its
     * {@link ListedJob#rawRequest()}. Submitting again is safe: an algorithm writes nothing.
     *
     * @param algorithm the algorithm
     * @param format {@code JSON}, the service's default, or {@code CSV}
     * @param mode {@code FULL}, or {@code TRUNCATED}, the service's default
     * @return the new job; its status is not read yet
     * @throws IllegalArgumentException if the format or the mode is blank
     * @throws io.cloudjobs.core.NotFoundException if the service does not know the graph
     * @throws io.cloudjobs.core.ApiException if the service refuses it for another reason, most often invalid parameters
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0444.html">Running algorithms</a>
     */
    public HygJobResource submit(Algorithm algorithm, String format, String mode) {
        return submit(algorithm.hyg(
                Map.of("format", Checks.notBlank("format", format), "mode", Checks.notBlank("mode", mode))));
    }

    /**
     * Copies changes of the graph to HyG, as a job: {@code POST /ges/v1.0/{projectId}/hyg/{graphName}/sync}.
     * The graph must be of the database edition, with HyG. The job can be cancelled while it waits, and on newer engines while
     * it
     * runs: {@link HygJobResource#cancel()}.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>Never retried once it may have reached the service, because the service would make a second job. Synchronizing again
     * is harmless.
     *
     * @param sync the properties to copy
     * @return the new job; its status is not read yet
     * @throws io.cloudjobs.core.NotFoundException if the service does not know the graph
     * @throws io.cloudjobs.core.ApiException if the service refuses it for another reason
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
     * A job of HyG.
     *
     * @param jobId the id of the job, from its submission
     * @return the job; nothing is sent
     * @throws IllegalArgumentException if the id cannot be one
     */
    public HygJobResource job(String jobId) {
        return new HygJobResource(api, this, path.resolve("/jobs/{jobId}", jobId), graph.job(jobId));
    }

    /** The path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
