package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.Reply.documented;
import static io.cloudjobs.emulator.Reply.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;

/** A request and its response, as in the documentation of the service. */
record GesExchange(JsonNode example) {
    static GesExchange named(String name) {
        return new GesExchange(json(documented("ges-exchanges/" + name)));
    }

    /** Sends the request with these names in its path. */
    Reply send(GesEmulator ges, String graph, String job, String index) {
        JsonNode request = example.get("request");
        String path = request.get("path")
                .textValue()
                .replace("{project_id}", ges.projectId())
                .replace("{graph_name}", graph)
                .replace("{job_id}", job)
                .replace("{index_name}", index);
        String query = request.path("query").properties().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + parameter.getValue().textValue())
                .collect(Collectors.joining("&"));
        JsonNode body = request.path("body");
        return Reply.to(
                request.get("method").textValue(),
                ges.endpoint() + path + (query.isEmpty() ? "" : "?" + query),
                body.isMissingNode() ? "" : body.toString(),
                "X-Auth-Token",
                ges.token());
    }

    int status() {
        return example.at("/response/status").intValue();
    }

    JsonNode response() {
        return example.at("/response/body");
    }
}
