package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.Refusal;
import io.cloudjobs.emulator.internal.Request;
import java.io.IOException;
import java.util.List;

/** A request for work on a graph, with its body. */
final class GesCall {
    private final Request request;
    private final ObjectNode body;

    GesCall(Request request) throws IOException {
        this.request = request;
        body = request.json();
    }

    Request request() {
        return request;
    }

    ObjectNode body() {
        return body;
    }

    String graph() {
        return request.path("graphName");
    }

    String jobId() {
        return request.path("jobId");
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

    void expect(String code, String... names) {
        expect(body, code, names);
    }

    static void expect(JsonNode object, String code, String... names) {
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
        return !value.isObject() && value.isEmpty() && value.asText("").isEmpty();
    }

    /** The default mode differs between operations. */
    static boolean isSynchronous(JsonNode object, String usual, String code) {
        String mode = object.path("executionMode").asText(usual);
        if (!mode.equals("sync") && !mode.equals("async")) {
            throw new Refusal(400, code, "executionMode is not correct, it should be sync or async");
        }
        return mode.equals("sync");
    }

    EmulatedGesJob job(GesJobKind kind) {
        return job(kind, kind.name());
    }

    EmulatedGesJob job(GesJobKind kind, String name) {
        String query = request.rawQuery();
        String url = request.rawPath() + (query.isEmpty() ? "" : "?" + query);
        return new EmulatedGesJob(EmulatedGesJob.newId(), kind, name, url, body);
    }
}
