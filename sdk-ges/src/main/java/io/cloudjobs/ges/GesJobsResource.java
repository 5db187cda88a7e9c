package io.cloudjobs.ges;

import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.List;

/** The jobs of a graph. Immutable, and cheap to hold. */
public final class GesJobsResource {
    private static final String LIST = "job.list";
    private static final int PAGE_SIZE = 500;

    private final ApiClient api;
    private final ResourcePath path;

    GesJobsResource(ApiClient api, ResourcePath graph) {
        this.api = api;
        this.path = graph.resolve("/jobs/status");
    }

    /**
     * Lists the jobs that the engine has kept: {@code GET /ges/v1.0/{projectId}/graphs/{graphName}/jobs/status?limit=&offset=},
     * engine version 2.2.13 or later. Nothing is sent before the first job is asked for. Each page, of 500 jobs, is a request of
     * its own, retried according to {@link io.cloudjobs.core.RetryPolicy}; what it throws comes where the
     * list is iterated.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>The order of the jobs is not documented, nor how long a job stays in the list when it has ended. When jobs come and go
     * meanwhile, one may be listed twice or left out.
     *
     * @return the jobs, page by page
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0204.html">Querying the job list</a>
     */
    public PagedIterable<ListedJob> list() {
        return OffsetPages.all(LIST, this::part);
    }

    private OffsetPages.Part<ListedJobRecord> part(long offset) {
        ApiRequest request = new ApiRequest(LIST, "GET", path)
                .query("limit", String.valueOf(PAGE_SIZE))
                .query("offset", String.valueOf(offset))
                .idempotent();
        return api.send(request, JobListRecord.class).part(offset, PAGE_SIZE);
    }

    /**
     * Finds the jobs that a submission has made: those in the {@linkplain #list list} whose {@linkplain ListedJob#rawRequest()
     * request} is the same JSON, in whatever order and spelling of numbers, and was sent to the same place, as far as the list
     * tells; {@code executionMode} and {@code obsParameters} are not compared. For a submission whose outcome is unclear: {@code mayHaveReachedService()} is true.
     *
     * <p>Who else has submitted the same is found, too: {@link ListedJob#startTime()} may tell. What is not found may still be
     * on its way, or be of a kind whose request the service does not keep, such as an import.
     *
     * @param submission what was submitted
     * @return the jobs, perhaps none
     * @throws io.cloudjobs.core.SdkException if the jobs cannot be listed
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0204.html">Querying the job list</a>
     */
    public List<ListedJob> find(GesSubmission submission) {
        RequestMatcher matcher = new RequestMatcher(JobRequest.of(submission));
        PagedIterable<ListedJobRecord> jobs = OffsetPages.all(LIST, this::part);
        return List.copyOf(jobs.stream().filter(matcher::matches).toList());
    }

    /** The path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
