package io.cloudjobs.ges;

import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a submission sends.
 *
 * @param operation the name, for people: {@code graph.executeAlgorithm}
 * @param words the path after that of the graph, such as {@code /action}
 * @param actionId the {@code action_id} of the query, where the path is shared by several operations
 * @param body the members of the JSON object; those that are null are not sent
 */
record Submission(String operation, String words, @Nullable String actionId, Map<String, ?> body) {
    /** What is sent to have it done asynchronously. */
    static Submission of(GesSubmission submission) {
        return submission.submission();
    }

    /** The same for another operation, whose path is not shared. */
    Submission at(String operation, String words) {
        return new Submission(operation, words, null, body);
    }

    /** Never repeatable: the service knows no key by which it would recognise the second one. */
    ApiRequest request(ResourcePath graph) {
        ApiRequest request = new ApiRequest(operation, "POST", graph.resolve(words))
                .query("action_id", actionId)
                .body(body);
        return body.get("obsParameters") instanceof ObsParameters secrets ? secrets.hideIn(request) : request;
    }

    /** Without the body, where secrets may be. */
    @Override
    public String toString() {
        return operation + ": POST " + words;
    }
}
