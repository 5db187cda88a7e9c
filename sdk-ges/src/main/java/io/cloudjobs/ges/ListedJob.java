package io.cloudjobs.ges;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job in the list of a graph. The memory edition and the database edition have different members.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0204.html">Querying the job list</a>
 */
public interface ListedJob {
    /**
     * The id of the job: {@link GesGraphResource#job} takes it.
     *
     * @return the id; empty if the row has none
     */
    String jobId();

    /**
     * The status of the job.
     *
     * @return the status; null when absent
     */
    @Nullable GesJobStatus status();

    /**
     * The kind of work.
     *
     * @return for example {@code Algorithm}, {@code ImportGraph} or {@code VertexQuery}, and from the database edition the
     *     command, for example {@code batch_build_index}; null when absent
     */
    @Nullable String taskType();

    /**
     * Whether the job can be cancelled. Memory edition only.
     *
     * @return null when absent
     */
    @Nullable Boolean canStop();

    /**
     * How much of the work is done. Memory edition only.
     *
     * @return percent, 0 to 100; null when absent
     */
    @Nullable Integer progress();

    /**
     * When the job started. Its time zone is not documented, so it is a string.
     *
     * @return for example {@code 2024-05-23 09:54:00}, or a number; null when absent
     */
    @Nullable String startTime();

    /**
     * When the job ended: see {@link #startTime()}.
     *
     * @return the time; null when absent
     */
    @Nullable String endTime();

    /**
     * Why the job failed, for people.
     *
     * @return the words of the service; null when absent
     */
    @Nullable String failReason();

    /**
     * The body of the request that made the job. It may hold the access key of an import or export, so keep it out of
     * logs; {@code toString()} does.
     *
     * @return the JSON; null when absent
     */
    @Nullable String rawRequest();

    /**
     * The files of an import.
     *
     * @return the files; empty for other jobs
     */
    List<ListedJobFile> files();
}
