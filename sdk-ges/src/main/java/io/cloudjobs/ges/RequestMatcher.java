package io.cloudjobs.ges;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the request of a listed job with a submission. */
final class RequestMatcher {
    /** The execution mode, secrets, and a member that the service adds. */
    private static final Set<String> NOT_COMPARED = Set.of("executionMode", "obsParameters", "graphName");

    private static final String GRAPHS = "/graphs/";
    private static final String ACTION_ID = "action_id=";

    private final JobRequest request;
    private final JsonNode body;

    RequestMatcher(JobRequest request) {
        this.request = request;
        this.body = Json.tree(new String(Json.write(request.body()), StandardCharsets.UTF_8));
    }

    /** Returns whether the job has the request of the submission. */
    boolean matches(ListedJobRecord job) {
        String rawRequest = job.rawRequest();
        return rawRequest != null && mayBeOfKind(job) && isSame(body, Json.tree(rawRequest), true);
    }

    /**
     * Returns whether the kind of the work may be the same. Different kinds of work on vertices and edges may have the same
     * body.
     */
    private boolean mayBeOfKind(ListedJobRecord job) {
        String url = job.url();
        if (url != null) {
            int query = url.indexOf('?');
            return request.relativePath().equals(relativePath(query < 0 ? url : url.substring(0, query)))
                    && Objects.equals(request.actionId(), query < 0 ? null : actionId(url.substring(query + 1)));
        }
        String kind = String.valueOf(job.taskType()).toLowerCase(Locale.ROOT);
        boolean isQuery = "query".equals(request.actionId());
        return !(isQuery && (kind.contains("delete") || kind.contains("export")))
                && !(request.relativePath().startsWith("/vertices") && kind.contains("edge"))
                && !(request.relativePath().startsWith("/edges") && kind.contains("vertex"));
    }

    /** Returns the path below the graph, or null if there is none. */
    private static @Nullable String relativePath(String path) {
        int name = path.lastIndexOf(GRAPHS) + GRAPHS.length();
        int start = name < GRAPHS.length() ? -1 : path.indexOf('/', name);
        return start <= name ? null : path.substring(start);
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

    /** Returns whether two values are equal. Ignores some members of a request and of its statements. */
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

    /** Returns whether a member is absent. The list may have an empty string instead. */
    private static boolean isEmpty(JsonNode value) {
        return value.isMissingNode() || value.isTextual() && value.textValue().isEmpty();
    }
}
