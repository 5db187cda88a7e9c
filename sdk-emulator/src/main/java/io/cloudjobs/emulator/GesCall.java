package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.http.Refusal;
import io.cloudjobs.emulator.internal.http.Request;
import io.cloudjobs.emulator.internal.http.Response;
import io.cloudjobs.emulator.internal.http.Router;
import java.io.IOException;
import java.util.List;

/** A request for work on a graph, with its body. */
record GesCall(Request request, ObjectNode body) {
    /** Handles such a request. */
    interface Handler {
        Response respond(GesCall call) throws IOException;
    }

    static Router.Handler handler(Handler handler) {
        return request -> handler.respond(new GesCall(request, request.json()));
    }

    String graph() {
        return request.path("graphName");
    }

    /** Returns the {@code action_id} of the query, or an empty string. */
    String action() {
        List<String> actions = request.query("action_id");
        return actions.isEmpty() ? "" : actions.get(0);
    }

    Refusal unknownAction() {
        return new Refusal(400, "GES.8000", "action_id [" + action() + "] is not supported");
    }

    void expectAction(String action) {
        if (!action().equals(action)) {
            throw unknownAction();
        }
    }

    String graphMissing() {
        return "graph [" + graph() + "] is not found";
    }

    void want(String code, String... names) {
        want(body, code, names);
    }

    static void want(JsonNode object, String code, String... names) {
        for (String name : names) {
            if (isEmpty(object, name)) {
                throw new Refusal(400, code, "Parameter error! [" + name + "] is missing");
            }
        }
    }

    boolean isEmpty(String name) {
        return isEmpty(body, name);
    }

    /** Accepts an empty object, because clients send it for "no parameters". */
    private static boolean isEmpty(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isArray() && value.isEmpty());
    }

    /** The default mode differs between operations. */
    static boolean isSynchronous(JsonNode object, String usual, String code) {
        String mode = object.path("executionMode").asText(usual);
        if (!mode.equals("sync") && !mode.equals("async")) {
            throw new Refusal(400, code, "executionMode is not correct, it should be sync or async");
        }
        return mode.equals("sync");
    }

    GesWork work(GesJobKind kind) {
        return work(kind, kind.name());
    }

    GesWork work(GesJobKind kind, String name) {
        String query = request.rawQuery();
        return new GesWork(kind, name, request.rawPath() + (query.isEmpty() ? "" : "?" + query), body);
    }
}
