package io.cloudjobs.print.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cloudjobs.core.internal.json.HasId;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.KeepsJson;
import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.print.PrintJobProcessingState;
import io.cloudjobs.print.UserIdentity;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

record ArchivedPrintJobRecord(
        String id,
        @Nullable String printerId,
        @Nullable String printerName,
        @Nullable UserIdentity createdBy,
        @Nullable OffsetDateTime createdDateTime,
        @Nullable OffsetDateTime acquiredDateTime,
        @Nullable OffsetDateTime completionDateTime,
        PrintJobProcessingState processingState,
        @Nullable Boolean acquiredByPrinter,
        @Nullable Integer copiesPrinted,
        @JsonIgnore @Nullable String json)
        implements ArchivedPrintJob, KeepsJson<ArchivedPrintJobRecord>, HasId {
    ArchivedPrintJobRecord {
        id = Json.idOrEmpty(id);
        processingState = processingState == null ? PrintJobProcessingState.UNKNOWN : processingState;
    }

    @Override
    public ArchivedPrintJobRecord withJson(String json) {
        return new ArchivedPrintJobRecord(
                id,
                printerId,
                printerName,
                createdBy,
                createdDateTime,
                acquiredDateTime,
                completionDateTime,
                processingState,
                acquiredByPrinter,
                copiesPrinted,
                json);
    }

    /** Returns a short text for logs, without the received text and the name of the user. */
    @Override
    public String toString() {
        return Shown.record("ArchivedPrintJob", "id", id, "processingState", processingState);
    }
}
