package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cloudjobs.emulator.CloudJobsEmulator;
import org.jspecify.annotations.Nullable;

/** The state of the emulator, to look up what no method of the library returns alone. */
final class StateJson {
    private final JsonNode state;

    private StateJson(JsonNode state) {
        this.state = state;
    }

    static StateJson of(CloudJobsEmulator emulator) {
        return new StateJson(Json.tree(emulator.state()));
    }

    JsonNode printers() {
        return state.path("print").path("printers");
    }

    JsonNode printer(String printerId) {
        return byId(printers(), printerId);
    }

    JsonNode job(String printerId, String jobId) {
        return byId(printer(printerId).path("jobs"), jobId);
    }

    /** Returns a user of the tenant, whose name is in upper or lower case. */
    JsonNode user(String userPrincipalName) {
        for (JsonNode user : state.path("print").path("users")) {
            if (user.path("userPrincipalName").asText().equalsIgnoreCase(userPrincipalName)) {
                return user;
            }
        }
        return MissingNode.getInstance();
    }

    boolean limits() {
        return state.path("limits").booleanValue();
    }

    /** Returns the name of the first graph, or null if there is none. */
    @Nullable String graph() {
        return state.path("ges").path("graphs").path(0).path("name").textValue();
    }

    private static JsonNode byId(JsonNode list, String id) {
        for (JsonNode element : list) {
            if (element.path("id").asText().equals(id)) {
                return element;
            }
        }
        return MissingNode.getInstance();
    }
}
