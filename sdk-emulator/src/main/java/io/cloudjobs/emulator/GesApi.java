package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.http.Api;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.http.Refusal;
import io.cloudjobs.emulator.internal.http.Request;
import io.cloudjobs.emulator.internal.http.Response;
import io.cloudjobs.emulator.internal.http.Router;
import io.cloudjobs.emulator.internal.http.Token;
import java.io.IOException;
import java.util.Map;

/** The HTTP side of the service plane of the graph engine: authorization, errors, and operations on existing jobs. */
final class GesApi implements Api {
    private static final String JOBS = "/graphs/{graphName}/jobs";

    private final Token token;
    private final GesServicePlane service;
    private final GesRouter router;

    GesApi(Token token, GesServicePlane service, GesRouter router) {
        this.token = token;
        this.service = service;
        this.router = router;

        router.on("GET", JOBS + "/status", this::list);
        router.on("GET", JOBS + "/{jobId}/status", this::status);
        router.on("GET", "/hyg/{graphName}/jobs/{jobId}/status", this::status);
        router.on("DELETE", JOBS + "/{jobId}", this::cancel);
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
        return router.router();
    }

    @Override
    public Response respond(Request request) throws IOException {
        return router.route(request);
    }

    private Response list(Request request) {
        try {
            return GesResponses.json(service.jobs(request.path("graphName"), GesPart.of(request)));
        } catch (Refusal refusal) {
            return GesResponses.error(refusal.status(), error(refusal).put("result", "failed"));
        }
    }

    private Response status(Request request) {
        GesPart part = GesPart.of(request);
        return GesResponses.status(
                service.status(request.path("graphName"), request.path("jobId")), part, service.engine());
    }

    private Response cancel(Request request) {
        service.cancel(request.path("graphName"), request.path("jobId"), false);
        return GesResponses.json(JsonTrees.object());
    }

    @Override
    public Response refuse(Request request, Refusal refusal) {
        int status = refusal.status();
        if (status == 503) {
            return Response.empty(status);
        }
        if (status == 429) {
            // The gateway throttles, so the error has the format of the gateway.
            return GesResponses.error(
                    status,
                    JsonTrees.object()
                            .put("error_msg", refusal.message())
                            .put("error_code", refusal.codeOr("APIGW.0308"))
                            .put("request_id", request.id()));
        }
        ObjectNode error = error(refusal);
        return GesResponses.error(status, service.engine().isDatabase() ? error.put("result", "failed") : error);
    }

    static ObjectNode error(Refusal refusal) {
        return JsonTrees.object().put("errorMessage", refusal.message()).put("errorCode", refusal.codeOr("GES.8000"));
    }

    @Override
    public Map<String, String> headers(Request request) {
        return Map.of("TraceID", request.id());
    }
}
