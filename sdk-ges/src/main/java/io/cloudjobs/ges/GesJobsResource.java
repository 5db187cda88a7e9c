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
     * engine version 2.2.13 or later. Iterating sends a request for each page of 500 jobs, retried according to
     * {@link io.cloudjobs.core.RetryPolicy}, and throws what the request throws.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>The order of the jobs is not documented, nor how long a job stays in the list when it has ended. If jobs start or
     * end during the iteration, a job may be listed twice or not at all.
     *
     * @return the jobs, page by page
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0204.html">Querying the job list</a>
     */
    public PagedIterable<ListedJob> list() {
        return OffsetPages.all(LIST, path.resource(), this::part);
    }

    private OffsetPages.Part<ListedJobRecord> part(long offset) {
        ApiRequest request = new ApiRequest(LIST, "GET", path)
                .query("limit", String.valueOf(PAGE_SIZE))
                .query("offset", String.valueOf(offset))
                .idempotent();
        return api.send(request, JobListRecord.class).part(offset, PAGE_SIZE);
    }

    /**
     * Finds the jobs of a submission whose outcome is unclear ({@code mayHaveReachedService()} is true): the jobs in the
     * {@linkplain #list list} with the same {@linkplain ListedJob#rawRequest() request}. The order of members and the
     * spelling of numbers do not matter; {@code executionMode} and {@code obsParameters} are not compared. Where the list has
     * the URL, it must match too.
     *
     * <p>The result includes equal submissions by others: compare {@link ListedJob#startTime()}. A job may be missing because
     * it is not listed yet, or because the service does not keep the request of its kind, such as an import.
     *
     * @param submission what was submitted
     * @return the jobs; may be empty
     * @throws io.cloudjobs.core.SdkException if the jobs cannot be listed
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0204.html">Querying the job list</a>
     */
    public List<ListedJob> find(GesSubmission submission) {
        RequestMatcher matcher = new RequestMatcher(JobRequest.of(submission));
        PagedIterable<ListedJobRecord> jobs = OffsetPages.all(LIST, path.resource(), this::part);
        return List.copyOf(jobs.stream().filter(matcher::matches).toList());
    }

    /** The path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
