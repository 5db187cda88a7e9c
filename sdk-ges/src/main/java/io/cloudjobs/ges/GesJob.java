package io.cloudjobs.ges;

import io.cloudjobs.core.internal.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A job as it was read: its status and, after a success, some rows of its result.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0037.html">Querying the job status</a>
 */
public interface GesJob {
    /**
     * Where the job stands.
     *
     * @return the status
     */
    GesJobStatus status();

    /**
     * Why the job has failed, for people.
     *
     * @return the words of the service; null when the job has not failed, or when the service does not say why
     */
    @Nullable String failReason();

    /**
     * The rows of the result that were requested.
     *
     * @return the result; null if the job has none (yet)
     */
    @Nullable GesResult result();

    /**
     * The text that was received, for members that have no accessor here. Of a failure that came as an error, at most 8
     * KiB.
     *
     * @return the JSON
     */
    @Nullable String json();

    /**
     * Reads a job from JSON, as the client does: for tests of your own code.
     *
     * @param json the text of a response with a {@code status}
     * @return the job, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is not JSON or not such a response; the message says where, without
     *     quoting it
     */
    static GesJob fromJson(String json) {
        return Json.read(json, GesJob.class, GesJobRecord.class);
    }
}
