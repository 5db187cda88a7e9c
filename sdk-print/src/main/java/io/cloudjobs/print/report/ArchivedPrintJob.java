package io.cloudjobs.print.report;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.print.PrintJobProcessingState;
import io.cloudjobs.print.UserIdentity;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The record of an ended job.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/archivedprintjob">archivedPrintJob</a>
 */
@JsonDeserialize(as = ArchivedPrintJobRecord.class)
public interface ArchivedPrintJob {
    /**
     * Returns the id of the archived job. It is documented as a GUID, so it is not the id of the
     * {@link io.cloudjobs.print.PrintJob}.
     *
     * @return the id; empty if a row of a list has none
     */
    String id();

    /**
     * Returns the id of the printer of the job.
     *
     * @return the id; null when absent
     */
    @Nullable String printerId();

    /**
     * Returns the name of the printer.
     *
     * @return the name; null when absent
     */
    @Nullable String printerName();

    /**
     * Returns the user who created the job.
     *
     * @return the user, whose members may all be null; null when absent
     */
    @Nullable UserIdentity createdBy();

    /**
     * Returns the time when the job was created.
     *
     * @return the time; null when absent
     */
    @Nullable OffsetDateTime createdDateTime();

    /**
     * Returns the time when the printer acquired the job.
     *
     * @return the time; null if the printer did not acquire it, and when absent
     */
    @Nullable OffsetDateTime acquiredDateTime();

    /**
     * Returns the time when the job was completed, canceled or aborted.
     *
     * @return the time; null when absent
     */
    @Nullable OffsetDateTime completionDateTime();

    /**
     * Returns the last state of the job.
     *
     * @return a final state, which may have no constant; {@link PrintJobProcessingState#UNKNOWN} when absent
     */
    PrintJobProcessingState processingState();

    /**
     * Returns whether a printer acquired the job.
     *
     * @return true if it did; null when absent
     */
    @Nullable Boolean acquiredByPrinter();

    /**
     * Returns the number of copies that were printed.
     *
     * @return the number of copies; null when absent
     */
    @Nullable Integer copiesPrinted();

    /**
     * Returns the received JSON text, for members that have no accessor here.
     *
     * @return the JSON of this archived job alone
     */
    @Nullable String json();

    /**
     * Reads an archived job from JSON as the client does, for your tests.
     *
     * @param json the text of one archived job
     * @return the archived job, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is not JSON, or not an archived job. The message has the position
     *     and does not quote the text
     */
    static ArchivedPrintJob fromJson(String json) {
        return Json.read(json, ArchivedPrintJob.class, ArchivedPrintJobRecord.class);
    }
}
