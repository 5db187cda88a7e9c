package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.http.Refusal;
import io.cloudjobs.emulator.internal.http.Response;
import io.cloudjobs.emulator.internal.http.Router;

/** The HTTP side of the HyG engine, which every emulated graph has. */
final class GesHygApi {
    private static final String GRAPH = "/hyg/{graphName}";

    private final String projectId;
    private final GesServicePlane service;

    GesHygApi(String projectId, GesRouter router, GesServicePlane service) {
        this.projectId = projectId;
        this.service = service;

        router.on("POST", GRAPH + "/sync", refusing(this::sync, false));
        router.on("POST", GRAPH + "/algorithm", refusing(this::algorithm, true));
        router.on(
                "POST",
                GRAPH + "/jobs/{jobId}/export-result",
                refusing(call -> GesWorkApi.exportResult(call, service), false));
        router.on("DELETE", GRAPH + "/jobs/{jobId}", refusing(this::cancel, false));
        router.on("DELETE", GRAPH + "/jobs", refusing(this::cancelQueued, false));
    }

    /** Adds {@code "result": "failed"} to errors, and for an algorithm also {@code "status": "complete"}. */
    private static Router.Handler refusing(GesCall.Handler handler, boolean complete) {
        return request -> {
            try {
                return GesCall.handler(handler).respond(request);
            } catch (Refusal refusal) {
                ObjectNode error = GesApi.error(refusal).put("result", "failed");
                return GesResponses.error(refusal.status(), complete ? error.put("status", "complete") : error);
            }
        };
    }

    private Response sync(GesCall call) {
        expectGraph(call);
        call.want("GES.8000", "vertex", "edge");
        return submit(call, GesJobKind.HYG_SYNC);
    }

    private Response algorithm(GesCall call) {
        service.expectGraph(call.graph(), "GES.8011", "graph : " + call.graph() + " is not exist");
        call.want("GES.8011", "algorithmName", "parameters");
        return submit(call, GesJobKind.HYG_ALGORITHM);
    }

    private Response submit(GesCall call, GesJobKind kind) {
        return GesResponses.submitted(service.submit(call.graph(), call.work(kind)), kind);
    }

    private Response cancel(GesCall call) {
        expectGraph(call);
        service.cancel(call.graph(), call.request().path("jobId"), true);
        return GesResponses.json(JsonTrees.object().put("result", "success"));
    }

    private Response cancelQueued(GesCall call) {
        expectGraph(call);
        service.cancelQueued(call.graph());
        return GesResponses.json(JsonTrees.object().put("result", "success"));
    }

    private void expectGraph(GesCall call) {
        service.expectGraph(
                call.graph(),
                "GES.8000",
                "Graph [ " + projectId + " -" + call.graph()
                        + "] does not exist, please check project_id and graph_name.");
    }
}
