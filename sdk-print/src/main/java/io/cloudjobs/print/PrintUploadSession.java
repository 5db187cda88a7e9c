package io.cloudjobs.print;

import io.cloudjobs.core.internal.json.Json;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session to upload a document in parts.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/uploadsession">uploadSession</a>
 */
public interface PrintUploadSession {
    /**
     * Returns the URL that receives the parts. Anyone with this URL can upload: keep it secret. Pass it to
     * {@code document(id).uploadSession(url)} to resume the upload later.
     *
     * @return the URL; null when the session was read with {@code get()}
     */
    @Nullable String uploadUrl();

    /**
     * Returns the time at which the session ends. The service then drops an incomplete upload.
     *
     * @return the time; null when absent or unreadable
     */
    @Nullable OffsetDateTime expirationDateTime();

    /**
     * Returns the ranges that the service still expects.
     *
     * @return byte ranges such as {@code 0-4533321}, the last byte included; empty when there are none
     */
    List<String> nextExpectedRanges();

    /**
     * Returns the received JSON text, for members that have no accessor here. It contains the upload URL.
     *
     * @return the JSON
     */
    @Nullable String json();

    /**
     * Reads a session from JSON as the client does, for your tests.
     *
     * @param json the text of one session
     * @return the session, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is not JSON, or not a session. The message has the position and
     *     does not quote the text
     */
    static PrintUploadSession fromJson(String json) {
        return Json.read(json, PrintUploadSession.class, PrintUploadSessionRecord.class);
    }
}
