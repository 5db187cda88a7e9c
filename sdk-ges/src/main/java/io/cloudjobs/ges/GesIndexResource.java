package io.cloudjobs.ges;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import org.jspecify.annotations.Nullable;

/** An index of a graph. Immutable, and cheap to hold. */
public final class GesIndexResource {
    private final ApiClient api;
    private final ResourcePath graph;
    private final ResourcePath path;
    private final String name;

    GesIndexResource(ApiClient api, ResourcePath graph, String indexName) {
        this.api = api;
        this.graph = graph;
        this.path = graph.resolve("/indices/{indexName}", indexName);
        this.name = indexName;
    }

    /**
     * Returns the name of the index.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /** The response, which has no job in the database edition. */
    private record Dropped(@JsonAlias("job_id") @Nullable String jobId) {}

    /**
     * Drops the index: {@code DELETE /ges/v1.0/{projectId}/graphs/{graphName}/indices/{indexName}}, engine 1.1.6 or later.
     * The job cannot be cancelled.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>Never retried once it may have reached the service. You can safely call it again, because the service refuses
     * to drop an index that does not exist.
     *
     * @return the job that drops the index; null if the response has no job, as in the database edition
     * @throws io.cloudjobs.core.NotFoundException if the graph does not exist
     * @throws io.cloudjobs.core.ApiException if the index does not exist, or if the service refuses the request for another
     *     reason
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0058.html">Deleting an index</a>
     */
    public @Nullable GesJobResource drop() {
        String jobId = api.send(new ApiRequest("index.drop", "DELETE", path), Dropped.class)
                .jobId();
        return jobId == null || jobId.isBlank() ? null : new GesJobResource(api, graph, jobId);
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
