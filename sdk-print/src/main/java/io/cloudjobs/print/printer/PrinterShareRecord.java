package io.cloudjobs.print.printer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cloudjobs.core.internal.json.HasId;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.KeepsJson;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

record PrinterShareRecord(
        String id,
        @Nullable String displayName,
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable Boolean isAcceptingJobs,
        @JsonIgnore @Nullable String json)
        implements PrinterShare, KeepsJson<PrinterShareRecord>, HasId {
    PrinterShareRecord {
        Json.required("id", id);
    }

    @Override
    public PrinterShareRecord withJson(String json) {
        return new PrinterShareRecord(id, displayName, manufacturer, model, isAcceptingJobs, json);
    }

    /** Returns a short text for logs, without the received text. */
    @Override
    public String toString() {
        return Shown.record("PrinterShare", "id", id, "displayName", displayName);
    }
}
