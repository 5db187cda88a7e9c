package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.json.HasId;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.KeepsJson;
import io.cloudjobs.core.internal.secret.Shown;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

record PrintJobRecord(
        String id,
        @Nullable OffsetDateTime createdDateTime,
        @Nullable User createdBy,
        @Nullable PrintJobConfigurationRecord configuration,
        PrintJobStatusRecord status,
        boolean isFetchable,
        @Nullable String redirectedFrom,
        @Nullable String redirectedTo,
        @Nullable OffsetDateTime acknowledgedDateTime,
        @Nullable Integer errorCode,

        @JsonDeserialize(contentAs = PrintDocumentRecord.class) @Nullable List<PrintDocument> documents,

        @JsonDeserialize(contentAs = PrintTaskRecord.class) @Nullable List<PrintTask> tasks,

        @JsonIgnore @Nullable String json)
        implements PrintJob, KeepsJson<PrintJobRecord>, HasId {
    PrintJobRecord {
        id = Json.idOrEmpty(id);
        status = status == null ? PrintJobStatusRecord.NONE : status;
        documents = documents == null ? null : Json.list(documents);
        tasks = tasks == null ? null : Json.list(tasks);
    }

    @Override
    public void check() {
        HasId.super.check();
        status.checkAs("status");
    }

    @Override
    public PrintJobRecord withJson(String json) {
        return with(status, documents, json);
    }

    /** Returns the job after its start. */
    PrintJobRecord started(PrintJobStatus now, PrintDocument document) {
        return with((PrintJobStatusRecord) now, List.of(document), json);
    }

    PrintJobRecord withDocuments(@Nullable List<PrintDocument> documents) {
        return with(status, documents, json);
    }

    private PrintJobRecord with(
            PrintJobStatusRecord status, @Nullable List<PrintDocument> documents, @Nullable String json) {
        return new PrintJobRecord(
                id,
                createdDateTime,
                createdBy,
                configuration,
                status,
                isFetchable,
                redirectedFrom,
                redirectedTo,
                acknowledgedDateTime,
                errorCode,
                documents,
                tasks,
                json);
    }

    /** Returns a short text for logs, without the received text and the name of the user. */
    @Override
    public String toString() {
        return Shown.record("PrintJob", "id", id, "state", status.state());
    }

    record User(
            @Nullable String id,
            @Nullable String displayName,
            @Nullable String userPrincipalName,
            @Nullable String ipAddress)
            implements UserIdentity {
        @Override
        public String toString() {
            return Shown.record(
                    "UserIdentity",
                    "id",
                    id,
                    "displayName",
                    displayName,
                    "userPrincipalName",
                    userPrincipalName,
                    "ipAddress",
                    ipAddress);
        }
    }
}
