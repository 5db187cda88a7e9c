package io.cloudjobs.ges;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A submission, to be recognised among the requests that the service has kept. */
final class SubmittedRequest {
    /** How the work is done and not what it is, what the service does well to hide, and what it adds by itself. */
    private static final Set<String> NOT_COMPARED = Set.of("executionMode", "obsParameters", "graphName");

    private static final Pattern URL =
            Pattern.compile(".*/graphs/[^/?]+(?<words>/[^?]*)(\\?(.*&)?action_id=(?<action>[^&]*).*|\\?.*)?");

    private final Submission submission;
    private final JsonNode body;

    SubmittedRequest(Submission submission) {
        this.submission = submission;
        this.body = Json.tree(new String(Json.write(submission.body()), StandardCharsets.UTF_8));
    }

    /** Whether the job comes of such a submission. */
    boolean isOf(ListedJob job) {
        String request = job.rawRequest();
        return request != null && mayBeOfKind(job) && isSame(body, Json.tree(request), true);
    }

    /** Queries, exports and deletions, of vertices and of edges, may have the same body. */
    private boolean mayBeOfKind(ListedJob job) {
        String url = job instanceof ListedJobRecord record ? record.url() : null;
        if (url != null) {
            Matcher parts = URL.matcher(url);
            return parts.matches()
                    && submission.words().equals(parts.group("words"))
                    && Objects.equals(submission.actionId(), parts.group("action"));
        }
        String kind = String.valueOf(job.taskType()).toLowerCase(Locale.ROOT);
        boolean isQuery = "query".equals(submission.actionId());
        return !(isQuery && (kind.contains("delete") || kind.contains("export")))
                && !(submission.words().startsWith("/vertices") && kind.contains("edge"))
                && !(submission.words().startsWith("/edges") && kind.contains("vertex"));
    }

    /** Whether they say the same; of the members of a request itself, or of one of its statements, not all are compared. */
    private static boolean isSame(JsonNode one, JsonNode other, boolean isRequest) {
        if (one.isObject() && other.isObject()) {
            Set<String> names = new HashSet<>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            if (isRequest) {
                names.removeAll(NOT_COMPARED);
                names.removeIf(name -> isEmpty(one.path(name)) && isEmpty(other.path(name)));
            }
            return names.stream()
                    .allMatch(name -> isSame(one.path(name), other.path(name), isRequest && name.equals("statements")));
        }
        if (one.isArray() && other.isArray() && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                if (!isSame(one.get(i), other.get(i), isRequest)) {
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
    private static boolean isEmpty(JsonNode value) {
        return value.isMissingNode() || value.isTextual() && value.textValue().isEmpty();
    }
}
