package io.cloudjobs.print;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a job is to be printed. What is null is left to the printer.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printjobconfiguration">printJobConfiguration</a>
 */
public interface PrintJobConfiguration {
    /**
     * Whether the pages of several copies are collated.
     *
     * @return true when they are; null when not set
     */
    @Nullable Boolean collate();

    /**
     * How colors are printed.
     *
     * @return the mode; null when not set
     */
    @Nullable PrintColorMode colorMode();

    /**
     * How many copies are printed.
     *
     * @return the number; null when not set
     */
    @Nullable Integer copies();

    /**
     * The resolution, in dots per inch.
     *
     * @return the resolution; null when not set
     */
    @Nullable Integer dpi();

    /**
     * On which sides of a sheet is printed.
     *
     * @return the mode; null when not set
     */
    @Nullable PrintDuplexMode duplexMode();

    /**
     * Which edge of a sheet enters the printer first.
     *
     * @return the orientation; null when not set
     */
    @Nullable PrinterFeedOrientation feedOrientation();

    /**
     * What is done to the sheets after they are printed.
     *
     * @return an unmodifiable list; empty when not set
     */
    List<PrintFinishing> finishings();

    /**
     * Whether each page of a PDF is scaled to the sheet.
     *
     * @return true when it is, false when the printer decides; null when not set
     */
    @Nullable Boolean fitPdfToPage();

    /**
     * The tray that sheets are taken from.
     *
     * @return one of the printer's own names; null when not set
     */
    @Nullable String inputBin();

    /**
     * The tray that prints are laid into.
     *
     * @return one of the printer's own names; null when not set
     */
    @Nullable String outputBin();

    /**
     * The margins.
     *
     * @return the margins; null when not set
     */
    @Nullable PrintMargin margin();

    /**
     * The size of a sheet.
     *
     * @return for example {@code A4} or {@code North America Letter}; null when not set
     */
    @Nullable String mediaSize();

    /**
     * What the sheets are made of.
     *
     * @return for example {@code stationery}; null when not set
     */
    @Nullable String mediaType();

    /**
     * How several pages are laid out on one sheet.
     *
     * @return the layout; null when not set
     */
    @Nullable PrintMultipageLayout multipageLayout();

    /**
     * Which way up a page is printed.
     *
     * @return the orientation; null when not set
     */
    @Nullable PrintOrientation orientation();

    /**
     * The pages that are printed, counted from 1.
     *
     * @return an unmodifiable list; empty when not set, for all pages
     */
    List<IntegerRange> pageRanges();

    /**
     * How many pages are printed on one sheet.
     *
     * @return the number; null when not set
     */
    @Nullable Integer pagesPerSheet();

    /**
     * How well is printed.
     *
     * @return the quality; null when not set
     */
    @Nullable PrintQuality quality();

    /**
     * How the document is scaled to the sheet.
     *
     * @return the scaling; null when not set
     */
    @Nullable PrintScaling scaling();
}
