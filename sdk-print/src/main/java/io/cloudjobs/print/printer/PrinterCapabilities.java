package io.cloudjobs.print.printer;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.print.IntegerRange;
import io.cloudjobs.print.PrintColorMode;
import io.cloudjobs.print.PrintDuplexMode;
import io.cloudjobs.print.PrintFinishing;
import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.PrintMultipageLayout;
import io.cloudjobs.print.PrintOrientation;
import io.cloudjobs.print.PrintQuality;
import io.cloudjobs.print.PrintScaling;
import io.cloudjobs.print.PrinterFeedOrientation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings that a printer offers. If an accessor returns null, the printer does not report this capability. Lists
 * are unmodifiable.
 *
 * <p>{@link #check(PrintJobConfiguration)} compares them with the settings of a job. It refuses a setting only if the
 * printer clearly does not offer it:
 *
 * <ul>
 *   <li>A setting without a value is accepted.
 *   <li>All values are accepted if the capability is null, a list without values or an impossible range, or if the
 *       service does not disclose all values ({@code unknownFutureValue}).
 *   <li>Color mode and trays {@code auto}, finishing {@code none}, one page per sheet, and false for {@code collate}
 *       and {@code fitPdfToPage} are always accepted, because every printer supports them.
 *   <li>Case is ignored. All other differences count, because names of sheets and trays are free text.
 * </ul>
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printercapabilities">printerCapabilities</a>
 */
@JsonDeserialize(as = PrinterCapabilitiesRecord.class)
public interface PrinterCapabilities {
    /**
     * Returns the media types of the documents that the printer accepts.
     *
     * @return the media types, for example {@code application/pdf}; null when absent
     */
    @Nullable List<String> contentTypes();

    /**
     * Returns whether the printer prints in color.
     *
     * @return true if it does; null when absent
     */
    @Nullable Boolean isColorPrintingSupported();

    /**
     * Returns the color modes.
     *
     * @return the modes; null when absent
     */
    @Nullable List<PrintColorMode> colorModes();

    /**
     * Returns the sides of a sheet that the printer prints on.
     *
     * @return the modes; null when absent
     */
    @Nullable List<PrintDuplexMode> duplexModes();

    /**
     * Returns the finishings of the printed sheets.
     *
     * @return the finishings; null when absent
     */
    @Nullable List<PrintFinishing> finishings();

    /**
     * Returns the print qualities.
     *
     * @return the qualities; null when absent
     */
    @Nullable List<PrintQuality> qualities();

    /**
     * Returns the resolutions, in dots per inch.
     *
     * @return the resolutions; null when absent
     */
    @Nullable List<Integer> dpis();

    /**
     * Returns the possible numbers of copies of a job.
     *
     * @return the range, each end of which may be absent; null when absent
     */
    @Nullable IntegerRange copiesPerJob();

    /**
     * Returns whether the printer collates the pages of several copies.
     *
     * @return true if it does; null when absent
     */
    @Nullable Boolean collation();

    /**
     * Returns whether the printer prints ranges of pages instead of all pages.
     *
     * @return true if it does; null when absent
     */
    @Nullable Boolean isPageRangeSupported();

    /**
     * Returns whether the printer scales each page of a PDF to the sheet.
     *
     * @return true if it does; null when absent
     */
    @Nullable Boolean supportsFitPdfToPage();

    /**
     * Returns the possible numbers of pages on one sheet.
     *
     * @return the numbers; null when absent
     */
    @Nullable List<Integer> pagesPerSheet();

    /**
     * Returns the layouts of several pages on one sheet.
     *
     * @return the layouts; null when absent
     */
    @Nullable List<PrintMultipageLayout> multipageLayouts();

    /**
     * Returns the orientations of the pages.
     *
     * @return the orientations; null when absent
     */
    @Nullable List<PrintOrientation> orientations();

    /**
     * Returns the edges of a sheet that can enter the printer first.
     *
     * @return the orientations; null when absent
     */
    @Nullable List<PrinterFeedOrientation> feedOrientations();

    /**
     * Returns the scalings of a document to the sheet.
     *
     * @return the scalings; null when absent
     */
    @Nullable List<PrintScaling> scalings();

    /**
     * Returns the sizes of sheets.
     *
     * @return the sizes, for example {@code A4} or {@code North America Letter}; null when absent
     */
    @Nullable List<String> mediaSizes();

    /**
     * Returns the materials of sheets.
     *
     * @return the materials, for example {@code stationery}; null when absent
     */
    @Nullable List<String> mediaTypes();

    /**
     * Returns the colors of sheets.
     *
     * @return the colors; null when absent
     */
    @Nullable List<String> mediaColors();

    /**
     * Returns the trays from which the printer takes sheets.
     *
     * @return the printer's names for the trays; null when absent
     */
    @Nullable List<String> inputBins();

    /**
     * Returns the trays into which the printer puts printed sheets.
     *
     * @return the printer's names for the trays; null when absent
     */
    @Nullable List<String> outputBins();

    /**
     * Returns the margins at the top edge, in microns.
     *
     * @return the margins; null when absent
     */
    @Nullable List<Integer> topMargins();

    /**
     * Returns the margins at the bottom edge, in microns.
     *
     * @return the margins; null when absent
     */
    @Nullable List<Integer> bottomMargins();

    /**
     * Returns the margins at the left edge, in microns.
     *
     * @return the margins; null when absent
     */
    @Nullable List<Integer> leftMargins();

    /**
     * Returns the margins at the right edge, in microns.
     *
     * @return the margins; null when absent
     */
    @Nullable List<Integer> rightMargins();

    /**
     * Checks whether the printer offers the settings of a job. Sends no request.
     *
     * @param configuration the settings
     * @return the settings that the printer does not offer; empty if there are none
     */
    default UnsupportedSettings check(PrintJobConfiguration configuration) {
        return CapabilityCheck.of(this, configuration, null);
    }

    /**
     * Checks whether the printer offers the settings of a job and accepts its document. Sends no request.
     *
     * <p>Parameters of media types do not count. {@code application/oxps} is also accepted if the printer accepts
     * {@code application/pdf}: the service converts such documents, unless the tenant has turned conversion off.
     *
     * @param configuration the settings
     * @param contentType the media type of the document, for example {@code application/pdf}
     * @return the settings that the printer does not offer, where the media type has the name {@code contentType}; empty
     *     if there are none
     * @throws IllegalArgumentException if the media type is blank
     */
    default UnsupportedSettings check(PrintJobConfiguration configuration, String contentType) {
        return CapabilityCheck.of(this, configuration, Checks.notBlank("contentType", contentType));
    }

    /**
     * Returns the received JSON text, for members that have no accessor here, such as {@code queueBufferSizeInBytes}.
     *
     * @return the JSON of the capabilities, {@code {}} if the service sent none; null when they are part of another response
     */
    @Nullable String json();

    /**
     * Reads capabilities from JSON as the client does, for your tests.
     *
     * @param json the text of the capabilities
     * @return the capabilities, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is not JSON, or not an object. The message has the position and does
     *     not quote the text
     */
    static PrinterCapabilities fromJson(String json) {
        return Json.read(json, PrinterCapabilities.class, PrinterCapabilitiesRecord.class);
    }
}
