package io.cloudjobs.print;

import io.cloudjobs.core.internal.json.Json;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job in the queue of a printer, as it was when it was read.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printjob">printJob</a>
 */
public interface PrintJob {
    /**
     * The id of the job, unique within its printer only.
     *
     * @return the id, for example {@code 5182}; empty if a row of a list has none
     */
    String id();

    /**
     * When the job was created.
     *
     * @return the time; null when absent or unreadable
     */
    @Nullable OffsetDateTime createdDateTime();

    /**
     * Who submitted the job.
     *
     * @return the user, whose members may all be null; null when absent
     */
    @Nullable UserIdentity createdBy();

    /**
     * How the job is printed.
     *
     * @return the settings, which may all be null; null when absent
     */
    @Nullable PrintJobConfiguration configuration();

    /**
     * Where the job stands.
     *
     * @return the status
     */
    PrintJobStatus status();

    /**
     * Whether the printer can fetch the document. The job cannot be changed from then on.
     *
     * @return true when it can; false otherwise, and when absent
     */
    boolean isFetchable();

    /**
     * The job on another printer that was redirected to this one, as the service names it.
     *
     * @return its URL; null when there is none
     * @see #redirectedFromJob()
     */
    @Nullable String redirectedFrom();

    /**
     * The job on another printer that was redirected to this one.
     *
     * @return the ids in {@link #redirectedFrom()}; null when there is none, or when it leads to no job of a printer
     */
    default @Nullable PrintJobLink redirectedFromJob() {
        return PrintJobLink.parse(redirectedFrom());
    }

    /**
     * The job on another printer that this one was redirected to, as the service names it.
     *
     * @return its URL; null when there is none
     * @see #redirectedToJob()
     */
    @Nullable String redirectedTo();

    /**
     * The job on another printer that this one was redirected to. It goes on there:
     * {@code print.printer(link.printerId()).job(link.jobId())}.
     *
     * @return the ids in {@link #redirectedTo()}; null when there is none, or when it leads to no job of a printer
     */
    default @Nullable PrintJobLink redirectedToJob() {
        return PrintJobLink.parse(redirectedTo());
    }

    /**
     * When the printer acknowledged the job: the closest to a print time that the service reports.
     *
     * @return the time; null when it has not yet, and when absent or unreadable
     */
    @Nullable OffsetDateTime acknowledgedDateTime();

    /**
     * What went wrong. The service does not document the values.
     *
     * @return the code; null when absent
     */
    @Nullable Integer errorCode();

    /**
     * The documents of the job.
     *
     * @return an unmodifiable list; null if the response did not include them, see {@link PrintJobExpand#DOCUMENTS}
     */
    @Nullable List<PrintDocument> documents();

    /**
     * The tasks that the job has triggered. One that is {@code processing} holds the job.
     *
     * @return an unmodifiable list; null if the response did not include them, see {@link PrintJobExpand#TASKS}
     */
    @Nullable List<PrintTask> tasks();

    /**
     * The received JSON text, for members that have no accessor here.
     *
     * @return the JSON of this job alone, also in a list; null when there is none
     */
    @Nullable String json();

    /**
     * Reads a job from JSON, as the client does: for tests of your own code.
     *
     * @param json the text of one job
     * @return the job, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is not JSON, or not a job. The message says where, and does not
     *     quote it
     */
    static PrintJob fromJson(String json) {
        return Json.read(json, PrintJob.class, PrintJobRecord.class);
    }
}
