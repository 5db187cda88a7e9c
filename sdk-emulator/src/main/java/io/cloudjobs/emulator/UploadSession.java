package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.ContentRange;
import io.cloudjobs.emulator.internal.DocumentFile;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Members;
import io.cloudjobs.emulator.internal.Refusal;
import io.cloudjobs.emulator.internal.StoredDocument;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** An upload of a document. Guarded by the lock of the {@link PrintTenant} of its job. */
final class UploadSession {
    /** The limit of the service: 1 GB per job. */
    private static final long LARGEST = 1L << 30;

    private static final Pattern MEDIA_TYPE = Pattern.compile("[!-~&&[^/]]+/[ -~]+");
    private static final String NAME = "documentName";
    private static final String TYPE = "contentType";
    private static final String SIZE = "size";

    private final EmulatedPrintJob job;
    private final Access caller;
    private final ObjectNode properties;
    private final long size;
    private final Instant expires;
    private final DocumentFile file;
    private final StoredDocument document;
    /** The ends of the received parts, by their first byte. They do not overlap. */
    private final TreeMap<Long, Long> parts = new TreeMap<>();

    UploadSession(EmulatedPrintJob job, Access caller, ObjectNode properties, Instant expires, DocumentFile file) {
        this.job = job;
        this.caller = caller;
        this.properties = properties;
        this.expires = expires;
        this.file = file;
        size = properties.path(SIZE).longValue();
        document = file.reserve(size);
    }

    /** Returns the properties of a document, which a client sends before the document. All are required. */
    static ObjectNode properties(ObjectNode body) {
        Members.checkNames(body, Set.of("properties"));
        ObjectNode properties = Members.object(body, "properties");
        Members.checkNames(properties, Set.of(NAME, TYPE, SIZE));
        String name = Members.requiredText(properties, NAME);
        String type = Members.requiredText(properties, TYPE);
        if (!MEDIA_TYPE.matcher(type).matches()) {
            throw new Refusal(400, "The property 'contentType' is not a media type.");
        }
        long size = Members.requiredLong(properties, SIZE);
        if (size < 1) {
            throw new Refusal(400, "The property 'size' is not positive.");
        }
        if (size > LARGEST) {
            throw new Refusal(413, "The document is larger than " + LARGEST + " bytes.");
        }
        return properties(name, type, size);
    }

    /** Returns properties without annotations. */
    static ObjectNode properties(String name, String type, long size) {
        return JsonTrees.object().put(NAME, name).put(TYPE, type).put(SIZE, size);
    }

    EmulatedPrintJob job() {
        return job;
    }

    /** Returns whether the job still accepts the document. */
    boolean isOpen() {
        return job.takesDocumentOf(caller);
    }

    void add(ContentRange range, byte[] part) {
        if (range.total() != size) {
            throw new Refusal(400, "The document has " + size + " bytes, not " + range.total() + ".");
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
        addGap(missing, next, size);
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
        job.uploaded(properties.path(NAME).textValue(), properties.path(TYPE).textValue(), document);
        return JsonTrees.object()
                .put("id", job.document().path("id").textValue())
                .setAll(properties);
    }

    /** Ends the session. Drops the received parts, unless they are the document of the job. */
    void end() {
        if (!isComplete()) {
            file.release(document);
        }
    }
}
