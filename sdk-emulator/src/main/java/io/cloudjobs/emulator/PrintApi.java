package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.Time;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The print part of Microsoft Graph over HTTP. */
final class PrintApi implements Api {
    private static final String JSON =
            "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
    private static final String BEARER = "Bearer ";
    /** In errors Graph writes times without a zone; they are UTC. */
    private static final DateTimeFormatter ERROR_DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Time time;
    private final String endpoint;
    private final Token token;
    private final PrintService service;
    private final Router router = new Router();

    PrintApi(Time time, String endpoint, Token token, PrintService service) {
        this.time = time;
        this.endpoint = endpoint;
        this.token = token;
        this.service = service;

        router.on("GET", "/v1.0/print/printers/{printerId}/jobs/{jobId}", this::job);
        router.on("GET", "/v1.0/print/shares/{shareId}/jobs/{jobId}", this::jobOfShare);
        router.on("POST", "/v1.0/print/printers/{printerId}/jobs/{jobId}/abort", this::abort);
        router.on("GET", "/v1.0/print/taskDefinitions/{definitionId}/tasks", this::tasks);
        router.on("GET", "/v1.0/print/taskDefinitions/{definitionId}/tasks/{taskId}", this::task);
        router.on("PATCH", "/v1.0/print/taskDefinitions/{definitionId}/tasks/{taskId}", this::updateTask);
    }

    @Override
    public void authorize(Request request) {
        String header = request.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unauthorized("Access token is empty.");
        }
        if (!token.accepts(header.substring(BEARER.length()))) {
            throw unauthorized("The access token is not valid.");
        }
    }

    private static Refusal unauthorized(String message) {
        return new Refusal(401, message).with("WWW-Authenticate", "Bearer realm=\"\"");
    }

    @Override
    public Answer answer(Request request) throws IOException {
        return router.route(request);
    }

    private Answer job(Request request) {
        String printerId = request.path("printerId");
        var job = service.job(printerId, request.path("jobId"), expand(request));
        return inContext("print/printers('" + printerId + "')/jobs/$entity", job);
    }

    private Answer jobOfShare(Request request) {
        String shareId = request.path("shareId");
        var job = service.jobOfShare(shareId, request.path("jobId"), expand(request));
        return inContext("print/shares('" + shareId + "')/jobs/$entity", job);
    }

    private Answer abort(Request request) throws IOException {
        // Where the reason shows up is not documented, so it is read and forgotten.
        text(request.json(), "reason");
        service.abort(request.path("printerId"), request.path("jobId"));
        return Answer.empty(204);
    }

    private Answer tasks(Request request) {
        var page = Json.object();
        page.set("value", service.tasks(request.path("definitionId")));
        return inContext("Collection(microsoft.graph.printTask)", page);
    }

    private Answer task(Request request) {
        String definitionId = request.path("definitionId");
        var task = service.task(definitionId, request.path("taskId"));
        return inContext("print/taskDefinitions('" + definitionId + "')/tasks/$entity", task);
    }

    private Answer updateTask(Request request) throws IOException {
        JsonNode status = member(request.json(), "status");
        if (!status.isObject() && !status.isMissingNode()) {
            throw new Refusal(400, "The property 'status' is not an object.");
        }
        String state = text(status, "state");
        String description = text(status, "description");
        var task = service.updateTask(
                request.path("definitionId"),
                request.path("taskId"),
                state == null ? null : taskState(state),
                description);
        return Answer.json(200, JSON, task);
    }

    private static PrintTaskState taskState(String word) {
        return PrintTaskState.of(word)
                .orElseThrow(() -> new Refusal(400, "'" + word + "' is not a state that a task can be given."));
    }

    private static Set<String> expand(Request request) {
        var expand = new TreeSet<String>();
        for (String names : request.query("$expand")) {
            for (String name : names.split(",", -1)) {
                if (!PrintJob.EXPANDABLE.contains(name.strip())) {
                    throw new Refusal(
                            400, "Could not find a property named '" + name + "' on type 'microsoft.graph.printJob'.");
                }
                expand.add(name.strip());
            }
        }
        return expand;
    }

    private Answer inContext(String context, ObjectNode entity) {
        var answer = Json.object();
        answer.put("@odata.context", endpoint + "/$metadata#" + context);
        answer.setAll(entity);
        return Answer.json(200, JSON, answer);
    }

    /** A member that may be absent; null counts as absent. */
    private static JsonNode member(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    private static @Nullable String text(JsonNode object, String name) {
        JsonNode value = member(object, name);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new Refusal(400, "The property '" + name + "' is not a string.");
        }
        return value.textValue();
    }

    @Override
    public Answer refuse(Request request, Refusal refusal) {
        int status = refusal.status();
        var body = Json.object();
        var error = body.putObject("error");
        error.put("code", refusal.codeOr(code(status))).put("message", refusal.message());
        var inner = error.putObject("innerError");
        if (status == 429) {
            inner.put("code", "429").put("message", "Please retry after").put("status", "429");
        } else if (status == 503) {
            inner.put("code", refusal.codeOr(code(status)));
        }
        inner.put("date", ERROR_DATE.format(time.now()));
        headers(request).forEach(inner::put);
        return Answer.json(status, JSON, body);
    }

    @Override
    public Map<String, String> headers(Request request) {
        String clientRequestId = request.header("client-request-id");
        return Map.of(
                "request-id",
                request.id(),
                "client-request-id",
                clientRequestId == null ? request.id() : clientRequestId);
    }

    /** Graph's code where the print service is not known to have one of its own. */
    private static String code(int status) {
        return switch (status) {
            case 401 -> "InvalidAuthenticationToken";
            case 404 -> "itemNotFound";
            case 405 -> "Request_BadRequest";
            case 409 -> "notAllowed";
            case 429 -> "TooManyRequests";
            case 500 -> "generalException";
            case 503 -> "serviceNotAvailable";
            default -> "invalidRequest";
        };
    }
}
