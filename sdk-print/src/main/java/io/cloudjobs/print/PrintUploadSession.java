package io.cloudjobs.print;

import io.cloudjobs.core.internal.json.Json;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session in which a document is uploaded part by part.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/uploadsession">uploadSession</a>
 */
public interface PrintUploadSession {
    /**
     * Where the parts go. Whoever has this URL may upload: keep it as a secret, and give it to
     * {@code document(id).uploadSession(url)} to go on later.
     *
     * @return the URL; null in the answer to a question for the status
     */
    @Nullable String uploadUrl();

    /**
     * When the session ends, and what was uploaded in it is dropped, unless it is complete.
     *
     * @return the time; null when absent or unreadable
     */
    @Nullable OffsetDateTime expirationDateTime();

    /**
     * What the service still expects, as it says it.
     *
     * @return ranges of bytes such as {@code 0-4533321}, the last byte included; empty when there are none
     */
    List<String> nextExpectedRanges();

    /**
     * The text that was received, for members that have no accessor here. The upload URL is in it.
     *
     * @return the JSON
     */
    @Nullable String json();

    /**
     * Reads a session from JSON, as the client does: for tests of your own code.
     *
     * @param json the text of one session
     * @return the session, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is no JSON, or no session: the message says where, without quoting it
     */
    static PrintUploadSession fromJson(String json) {
        return Json.read(json, PrintUploadSession.class, PrintUploadSessionRecord.class);
    }
}
