package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.http.Refusal;
import io.cloudjobs.emulator.internal.http.Response;

/** The HTTP side of Cypher. Responses are tables, even for the id of a job. Errors are a list. */
final class GesCypherApi {
    private final GesServicePlane service;

    GesCypherApi(GesServicePlane service) {
        this.service = service;
    }

    Response respond(GesCall call) {
        try {
            service.expectGraph(call.graph(), "GES.8000", call.graphMissing());
            JsonNode statement = call.body().path("statements").path(0);
            GesCall.want(statement, "GES.8000", "statement");
            GesWork work = call.work(GesJobKind.CYPHER_QUERY);
            return GesCall.isSynchronous(statement, "sync", "GES.8000")
                    ? GesResponses.table(service.execute(call.graph(), work))
                    : submitted(service.submit(call.graph(), work));
        } catch (Refusal refusal) {
            var error = JsonTrees.object();
            error.putArray("results");
            error.putArray("errors")
                    .addObject()
                    .put("code", refusal.codeOr("GES.8000"))
                    .put("message", refusal.message());
            return GesResponses.error(refusal.status(), error);
        }
    }

    private Response submitted(String jobId) {
        var response = JsonTrees.object();
        ObjectNode result = response.putArray("results").addObject();
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
        response.putArray("errors");
        return GesResponses.json(response);
    }
}
