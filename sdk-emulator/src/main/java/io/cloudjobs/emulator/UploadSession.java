package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.PrintTokens.Caller;
import io.cloudjobs.emulator.internal.documents.DocumentFile;
import io.cloudjobs.emulator.internal.documents.StoredDocument;
import io.cloudjobs.emulator.internal.http.ContentRange;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.http.Refusal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** An upload of a document. Guarded by the lock of the {@link PrintTenant} of its job. */
final class UploadSession {
    private final EmulatedPrintJob job;
    private final Caller caller;
    private final UploadProperties properties;
    private final Instant expires;
    private final DocumentFile file;
    private final StoredDocument document;
    /** The ends of the received parts, by their first byte. They do not overlap. */
    private final TreeMap<Long, Long> parts = new TreeMap<>();

    UploadSession(
            EmulatedPrintJob job, Caller caller, UploadProperties properties, Instant expires, DocumentFile file) {
        this.job = job;
        this.caller = caller;
        this.properties = properties;
        this.expires = expires;
        this.file = file;
        document = file.reserve(properties.size());
    }

    EmulatedPrintJob job() {
        return job;
    }

    /** Returns whether the job still accepts the document. */
    boolean isOpen() {
        return job.takesDocumentOf(caller);
    }

    void add(ContentRange range, byte[] part) {
        if (range.total() != properties.size()) {
            throw new Refusal(400, "The document has " + properties.size() + " bytes, not " + range.total() + ".");
        }
        Map.Entry<Long, Long> before = parts.floorEntry(range.last());
        if (before != null && before.getValue() > range.first()) {
            throw new Refusal(416, "The range overlaps bytes that the session has already received.");
        }
        document.write(range.first(), part);
        parts.put(range.first(), range.last() + 1);
    }

    boolean isComplete() {
        return missing().isEmpty();
    }

    private ArrayNode missing() {
        var missing = JsonTrees.array();
        long next = 0;
        for (Map.Entry<Long, Long> part : parts.entrySet()) {
            addGap(missing, next, part.getKey());
            next = part.getValue();
        }
        addGap(missing, next, properties.size());
        return missing;
    }

    private static void addGap(ArrayNode missing, long from, long to) {
        if (from < to) {
            missing.add(from + "-" + (to - 1));
        }
    }

    ObjectNode status() {
        var status = JsonTrees.object().put("expirationDateTime", PrintTenant.timestamp(expires));
        status.set("nextExpectedRanges", missing());
        return status;
    }

    /** Stores the document in the job. */
    ObjectNode complete() {
        job.uploaded(properties.documentName(), properties.contentType(), document);
        return JsonTrees.object()
                .put("id", job.document().id())
                .put("documentName", properties.documentName())
                .put("contentType", properties.contentType())
                .put("size", properties.size());
    }

    /** Ends the session. Drops the received parts, unless they are the document of the job. */
    void end() {
        if (!isComplete()) {
            file.release(document);
        }
    }
}
