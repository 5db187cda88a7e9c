package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.KeepsJson;
import io.cloudjobs.core.internal.secret.Shown;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An upload session, or the document that the service returns instead after the last part. */
record PrintUploadSessionRecord(
        @Nullable String uploadUrl,
        @Nullable OffsetDateTime expirationDateTime,
        List<String> nextExpectedRanges,
        @Nullable String id,
        @Nullable String documentName,
        @Nullable String contentType,
        @Nullable Long size,
        @JsonIgnore @Nullable String json)
        implements PrintUploadSession, KeepsJson<PrintUploadSessionRecord> {
    PrintUploadSessionRecord {
        nextExpectedRanges = Json.list(nextExpectedRanges);
    }

    /** Returns the document, if this is a document of this size. */
    @Nullable PrintDocument document(long expectedSize) {
        if (id == null || !nextExpectedRanges.isEmpty() || size != null && size != expectedSize) {
            return null;
        }
        return new PrintDocumentRecord(id, documentName, contentType, size, null, null);
    }

    @Override
    public PrintUploadSessionRecord withJson(String json) {
        return new PrintUploadSessionRecord(
                uploadUrl, expirationDateTime, nextExpectedRanges, id, documentName, contentType, size, json);
    }

    /** Returns a text for logs, without the URL and the received text, which contains it. */
    @Override
    public String toString() {
        return Shown.record(
                "PrintUploadSession",
                "expirationDateTime",
                expirationDateTime,
                "nextExpectedRanges",
                nextExpectedRanges);
    }
}
