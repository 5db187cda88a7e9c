package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Cypher over HTTP, where all answers are tables, the id of a job among them, and errors are a list. */
final class GesCypherApi {
    private final GesServicePlane service;

    GesCypherApi(GesServicePlane service) {
        this.service = service;
    }

    Answer answer(GesCall call) {
        try {
            service.expectGraph(call.graph(), "GES.8000", call.graphMissing());
            JsonNode statement = call.body().path("statements").path(0);
            GesCall.want(statement, "GES.8000", "statement");
            GesWork work = call.work(GesJobKind.CYPHER_QUERY);
            return GesCall.isSynchronous(statement, "sync", "GES.8000")
                    ? GesAnswers.table(service.execute(call.graph(), work))
                    : submitted(service.submit(call.graph(), work));
        } catch (Refusal refusal) {
            var error = JsonTrees.object();
            error.putArray("results");
            error.putArray("errors")
                    .addObject()
                    .put("code", refusal.codeOr("GES.8000"))
                    .put("message", refusal.message());
            return GesAnswers.error(refusal.status(), error);
        }
    }

    private Answer submitted(String jobId) {
        var answer = JsonTrees.object();
        ObjectNode result = answer.putArray("results").addObject();
        ArrayNode columns = result.putArray("columns").add("jobId");
        result.put("jobId", jobId);
        ObjectNode data = result.putArray("data").addObject();
        ArrayNode row = data.putArray("row").add(jobId);
        ArrayNode meta = data.putArray("meta").addNull();
        if (!service.engine().isDatabase()) {
            Integer jobType = GesJobKind.CYPHER_QUERY.jobType();
            columns.add("jobType");
            result.put("jobType", jobType);
            row.add(jobType);
            meta.addNull();
        }
        answer.putArray("errors");
        return GesAnswers.json(answer);
    }
}
