package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/** The service plane of the graph engine over HTTP: who may call, how a refusal reads, and the jobs that are there. */
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

    /** A bad token is a 400 on the service plane. */
    @Override
    public void authorize(Request request) {
        if (!token.accepts(request.header("X-Auth-Token"))) {
            throw new Refusal(400, "GES.8007", "Invalid token.");
        }
    }

    @Override
    public Answer answer(Request request) throws IOException {
        return router.route(request);
    }

    private Answer list(Request request) {
        try {
            return GesAnswers.json(service.jobs(request.path("graphName"), GesPart.of(request)));
        } catch (Refusal refusal) {
            return GesAnswers.error(refusal.status(), error(refusal).put("result", "failed"));
        }
    }

    private Answer status(Request request) {
        GesPart part = GesPart.of(request);
        return GesAnswers.status(
                service.status(request.path("graphName"), request.path("jobId")), part, service.engine());
    }

    private Answer cancel(Request request) {
        service.cancel(request.path("graphName"), request.path("jobId"), false);
        return GesAnswers.json(JsonTrees.object());
    }

    @Override
    public Answer refuse(Request request, Refusal refusal) {
        int status = refusal.status();
        if (status == 503) {
            return Answer.empty(status);
        }
        if (status == 429) {
            // Throttling is the gateway's, and so is the envelope.
            return GesAnswers.error(
                    status,
                    JsonTrees.object()
                            .put("error_msg", refusal.message())
                            .put("error_code", refusal.codeOr("APIGW.0308"))
                            .put("request_id", request.id()));
        }
        ObjectNode error = error(refusal);
        return GesAnswers.error(status, service.engine().isDatabase() ? error.put("result", "failed") : error);
    }

    static ObjectNode error(Refusal refusal) {
        return JsonTrees.object().put("errorMessage", refusal.message()).put("errorCode", refusal.codeOr("GES.8000"));
    }

    @Override
    public Map<String, String> headers(Request request) {
        return Map.of("TraceID", request.id());
    }
}
