package io.cloudjobs.ges;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import java.time.Duration;

/** A graph. Immutable, and cheap to hold. */
public final class GesGraphResource {
    /** The default timeout of a synchronous operation. */
    private static final Duration SYNCHRONOUS = Duration.ofMinutes(10);

    private final ApiClient api;
    private final ResourcePath path;
    private final String name;

    GesGraphResource(ApiClient api, ResourcePath project, String name) {
        this.api = api;
        this.path = project.resolve("/graphs/{graphName}", name);
        this.name = name;
    }

    /**
     * Returns the name of the graph.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Submits work as a job, in asynchronous mode: a {@code POST} to the path in the documentation of the
     * {@link GesSubmission}.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>Never retried once it may have reached the service, because a retry could create a second job. If
     * {@code mayHaveReachedService()} of the exception is true, the service may have created a job. To find it, call
     * {@link GesJobsResource#find}.
     *
     * @param submission the work
     * @return the new job
     * @throws IllegalArgumentException if the work is an {@link Algorithm} with an output format or mode, which is for HyG
     *     only
     * @throws io.cloudjobs.core.UnauthorizedException if the service does not accept the token
     * @throws io.cloudjobs.core.ForbiddenException if the user lacks the permission
     * @throws io.cloudjobs.core.NotFoundException if the graph does not exist
     * @throws io.cloudjobs.core.ApiException if the service refuses the request for another reason, most often invalid
     *     parameters
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     */
    public GesJobResource submit(GesSubmission submission) {
        return job(SubmitResponse.id(api, JobRequest.of(submission).toApiRequest(path)));
    }

    /**
     * Runs an algorithm and waits for its result: {@code POST .../action?action_id=execute-algorithm} with
     * {@code "executionMode": "sync"}. The service documents this for {@code k_hop}, {@code shortest_path},
     * {@code all_shortest_paths}, {@code filtered_shortest_path}, {@code shortest_path_of_vertex_sets}, {@code n_paths}
     * and {@code realtime_recommendation} in the memory edition, engine 1.0.0 or later. The operation creates no job,
     * so you cannot cancel it.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}, because an algorithm does not change the graph.
     *
     * <p>The default timeout of the call and of each attempt is 10 minutes. To change it, set
     * {@link io.cloudjobs.core.ClientOptions#timeout timeout}. A result of more than about 10,000 rows with properties may
     * exceed the limits of a response. Then set {@link Algorithm#rows}, or {@link #submit} the algorithm.
     *
     * @param algorithm the algorithm
     * @return the result
     * @throws IllegalArgumentException if the algorithm has an output format or mode, which is for HyG only
     * @throws io.cloudjobs.core.ApiException if the service refuses the request, or if the algorithm fails
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0030.html">Running algorithms</a>
     */
    public GesResult execute(Algorithm algorithm) {
        return result(algorithm.synchronous().toApiRequest(path).idempotent());
    }

    /**
     * Runs a filtered query and waits for its result: {@code POST .../action?action_id=filtered-query} with
     * {@code "executionMode": "sync"}, engine 2.2.13 or later. The operation creates no job, so you cannot cancel it.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>The service returns at most 100,000 vertices. A result of more than about 10,000 vertices with properties may exceed
     * the limits of a response. Then {@link #submit} the query, and read the result of the job in pages.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}. The timeout is the same as for
     * {@link #execute(Algorithm)}.
     *
     * @param query the query
     * @return the result
     * @throws io.cloudjobs.core.ApiException if the service refuses the request, or if the query fails
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0175.html">Filtered query</a>
     */
    public GesResult execute(FilteredQuery query) {
        return result(query.synchronous().toApiRequest(path).idempotent());
    }

    /**
     * Runs a Cypher query and waits for its result: {@code POST .../action?action_id=execute-cypher-query} with
     * {@code "executionMode": "sync"}, engine 2.2.16 or later. The operation creates no job, so you cannot cancel it.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>Never retried once it may have reached the service, because the statement may write. If
     * {@code mayHaveReachedService()} of the exception is true, the statement may have run, or may still run. The timeout is
     * the same as for {@link #execute(Algorithm)}.
     *
     * @param query the query
     * @return the result
     * @throws io.cloudjobs.core.ApiException if the service refuses the request, or if the statement is invalid or
     *     fails
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0336.html">Executing Cypher queries</a>
     */
    public CypherResult execute(CypherQuery query) {
        return api.send(query.synchronous().toApiRequest(path).lasting(SYNCHRONOUS), CypherResultRecord.class);
    }

    private GesResult result(ApiRequest request) {
        return api.send(request.lasting(SYNCHRONOUS), GesResultRecord.class).of(request.resource());
    }

    /**
     * Returns a resource for an index of this graph. Sends no request. To add an index, submit {@link AddIndex}.
     *
     * @param indexName the name of the index
     * @return the index
     * @throws IllegalArgumentException if the name is invalid
     */
    public GesIndexResource index(String indexName) {
        return new GesIndexResource(api, path, indexName);
    }

    /**
     * Returns a resource for a job of this graph. Sends no request.
     *
     * @param jobId the id of the job, from its submission or from the list
     * @return the job
     * @throws IllegalArgumentException if the id is invalid
     */
    public GesJobResource job(String jobId) {
        return new GesJobResource(api, path, jobId);
    }

    /**
     * Returns a resource for the jobs of this graph. Sends no request.
     *
     * @return the jobs
     */
    public GesJobsResource jobs() {
        return new GesJobsResource(api, path);
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
