package io.cloudjobs.print.report;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The usage of one user or one printer in one day or one month.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printusage">printUsage</a>
 */
public interface PrintUsage {
    /**
     * Returns the id of this row of the report.
     *
     * @return the id; empty if a row of a list has none
     */
    String id();

    /**
     * Returns the day, or a day in the month of a monthly row.
     *
     * @return the date, in the time zone of the service; null when absent
     */
    @Nullable LocalDate usageDate();

    /**
     * Returns the number of completed jobs.
     *
     * @return the number of jobs; null when absent
     */
    @Nullable Long completedJobCount();

    /**
     * Returns the number of completed jobs in black and white.
     *
     * @return the number of jobs; null when absent
     */
    @Nullable Long completedBlackAndWhiteJobCount();

    /**
     * Returns the number of completed jobs in color.
     *
     * @return the number of jobs; null when absent
     */
    @Nullable Long completedColorJobCount();

    /**
     * Returns the number of jobs that ended without being completed.
     *
     * @return the number of jobs; null when absent
     */
    @Nullable Long incompleteJobCount();

    /**
     * Returns the number of printed pages.
     *
     * @return the number of pages; null when absent
     */
    @Nullable Long pageCount();

    /**
     * Returns the number of pages printed in black and white.
     *
     * @return the number of pages; null when absent
     */
    @Nullable Long blackAndWhitePageCount();

    /**
     * Returns the number of pages printed in color.
     *
     * @return the number of pages; null when absent
     */
    @Nullable Long colorPageCount();

    /**
     * Returns the number of printed sheets.
     *
     * @return the number of sheets; null when absent
     */
    @Nullable Long mediaSheetCount();

    /**
     * Returns the number of sheets printed on one side.
     *
     * @return the number of sheets; null when absent
     */
    @Nullable Long singleSidedSheetCount();

    /**
     * Returns the number of sheets printed on both sides.
     *
     * @return the number of sheets; null when absent
     */
    @Nullable Long doubleSidedSheetCount();

    /**
     * Returns the received JSON text, for members that have no accessor here.
     *
     * @return the JSON of this row alone
     */
    @Nullable String json();
}
