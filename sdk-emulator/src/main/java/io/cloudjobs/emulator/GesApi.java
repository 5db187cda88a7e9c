package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.Api;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Refusal;
import io.cloudjobs.emulator.internal.Request;
import io.cloudjobs.emulator.internal.Response;
import io.cloudjobs.emulator.internal.Router;
import io.cloudjobs.emulator.internal.Token;
import java.util.Map;
import java.util.function.Function;

/** The HTTP side of the service plane of the graph engine for all operations: the only project, the token, and errors. */
final class GesApi implements Api {
    private final Token token;
    private final GesServicePlane service;
    private final String projectId;
    private final Router router = new Router();

    GesApi(Token token, GesServicePlane service, String projectId) {
        this.token = token;
        this.service = service;
        this.projectId = projectId;
        new GesOperations(this, service, projectId);
    }

    void on(String method, String template, Function<GesCall, ObjectNode> handler) {
        router.on(method, "/ges/v1.0/{projectId}" + template, request -> {
            if (!request.path("projectId").equals(projectId)) {
                throw new Refusal(400, "GES.8006", "The token belongs to another project.");
            }
            return json(200, handler.apply(new GesCall(request)));
        });
    }

    private static Response json(int status, ObjectNode body) {
        return Response.json(status, "application/json", body);
    }

    /** The service plane refuses an invalid token with 400. */
    @Override
    public void authorize(Request request) {
        if (!token.accepts(request.header("X-Auth-Token"))) {
            throw new Refusal(400, "GES.8007", "Invalid token.");
        }
    }

    @Override
    public Router router() {
        return router;
    }

    @Override
    public Response refuse(Request request, Refusal refusal) {
        int status = refusal.status();
        if (status == 503) {
            return Response.empty(status);
        }
        ObjectNode error = JsonTrees.object();
        if (status == 429) {
            // The gateway throttles, so the error has the format of the gateway.
            error.put("error_msg", refusal.message())
                    .put("error_code", refusal.codeOr("APIGW.0308"))
                    .put("request_id", request.id());
            return json(status, error);
        }
        String code = refusal.codeOr("GES.8000");
        if (request.rawQuery().contains("action_id=execute-cypher-query")) {
            error.putArray("results");
            error.putArray("errors").addObject().put("code", code).put("message", refusal.message());
            return json(status, error);
        }
        error.put("errorMessage", refusal.message()).put("errorCode", code);
        String operation = String.valueOf(router.operation(request));
        boolean isHyg = operation.contains("/hyg/") && !operation.startsWith("GET");
        if (service.engine().isDatabase() || isHyg || operation.endsWith("jobs/status")) {
            error.put("result", "failed");
        }
        return json(status, isHyg && operation.endsWith("/algorithm") ? error.put("status", "complete") : error);
    }

    @Override
    public Map<String, String> headers(Request request) {
        return Map.of("TraceID", request.id());
    }
}
