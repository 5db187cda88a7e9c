package io.cloudjobs.ges;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.core.internal.json.Json;
import java.util.List;

/** The answer to a submission. Where the id is depends on the operation, how it is called on the page that one reads. */
record SubmittedJob(@JsonAlias("job_id") String jobId, List<SubmittedJob> results) {
    SubmittedJob {
        results = Json.list(results);
        // The one of a Cypher query stands in its first result.
        jobId = Json.required(
                "jobId",
                (jobId == null || jobId.isBlank()) && !results.isEmpty()
                        ? results.get(0).jobId()
                        : jobId);
        ResourcePath.ROOT.resolve("/{jobId}", jobId); // an unfit id is the service's fault, not that of the caller
    }

    /** Sends a submission and gives the id of the job that the service has made of it. */
    static String id(ApiClient api, ApiRequest submission) {
        return api.send(submission, SubmittedJob.class).jobId();
    }
}
