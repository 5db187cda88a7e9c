package io.cloudjobs.print.printer;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.print.PrintColorMode;
import io.cloudjobs.print.PrintDuplexMode;
import io.cloudjobs.print.PrintFinishing;
import io.cloudjobs.print.PrintMultipageLayout;
import io.cloudjobs.print.PrintOrientation;
import io.cloudjobs.print.PrintQuality;
import io.cloudjobs.print.PrintScaling;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings that a printer uses for a job that does not set them. A null accessor means that the printer does not
 * say.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printerdefaults">printerDefaults</a>
 */
@JsonDeserialize(as = PrinterDefaultsRecord.class)
public interface PrinterDefaults {
    /**
     * Returns the media type of the documents, for jobs without one.
     *
     * @return the media type; null when absent
     */
    @Nullable String contentType();

    /**
     * Returns the color mode.
     *
     * @return the mode; null when absent
     */
    @Nullable PrintColorMode colorMode();

    /**
     * Returns the sides of a sheet to print on.
     *
     * @return the mode; null when absent
     */
    @Nullable PrintDuplexMode duplexMode();

    /**
     * Returns the finishings of the printed sheets.
     *
     * @return an unmodifiable list; null when absent
     */
    @Nullable List<PrintFinishing> finishings();

    /**
     * Returns the print quality.
     *
     * @return the quality; null when absent
     */
    @Nullable PrintQuality quality();

    /**
     * Returns the resolution, in dots per inch.
     *
     * @return the resolution; null when absent
     */
    @Nullable Integer dpi();

    /**
     * Returns the number of copies.
     *
     * @return the number; null when absent
     */
    @Nullable Integer copiesPerJob();

    /**
     * Returns whether each page of a PDF is scaled to the sheet.
     *
     * @return true if it is; null when absent
     */
    @Nullable Boolean fitPdfToPage();

    /**
     * Returns the number of pages on one sheet.
     *
     * @return the number; null when absent
     */
    @Nullable Integer pagesPerSheet();

    /**
     * Returns the layout of several pages on one sheet.
     *
     * @return the layout; null when absent
     */
    @Nullable PrintMultipageLayout multipageLayout();

    /**
     * Returns the orientation of the pages.
     *
     * @return the orientation; null when absent
     */
    @Nullable PrintOrientation orientation();

    /**
     * Returns the scaling of the document to the sheet.
     *
     * @return the scaling; null when absent
     */
    @Nullable PrintScaling scaling();

    /**
     * Returns the size of a sheet.
     *
     * @return the size, for example {@code A4}; null when absent
     */
    @Nullable String mediaSize();

    /**
     * Returns the material of the sheets.
     *
     * @return the material, for example {@code stationery}; null when absent
     */
    @Nullable String mediaType();

    /**
     * Returns the color of the sheets.
     *
     * @return the color; null when absent
     */
    @Nullable String mediaColor();

    /**
     * Returns the tray from which the printer takes sheets.
     *
     * @return the printer's name for the tray; null when absent
     */
    @Nullable String inputBin();

    /**
     * Returns the tray into which the printer puts printed sheets.
     *
     * @return the printer's name for the tray; null when absent
     */
    @Nullable String outputBin();
}
