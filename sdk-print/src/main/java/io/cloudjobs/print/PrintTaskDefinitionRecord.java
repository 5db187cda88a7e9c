package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cloudjobs.core.internal.json.HasId;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.KeepsJson;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

record PrintTaskDefinitionRecord(
        String id,
        @Nullable String displayName,
        @Nullable App createdBy,
        @JsonIgnore @Nullable String json) implements PrintTaskDefinition, KeepsJson<PrintTaskDefinitionRecord>, HasId {
    PrintTaskDefinitionRecord {
        id = Json.idOrEmpty(id);
    }

    @Override
    public PrintTaskDefinitionRecord withJson(String json) {
        return new PrintTaskDefinitionRecord(id, displayName, createdBy, json);
    }

    /** Returns a short text for logs, without the received text. */
    @Override
    public String toString() {
        return Shown.record("PrintTaskDefinition", "id", id, "displayName", displayName);
    }

    record App(
            @Nullable String appId,
            @Nullable String displayName,
            @Nullable String servicePrincipalId,
            @Nullable String servicePrincipalName)
            implements AppIdentity {
        @Override
        public String toString() {
            return Shown.record(
                    "AppIdentity",
                    "appId",
                    appId,
                    "displayName",
                    displayName,
                    "servicePrincipalId",
                    servicePrincipalId,
                    "servicePrincipalName",
                    servicePrincipalName);
        }
    }
}
