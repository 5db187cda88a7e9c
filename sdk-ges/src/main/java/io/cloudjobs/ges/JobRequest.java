package io.cloudjobs.ges;

import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request that makes a job.
 *
 * @param operation the name in messages: {@code graph.executeAlgorithm}
 * @param relativePath the path below the graph, such as {@code /action}
 * @param actionId the {@code action_id} in the query, if several operations share the path
 * @param body the members of the JSON object; null members are not sent
 */
record JobRequest(
        String operation, String relativePath, @Nullable String actionId, Map<String, ?> body) {
    /** The request that does it asynchronously. */
    static JobRequest of(GesSubmission submission) {
        return submission.request();
    }

    /** The same body for another operation, which has the path for itself. */
    JobRequest at(String operation, String relativePath) {
        return new JobRequest(operation, relativePath, null, body);
    }

    /** Not idempotent: the service has no idempotency key. */
    ApiRequest toApiRequest(ResourcePath graph) {
        ApiRequest request = new ApiRequest(operation, "POST", graph.resolve(relativePath))
                .query("action_id", actionId)
                .body(body);
        return body.get("obsParameters") instanceof ObsParameters secrets ? secrets.hideIn(request) : request;
    }

    /** Without the body, because it may hold secrets. */
    @Override
    public String toString() {
        return operation + ": POST " + relativePath;
    }
}
