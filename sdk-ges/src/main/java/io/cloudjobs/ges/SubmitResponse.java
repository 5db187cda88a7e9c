package io.cloudjobs.ges;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.core.internal.json.Json;
import java.util.List;

/** The response to a submission. The operation decides where the id is, and the documentation has two names for it. */
record SubmitResponse(@JsonAlias("job_id") String jobId, List<SubmitResponse> results) {
    SubmitResponse {
        results = Json.list(results);
        // the response to a Cypher query has the id in the first result
        jobId = Json.required(
                "jobId",
                (jobId == null || jobId.isBlank()) && !results.isEmpty()
                        ? results.get(0).jobId()
                        : jobId);
        ResourcePath.ROOT.resolve("/{jobId}", jobId); // makes an invalid id an error of the service, not of the caller
    }

    /** Sends a submission and returns the id of the new job. */
    static String id(ApiClient api, ApiRequest submission) {
        return api.send(submission, SubmitResponse.class).jobId();
    }
}
