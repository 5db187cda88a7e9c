package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.documents.Payload;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The document of a job, empty until its upload. Guarded by the lock of its {@link PrintTenant}. */
final class EmulatedPrintDocument {
    private String id = UUID.randomUUID().toString();
    private String displayName = "";
    private String contentType = "";
    private @Nullable Payload payload;

    String id() {
        return id;
    }

    String contentType() {
        return contentType;
    }

    /** Returns the bytes, or null before the upload. */
    @Nullable Payload payload() {
        return payload;
    }

    void become(String newName, String newType, Payload uploaded) {
        displayName = newName;
        contentType = newType;
        payload = uploaded;
    }

    /** Copies the other document, except its id. */
    void become(EmulatedPrintDocument other) {
        displayName = other.displayName;
        contentType = other.contentType;
        payload = other.payload;
    }

    ObjectNode json() {
        return JsonTrees.object()
                .put("id", id)
                .put("displayName", displayName)
                .put("contentType", contentType)
                .put("size", payload == null ? 0 : payload.length());
    }

    void restore(String oldId, String name, String type, @Nullable Payload bytes) {
        id = oldId;
        displayName = name;
        contentType = type;
        payload = bytes;
    }
}
