package io.cloudjobs.ges;

import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request that creates a job.
 *
 * @param operation the name for messages, for example {@code graph.executeAlgorithm}
 * @param relativePath the path below the graph, for example {@code /action}
 * @param actionId the {@code action_id} in the query, if several operations share the path
 * @param body the members of the JSON object; the client does not send null members
 */
record JobRequest(
        String operation, String relativePath, @Nullable String actionId, Map<String, ?> body) {
    /** Returns the request for the asynchronous operation. */
    static JobRequest of(GesSubmission submission) {
        return submission.request();
    }

    /** Returns this request for another operation with its own path and no {@code action_id}. */
    JobRequest at(String operation, String relativePath) {
        return new JobRequest(operation, relativePath, null, body);
    }

    /** Returns the HTTP request, which is not idempotent, because the service has no idempotency key. */
    ApiRequest toApiRequest(ResourcePath graph) {
        ApiRequest request = new ApiRequest(operation, "POST", graph.resolve(relativePath))
                .query("action_id", actionId)
                .body(body);
        return body.get("obsParameters") instanceof ObsParameters secrets ? secrets.hideIn(request) : request;
    }

    /** Returns the operation and the path, without the body, because the body may contain secrets. */
    @Override
    public String toString() {
        return operation + ": POST " + relativePath;
    }
}
