package io.cloudjobs.emulator.app;

import io.cloudjobs.emulator.GesEmulator;
import java.io.IOException;
import java.util.function.BiConsumer;

/** Moves the jobs of the Graph Engine Service. */
final class GraphsApi {
    private final GesEmulator ges;

    GraphsApi(ControlRouter router, GesEmulator ges) {
        this.ges = ges;
        add(router, "start", ges::startJob);
        add(router, "finish", ges::finishJob);
        router.add("POST /graphs/{name}/jobs/{jobId}/fail", this::fail);
    }

    private void add(ControlRouter router, String action, BiConsumer<String, String> effect) {
        router.add("POST /graphs/{name}/jobs/{jobId}/" + action, call -> {
            call.noMembers();
            Library.atPath(() -> effect.accept(call.path("name"), call.path("jobId")));
            return job(call);
        });
    }

    private Reply fail(ControlCall call) throws IOException {
        Members members = call.members();
        String reason = members.text("reason");
        members.end();
        Library.atPath(() -> ges.failJob(
                call.path("name"), call.path("jobId"), reason == null ? "failed by the control API" : reason));
        return job(call);
    }

    private Reply job(ControlCall call) {
        String graph = call.path("name");
        String jobId = call.path("jobId");
        String status = Library.atPath(() -> ges.status(graph, jobId));
        return Reply.json(Json.object().put("graph", graph).put("jobId", jobId).put("status", status));
    }
}
