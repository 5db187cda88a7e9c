package io.cloudjobs.ges;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job in the list of a graph. The memory edition and the database edition have different members.
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
     * @return whether it can be cancelled; null when absent
     */
    @Nullable Boolean canStop();

    /**
     * Returns the progress of the job. Memory edition only.
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
     * Returns the reason of a failure, as a text for people.
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
}
