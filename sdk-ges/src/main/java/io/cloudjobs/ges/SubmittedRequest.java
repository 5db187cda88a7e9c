package io.cloudjobs.ges;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cloudjobs.core.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** A submission, to be recognised among the requests that the service has kept. */
final class SubmittedRequest {
    /** How the work is done and not what it is, what the service does well to hide, and what it adds by itself. */
    private static final Set<String> NOT_COMPARED = Set.of("executionMode", "obsParameters", "graphName");

    private final Submission submission;
    private final JsonNode body;

    SubmittedRequest(Submission submission) {
        this.submission = submission;
        this.body = Json.tree(new String(Json.write(submission.body()), StandardCharsets.UTF_8));
    }

    /** Whether the job comes of such a submission. */
    boolean isOf(ListedJob job) {
        String request = job.rawRequest();
        return request != null && mayBeOfKind(job) && isSame(body, Json.tree(request));
    }

    /** Queries of vertices and of edges may have the same body. */
    private boolean mayBeOfKind(ListedJob job) {
        String kind = String.valueOf(job.taskType()).toLowerCase(Locale.ROOT);
        return !(submission.words().startsWith("/vertices") && kind.contains("edge"))
                && !(submission.words().startsWith("/edges") && kind.contains("vertex"));
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        if (one.isObject() && other.isObject()) {
            Set<String> names = new HashSet<>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            names.removeAll(NOT_COMPARED);
            return names.stream().allMatch(name -> isSame(given(one, name), given(other, name)));
        }
        if (one.isArray() && other.isArray() && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                if (!isSame(one.get(i), other.get(i))) {
                    return false;
                }
            }
            return true;
        }
        boolean mayBeSpeltOtherwise =
                one.isFloatingPointNumber() && other.isNumber() || one.isNumber() && other.isFloatingPointNumber();
        return mayBeSpeltOtherwise ? one.doubleValue() == other.doubleValue() : one.equals(other);
    }

    /** What is not given may be listed as an empty text. */
    private static JsonNode given(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isTextual() && value.textValue().isEmpty() ? MissingNode.getInstance() : value;
    }
}
