package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.Api;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Refusal;
import io.cloudjobs.emulator.internal.Request;
import io.cloudjobs.emulator.internal.Response;
import io.cloudjobs.emulator.internal.Router;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Consumer;

/** The HTTP side of Microsoft Graph for all paths: errors and request ids. */
final class PrintApi implements Api {
    /** Graph's errors contain times without a zone. They are UTC. */
    private static final DateTimeFormatter ERROR_DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Time time;
    private final Consumer<Request> authorization;
    private final Router router;

    /** Creates an API. The authorization throws a {@link Refusal} for a request without a valid token. */
    PrintApi(Time time, Consumer<Request> authorization, Router router) {
        this.time = time;
        this.authorization = authorization;
        this.router = router;
    }

    @Override
    public void authorize(Request request) {
        authorization.accept(request);
    }

    @Override
    public Router router() {
        return router;
    }

    @Override
    public Response refuse(Request request, Refusal refusal) {
        int status = refusal.status();
        var body = JsonTrees.object();
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
        return Response.json(status, GraphResponses.JSON, body);
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

    /** Returns Graph's code for a status that has no known code of the print service. */
    private static String code(int status) {
        return switch (status) {
            case 401 -> "InvalidAuthenticationToken";
            case 404 -> "itemNotFound";
            case 405 -> "Request_BadRequest";
            case 409 -> "notAllowed";
            case 416 -> "invalidRange";
            case 429 -> "TooManyRequests";
            case 503 -> "serviceNotAvailable";
            default -> status < 500 ? "invalidRequest" : "generalException";
        };
    }
}
