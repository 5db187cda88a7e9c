package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.secret.Shown;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

record PrintDocumentRecord(
        String id,
        @JsonAlias("documentName") @Nullable String displayName, // the alias is in the response to the last part
        @Nullable String contentType,
        @Nullable Long size,
        @Nullable OffsetDateTime uploadedDateTime,
        @Nullable OffsetDateTime downloadedDateTime)
        implements PrintDocument {
    PrintDocumentRecord {
        id = Json.idOrEmpty(id);
    }

    @Override
    public String toString() {
        return Shown.record(
                "PrintDocument",
                "id",
                id,
                "displayName",
                displayName,
                "contentType",
                contentType,
                "size",
                size,
                "uploadedDateTime",
                uploadedDateTime,
                "downloadedDateTime",
                downloadedDateTime);
    }
}
