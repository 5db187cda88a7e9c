package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cloudjobs.core.internal.json.HasId;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.KeepsJson;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

record PrintTaskRecord(
        String id,
        @Nullable String parentUrl,
        Status status,
        @JsonIgnore @Nullable String json) implements PrintTask, KeepsJson<PrintTaskRecord>, HasId {
    PrintTaskRecord {
        id = Json.idOrEmpty(id);
        status = status == null ? Status.NONE : status;
    }

    @Override
    public void check() {
        HasId.super.check();
        status.checkAs("status");
    }

    @Override
    public PrintTaskRecord withJson(String json) {
        return new PrintTaskRecord(id, parentUrl, status, json);
    }

    /** Returns a short text for logs, without the received text. */
    @Override
    public String toString() {
        return Shown.record("PrintTask", "id", id, "state", status.state());
    }

    /** The JSON of a status. In a list, its state or all its members may be absent. */
    record Status(
            @Nullable PrintTaskProcessingState state,
            @Nullable String description) implements PrintTaskStatus {
        static final Status NONE = new Status(null, null);

        private static final PrintTaskProcessingState UNKNOWN = new PrintTaskProcessingState("unknown");

        @Override
        public PrintTaskProcessingState state() {
            return state == null ? UNKNOWN : state;
        }

        void checkAs(String member) {
            Json.required(member, this == NONE ? null : this);
            Json.required(member + ".state", state);
        }

        @Override
        public String toString() {
            return Shown.record("PrintTaskStatus", "state", state(), "description", description);
        }
    }
}
