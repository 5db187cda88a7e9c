package io.cloudjobs.print.printer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cloudjobs.core.internal.json.HasId;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.KeepsJson;
import io.cloudjobs.core.internal.secret.Shown;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

record PrinterShareRecord(
        String id,
        @Nullable String displayName,
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable Boolean isAcceptingJobs,
        PrinterRecord.@Nullable Status status,
        PrinterRecord.@Nullable Location location,
        @Nullable PrinterDefaults defaults,
        @Nullable PrinterCapabilities capabilities,
        @Nullable Boolean allowAllUsers,
        @Nullable OffsetDateTime createdDateTime,
        @Nullable Viewpoint viewPoint,
        @Nullable Printer printer,
        @JsonIgnore @Nullable String json)
        implements PrinterShare, KeepsJson<PrinterShareRecord>, HasId {
    PrinterShareRecord {
        id = Json.idOrEmpty(id);
    }

    @Override
    public PrinterShareRecord withJson(String json) {
        return new PrinterShareRecord(
                id,
                displayName,
                manufacturer,
                model,
                isAcceptingJobs,
                status,
                location,
                defaults,
                capabilities,
                allowAllUsers,
                createdDateTime,
                viewPoint,
                printer,
                json);
    }

    /** Returns a short text for logs, without the received text. */
    @Override
    public String toString() {
        return Shown.record("PrinterShare", "id", id, "displayName", displayName);
    }

    record Viewpoint(@Nullable OffsetDateTime lastUsedDateTime) implements PrinterShareViewpoint {
        @Override
        public String toString() {
            return Shown.record("PrinterShareViewpoint", "lastUsedDateTime", lastUsedDateTime);
        }
    }
}
