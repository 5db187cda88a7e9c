package io.cloudjobs.print.printer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cloudjobs.core.internal.json.HasId;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.KeepsJson;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

record PrinterRecord(
        String id,
        @Nullable String displayName,
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable Boolean isAcceptingJobs,
        @Nullable Boolean isShared,
        @Nullable Boolean hasPhysicalDevice,
        @JsonIgnore @Nullable String json)
        implements Printer, KeepsJson<PrinterRecord>, HasId {
    PrinterRecord {
        Json.required("id", id);
    }

    @Override
    public PrinterRecord withJson(String json) {
        return new PrinterRecord(
                id, displayName, manufacturer, model, isAcceptingJobs, isShared, hasPhysicalDevice, json);
    }

    /** Returns a short text for logs, without the received text. */
    @Override
    public String toString() {
        return Shown.record("Printer", "id", id, "displayName", displayName);
    }
}
