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
     * The name of the graph.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Submits work as a job: a {@code POST} to the path in the documentation of the {@link GesSubmission}, always in
     * asynchronous mode.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>Never retried once it may have reached the service, because the service would make a second job. If the
     * exception's {@code mayHaveReachedService()} is true, there may be a job whose id is unknown:
     * {@link GesJobsResource#find} looks for it.
     *
     * @param submission the work
     * @return the new job; its status is not read yet
     * @throws io.cloudjobs.core.UnauthorizedException if the service does not accept the token
     * @throws io.cloudjobs.core.ForbiddenException if the user lacks the permission
     * @throws io.cloudjobs.core.NotFoundException if the service does not know the graph
     * @throws io.cloudjobs.core.ApiException if the service refuses it for another reason, most often invalid parameters
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     */
    public GesJobResource submit(GesSubmission submission) {
        return job(SubmitResponse.id(api, JobRequest.of(submission).toApiRequest(path)));
    }

    /**
     * Runs an algorithm and waits for its result: {@code POST .../action?action_id=execute-algorithm} with
     * {@code "executionMode": "sync"}. That is documented for {@code k_hop}, {@code shortest_path},
     * {@code all_shortest_paths}, {@code filtered_shortest_path}, {@code shortest_path_of_vertex_sets}, {@code n_paths} and
     * {@code realtime_recommendation}, in the memory edition; engine 1.0.0 or later. There is no job, so it cannot be
     * cancelled.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}: it writes nothing.
     *
     * <p>The timeout of the call and of each attempt is 10 minutes, unless {@link io.cloudjobs.core.ClientOptions#timeout
     * timeout} is set. A result of more than about 10,000 rows with properties may exceed the limits of a response: see
     * {@link Algorithm#rows}, or {@link #submit} it.
     *
     * @param algorithm the algorithm
     * @return its result
     * @throws io.cloudjobs.core.ApiException if the service refuses it, or the algorithm fails
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0030.html">Running algorithms</a>
     */
    public GesResult execute(Algorithm algorithm) {
        return result(algorithm.synchronous().toApiRequest(path).idempotent());
    }

    /**
     * Runs a filtered query and waits for its result: {@code POST .../action?action_id=filtered-query} with
     * {@code "executionMode": "sync"}, engine 2.2.13 or later. There is no job, so it cannot be cancelled.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>The service returns at most 100,000 vertices. More than about 10,000 with properties may exceed the limits of a
     * response: then {@link #submit} the query, and read the result of the job in pages.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}. The timeout is as for {@link #execute(Algorithm)}.
     *
     * @param query the query
     * @return its result
     * @throws io.cloudjobs.core.ApiException if the service refuses it, or the query fails
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0175.html">Filtered query</a>
     */
    public GesResult execute(FilteredQuery query) {
        return result(query.synchronous().toApiRequest(path).idempotent());
    }

    /**
     * Runs a Cypher query and waits for its result: {@code POST .../action?action_id=execute-cypher-query} with
     * {@code "executionMode": "sync"}, engine 2.2.16 or later. There is no job, so it cannot be cancelled.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>Never retried once it may have reached the service, because it may write. If the exception's
     * {@code mayHaveReachedService()} is true, the statement may have run, or may still run. The timeout is as for
     * {@link #execute(Algorithm)}.
     *
     * @param query the query
     * @return its result
     * @throws io.cloudjobs.core.ApiException if the service refuses it, or the statement is wrong or fails
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0336.html">Executing Cypher queries</a>
     */
    public CypherResult execute(CypherQuery query) {
        return api.send(query.synchronous().toApiRequest(path).lasting(SYNCHRONOUS), CypherResultRecord.class);
    }

    private GesResult result(ApiRequest request) {
        return api.send(request.lasting(SYNCHRONOUS), GesResultRecord.class);
    }

    /**
     * An index of this graph. {@link AddIndex} adds one.
     *
     * @param indexName the name of the index
     * @return the index; nothing is sent
     * @throws IllegalArgumentException if the name cannot be one
     */
    public GesIndexResource index(String indexName) {
        return new GesIndexResource(api, path, indexName);
    }

    /**
     * A job of this graph.
     *
     * @param jobId the id of the job, from its submission or from the list
     * @return the job; nothing is sent
     * @throws IllegalArgumentException if the id cannot be one
     */
    public GesJobResource job(String jobId) {
        return new GesJobResource(api, path, jobId);
    }

    /**
     * The jobs of this graph.
     *
     * @return the jobs; nothing is sent
     */
    public GesJobsResource jobs() {
        return new GesJobsResource(api, path);
    }

    /** The path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
