package io.cloudjobs.ges;

import io.cloudjobs.core.internal.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a job: its status and, after a success, some rows of its result. It has no progress: see
 * {@link ListedJob#progress()}. It has no id, because the response has none: see {@link GesJobResource#id()}.
 *
 * <p>Do not implement this interface: minor releases add accessors.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0037.html">Querying the job status</a>
 */
public interface GesJob {
    /**
     * Returns the status of the job.
     *
     * @return the status
     */
    GesJobStatus status();

    /**
     * Returns the reason for the failure, as text for people.
     *
     * @return the text of the service; null if the job has not failed, or if the service gives no reason
     */
    @Nullable String failReason();

    /**
     * Returns the requested rows of the result.
     *
     * @return the result; null if the job has no result, or no result yet
     */
    @Nullable GesResult result();

    /**
     * Returns the received JSON, for members without an accessor here. If the service reported the failed job as an
     * error, this is the body of the error, truncated to 8 KiB.
     *
     * @return the JSON
     */
    @Nullable String json();

    /**
     * Parses a job from JSON as the client does, for tests.
     *
     * @param json a response with a {@code status}
     * @return the job
     * @throws IllegalArgumentException if the text is not JSON or not such a response; the message has the position but
     *     does not quote the text
     */
    static GesJob fromJson(String json) {
        return Json.read(json, GesJob.class, GesJobRecord.class);
    }
}
