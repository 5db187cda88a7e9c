package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.http.Members;
import io.cloudjobs.emulator.internal.http.Refusal;
import java.util.Set;
import java.util.regex.Pattern;

/** The properties of a document, which a client sends before the document. */
record UploadProperties(String documentName, String contentType, long size) {
    /** The limit of the service: 1 GB per job. */
    private static final long LARGEST = 1L << 30;

    private static final Pattern MEDIA_TYPE = Pattern.compile("[!-~&&[^/]]+/[ -~]+");

    /** Reads the members. All are required, and no others are accepted. */
    static UploadProperties of(ObjectNode body) {
        Members.checkNames(body, Set.of("properties"));
        ObjectNode properties = Members.object(body, "properties");
        Members.checkNames(properties, Set.of("documentName", "contentType", "size"));
        String name = Members.requiredText(properties, "documentName");
        String type = Members.requiredText(properties, "contentType");
        if (!MEDIA_TYPE.matcher(type).matches()) {
            throw new Refusal(400, "The property 'contentType' is not a media type.");
        }
        long size = Members.requiredLong(properties, "size");
        if (size < 1) {
            throw new Refusal(400, "The property 'size' is not positive.");
        }
        if (size > LARGEST) {
            throw new Refusal(413, "The document is larger than " + LARGEST + " bytes.");
        }
        return new UploadProperties(name, type, size);
    }
}
