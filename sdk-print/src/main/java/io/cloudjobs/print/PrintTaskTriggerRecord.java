package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cloudjobs.core.internal.json.HasId;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.KeepsJson;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

record PrintTaskTriggerRecord(
        String id,
        @Nullable PrintEvent event,
        @JsonIgnore @Nullable String json) implements PrintTaskTrigger, KeepsJson<PrintTaskTriggerRecord>, HasId {
    PrintTaskTriggerRecord {
        id = Json.idOrEmpty(id);
    }

    @Override
    public PrintTaskTriggerRecord withJson(String json) {
        return new PrintTaskTriggerRecord(id, event, json);
    }

    /** Returns a short text for logs, without the received text. */
    @Override
    public String toString() {
        return Shown.record("PrintTaskTrigger", "id", id, "event", event);
    }
}
