package io.cloudjobs.emulator;

import java.io.IOException;
import java.util.Map;

/** The service plane of the graph engine over HTTP. */
final class GesApi implements Api {
    private static final String JSON = "application/json";
    private static final String JOB = "/ges/v1.0/{projectId}/graphs/{graphName}/jobs/{jobId}";

    private final String projectId;
    private final Token token;
    private final GesService service;
    private final Router router = new Router();

    GesApi(String projectId, Token token, GesService service) {
        this.projectId = projectId;
        this.token = token;
        this.service = service;

        router.on("DELETE", JOB, inProject(this::cancel));
        router.on("GET", JOB + "/status", inProject(this::status));
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

    private Router.Handler inProject(Router.Handler handler) {
        return request -> {
            if (!request.path("projectId").equals(projectId)) {
                throw new Refusal(400, "GES.8006", "The token belongs to another project.");
            }
            return handler.answer(request);
        };
    }

    private Answer cancel(Request request) {
        service.cancel(request.path("graphName"), request.path("jobId"));
        return Answer.json(200, JSON, Json.object());
    }

    private Answer status(Request request) {
        GesJobStatus status = service.status(request.path("graphName"), request.path("jobId"));
        var answer = Json.object();
        if (status == GesJobStatus.SUCCESS) {
            answer.putObject("data").putObject("outputs");
        }
        answer.put("status", Words.of(status));
        return Answer.json(200, JSON, answer);
    }

    @Override
    public Answer refuse(Request request, Refusal refusal) {
        int status = refusal.status();
        if (status == 503) {
            return Answer.empty(status);
        }
        var error = Json.object();
        if (status == 429) {
            // Throttling is the gateway's, and so is the envelope.
            error.put("error_msg", refusal.message());
            error.put("error_code", refusal.codeOr("APIGW.0308"));
            error.put("request_id", request.id());
        } else {
            error.put("errorMessage", refusal.message());
            error.put("errorCode", refusal.codeOr("GES.8000"));
        }
        return Answer.json(status, JSON, error);
    }

    @Override
    public Map<String, String> headers(Request request) {
        return Map.of("TraceID", request.id());
    }
}
