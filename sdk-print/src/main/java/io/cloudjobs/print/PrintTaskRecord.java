package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cloudjobs.core.internal.HasId;
import io.cloudjobs.core.internal.Json;
import io.cloudjobs.core.internal.KeepsJson;
import io.cloudjobs.core.internal.Promises;
import io.cloudjobs.core.internal.Shown;
import org.jspecify.annotations.Nullable;

record PrintTaskRecord(
        String id,
        @Nullable String parentUrl,
        PrintTaskStatusRecord status,
        @JsonIgnore @Nullable String json) implements PrintTask, KeepsJson<PrintTaskRecord>, HasId, Promises {
    PrintTaskRecord {
        id = Json.idOrEmpty(id);
        status = status == null ? PrintTaskStatusRecord.NONE : status;
    }

    @Override
    public void check() {
        Json.required("id", id);
        status.checkAs("status");
    }

    @Override
    public PrintTaskRecord withJson(String json) {
        return new PrintTaskRecord(id, parentUrl, status, json);
    }

    /** Short, for a log: without the received text. */
    @Override
    public String toString() {
        return Shown.record("PrintTask", "id", id, "state", status.state());
    }
}
