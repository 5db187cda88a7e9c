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
     * Lists the jobs that the engine keeps: {@code GET /ges/v1.0/{projectId}/graphs/{graphName}/jobs/status?limit=&offset=},
     * engine 2.2.13 or later. The iteration sends one request per page of 500 jobs, and throws the exceptions of the requests.
     * Retried according to {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>The service does not document the order of the jobs, or how long the list keeps ended jobs. If jobs start or end
     * during the iteration, the list may contain a job twice or not at all.
     *
     * @return the jobs
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0204.html">Querying the job list</a>
     */
    public PagedIterable<ListedJob> list() {
        return OffsetPages.all(LIST, path.resource(), "", this::part);
    }

    private OffsetPages.Part<ListedJobRecord> part(long offset) {
        ApiRequest request = new ApiRequest(LIST, "GET", path)
                .query("limit", String.valueOf(PAGE_SIZE))
                .query("offset", String.valueOf(offset))
                .idempotent();
        return api.send(request, JobListRecord.class).part(offset, PAGE_SIZE);
    }

    /**
     * Finds the jobs of a submission whose outcome is unclear, because {@code mayHaveReachedService()} of the exception is
     * true. The client reads the {@linkplain #list list} and compares the {@linkplain ListedJob#rawRequest() requests}. It
     * ignores the order of members, the format of numbers, {@code executionMode} and {@code obsParameters}. If the list has
     * the URL of a request, it must match too.
     *
     * <p>The result includes equal submissions by other programs, so compare {@link ListedJob#startTime()}. A job may be
     * missing because it is not listed yet, or because the service does not keep requests of its kind, such as imports.
     *
     * @param submission the work that you submitted
     * @return the jobs; empty if there is none
     * @throws IllegalArgumentException if the work is an {@link Algorithm} with an output format or mode, which is for HyG
     *     only
     * @throws io.cloudjobs.core.SdkException if the client cannot list the jobs
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0204.html">Querying the job list</a>
     */
    public List<ListedJob> find(GesSubmission submission) {
        RequestMatcher matcher = new RequestMatcher(JobRequest.of(submission));
        PagedIterable<ListedJobRecord> jobs = OffsetPages.all(LIST, path.resource(), "", this::part);
        return List.copyOf(jobs.stream().filter(matcher::matches).toList());
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
