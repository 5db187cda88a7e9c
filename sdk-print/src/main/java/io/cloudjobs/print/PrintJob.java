package io.cloudjobs.print;

import io.cloudjobs.core.internal.json.Json;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job in the queue of a printer, as of the time it was read.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printjob">printJob</a>
 */
public interface PrintJob {
    /**
     * Returns the id of the job, which is unique on its printer only.
     *
     * @return the id, for example {@code 5182}; empty if a row of a list has none
     */
    String id();

    /**
     * Returns the creation time.
     *
     * @return the time; null when absent or unreadable
     */
    @Nullable OffsetDateTime createdDateTime();

    /**
     * Returns the user who submitted the job.
     *
     * @return the user, whose members may all be null; null when absent
     */
    @Nullable UserIdentity createdBy();

    /**
     * Returns the print settings of the job.
     *
     * @return the settings, which may all be null; null when absent
     */
    @Nullable PrintJobConfiguration configuration();

    /**
     * Returns the status of the job.
     *
     * @return the status
     */
    PrintJobStatus status();

    /**
     * Returns whether the printer can fetch the document. After that, nothing can change the job.
     *
     * @return true if it can; false otherwise, and when absent
     */
    boolean isFetchable();

    /**
     * Returns the URL of the job on another printer that was redirected to this one.
     *
     * @return the URL; null when there is none
     * @see #redirectedFromJob()
     */
    @Nullable String redirectedFrom();

    /**
     * Returns the ids of the job on another printer that was redirected to this one.
     *
     * @return the ids in {@link #redirectedFrom()}; null if there is no URL, or if it does not lead to a job of a
     *     printer
     */
    default @Nullable PrintJobLink redirectedFromJob() {
        return PrintJobLink.parse(redirectedFrom());
    }

    /**
     * Returns the URL of the job on another printer that this one was redirected to.
     *
     * @return the URL; null when there is none
     * @see #redirectedToJob()
     */
    @Nullable String redirectedTo();

    /**
     * Returns the ids of the job on another printer that this one was redirected to. The job continues there:
     * {@code print.printer(link.printerId()).job(link.jobId())}.
     *
     * @return the ids in {@link #redirectedTo()}; null if there is no URL, or if it does not lead to a job of a printer
     */
    default @Nullable PrintJobLink redirectedToJob() {
        return PrintJobLink.parse(redirectedTo());
    }

    /**
     * Returns the time at which the printer acknowledged the job. The service reports no later time, such as the time
     * of printing.
     *
     * @return the time; null before the acknowledgment, and when absent or unreadable
     */
    @Nullable OffsetDateTime acknowledgedDateTime();

    /**
     * Returns the error code of the job. The service does not document the values.
     *
     * @return the code; null when absent
     */
    @Nullable Integer errorCode();

    /**
     * Returns the documents of the job.
     *
     * @return an unmodifiable list; null if the response did not include them, see {@link PrintJobExpand#DOCUMENTS}
     */
    @Nullable List<PrintDocument> documents();

    /**
     * Returns the tasks that the job has triggered. A task that is {@code processing} holds the job.
     *
     * @return an unmodifiable list; null if the response did not include them, see {@link PrintJobExpand#TASKS}
     */
    @Nullable List<PrintTask> tasks();

    /**
     * Returns the received JSON text, for members that have no accessor here.
     *
     * @return the JSON of this job alone, also in a list; null when there is none
     */
    @Nullable String json();

    /**
     * Reads a job from JSON as the client does, for your tests.
     *
     * @param json the text of one job
     * @return the job, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is not JSON, or not a job. The message has the position and does
     *     not quote the text
     */
    static PrintJob fromJson(String json) {
        return Json.read(json, PrintJob.class, PrintJobRecord.class);
    }
}
