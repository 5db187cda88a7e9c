package io.cloudjobs.ges;

import io.cloudjobs.core.internal.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job in the job list of a graph. The memory edition and the database edition have different members.
 *
 * <p>Do not implement this interface: minor releases add accessors.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0204.html">Querying the job list</a>
 */
public interface ListedJob {
    /**
     * Returns the id of the job, for {@link GesGraphResource#job}.
     *
     * @return the id; empty when absent
     */
    String jobId();

    /**
     * Returns the status of the job.
     *
     * @return the status; null when absent
     */
    @Nullable GesJobStatus status();

    /**
     * Returns the kind of the work.
     *
     * @return the kind, for example {@code Algorithm}, {@code ImportGraph} or {@code VertexQuery}; in the database edition the
     *     command, for example {@code batch_build_index}; null when absent
     */
    @Nullable String taskType();

    /**
     * Returns whether the job can be cancelled. Memory edition only.
     *
     * @return true if it can be cancelled; null when absent
     */
    @Nullable Boolean canStop();

    /**
     * Returns the progress of the job. Memory edition only. {@link GesJob} has no progress.
     *
     * @return the percentage, 0 to 100; null when absent
     */
    @Nullable Integer progress();

    /**
     * Returns the start time of the job. This is a string, because the service does not document the time zone.
     *
     * @return the time, for example {@code 2024-05-23 09:54:00}, or a number; null when absent
     */
    @Nullable String startTime();

    /**
     * Returns the end time of the job, in the format of {@link #startTime()}.
     *
     * @return the time; null when absent
     */
    @Nullable String endTime();

    /**
     * Returns the reason for the failure, as text for people.
     *
     * @return the text of the service; null when absent
     */
    @Nullable String failReason();

    /**
     * Returns the body of the request that created the job. It may contain the access key of an import or export. Do not log
     * it; {@code toString()} does not contain it.
     *
     * @return the JSON; null when absent
     */
    @Nullable String rawRequest();

    /**
     * Returns the files of an import.
     *
     * @return the files; empty for other jobs
     */
    List<ListedJobFile> files();

    /**
     * Returns the received JSON of this job, for members without an accessor here. It contains the
     * {@linkplain #rawRequest() request}, so do not log it.
     *
     * @return the JSON of this job alone, not of the list
     */
    @Nullable String json();

    /**
     * Parses a row of the list from JSON as the client does, for tests.
     *
     * @param json the text of one job, with a {@code jobId} or {@code job_id}
     * @return the job
     * @throws IllegalArgumentException if the text is not JSON or not such a job; the message has the position but does
     *     not quote the text
     */
    static ListedJob fromJson(String json) {
        return Json.read(json, ListedJob.class, ListedJobRecord.class);
    }
}
