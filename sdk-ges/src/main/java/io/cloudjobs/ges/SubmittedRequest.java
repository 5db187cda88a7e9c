package io.cloudjobs.ges;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A submission, to be recognised among the requests that the service has kept. */
final class SubmittedRequest {
    /** How the work is done and not what it is, what the service does well to hide, and what it adds by itself. */
    private static final Set<String> NOT_COMPARED = Set.of("executionMode", "obsParameters", "graphName");

    private static final String GRAPHS = "/graphs/";
    private static final String ACTION_ID = "action_id=";

    private final Submission submission;
    private final JsonNode body;

    SubmittedRequest(Submission submission) {
        this.submission = submission;
        this.body = Json.tree(new String(Json.write(submission.body()), StandardCharsets.UTF_8));
    }

    /** Whether the job comes of such a submission. */
    boolean isOf(ListedJobRecord job) {
        String request = job.rawRequest();
        return request != null && mayBeOfKind(job) && isSame(body, Json.tree(request), true);
    }

    /** Queries, exports and deletions, of vertices and of edges, may have the same body. */
    private boolean mayBeOfKind(ListedJobRecord job) {
        String url = job.url();
        if (url != null) {
            int query = url.indexOf('?');
            return submission.words().equals(words(query < 0 ? url : url.substring(0, query)))
                    && Objects.equals(submission.actionId(), query < 0 ? null : actionId(url.substring(query + 1)));
        }
        String kind = String.valueOf(job.taskType()).toLowerCase(Locale.ROOT);
        boolean isQuery = "query".equals(submission.actionId());
        return !(isQuery && (kind.contains("delete") || kind.contains("export")))
                && !(submission.words().startsWith("/vertices") && kind.contains("edge"))
                && !(submission.words().startsWith("/edges") && kind.contains("vertex"));
    }

    /** What stands behind the name of the graph. */
    private static @Nullable String words(String path) {
        int name = path.lastIndexOf(GRAPHS) + GRAPHS.length();
        int words = name < GRAPHS.length() ? -1 : path.indexOf('/', name);
        return words <= name ? null : path.substring(words);
    }

    private static @Nullable String actionId(String query) {
        String id = null;
        for (int from = 0; from >= 0 && from < query.length(); ) {
            int end = query.indexOf('&', from);
            if (query.startsWith(ACTION_ID, from)) {
                id = query.substring(from + ACTION_ID.length(), end < 0 ? query.length() : end);
            }
            from = end < 0 ? -1 : end + 1;
        }
        return id;
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
