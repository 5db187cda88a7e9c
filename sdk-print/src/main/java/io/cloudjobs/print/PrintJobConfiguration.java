package io.cloudjobs.print;

import io.cloudjobs.core.internal.Checks;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The print settings of a job. A null member leaves the choice to the printer.
 *
 * <pre>{@code
 * PrintJobConfiguration twoSided = PrintJobConfiguration.builder()
 *         .copies(2)
 *         .duplexMode(PrintDuplexMode.FLIP_ON_LONG_EDGE)
 *         .pageRanges(IntegerRange.of(1, 3), IntegerRange.of(7, 7))
 *         .build();
 * }</pre>
 *
 * <p>Not for implementation by users: accessors are added in minor releases. Create it with {@link #builder()}.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printjobconfiguration">printJobConfiguration</a>
 */
public interface PrintJobConfiguration {
    /**
     * Returns whether the pages of several copies are collated.
     *
     * @return true if they are; null when not set
     */
    @Nullable Boolean collate();

    /**
     * Returns the color mode.
     *
     * @return the mode; null when not set
     */
    @Nullable PrintColorMode colorMode();

    /**
     * Returns the number of copies.
     *
     * @return the number; null when not set
     */
    @Nullable Integer copies();

    /**
     * Returns the resolution, in dots per inch.
     *
     * @return the resolution; null when not set
     */
    @Nullable Integer dpi();

    /**
     * Returns the sides of a sheet to print on.
     *
     * @return the mode; null when not set
     */
    @Nullable PrintDuplexMode duplexMode();

    /**
     * Returns the edge of a sheet that enters the printer first.
     *
     * @return the orientation; null when not set
     */
    @Nullable PrinterFeedOrientation feedOrientation();

    /**
     * Returns the finishings of the printed sheets.
     *
     * @return an unmodifiable list; empty when not set
     */
    List<PrintFinishing> finishings();

    /**
     * Returns whether each page of a PDF is scaled to the sheet.
     *
     * @return true if it is, false if the printer decides; null when not set
     */
    @Nullable Boolean fitPdfToPage();

    /**
     * Returns the tray from which the printer takes sheets.
     *
     * @return the printer's name for the tray; null when not set
     */
    @Nullable String inputBin();

    /**
     * Returns the tray into which the printer puts printed sheets.
     *
     * @return the printer's name for the tray; null when not set
     */
    @Nullable String outputBin();

    /**
     * Returns the margins.
     *
     * @return the margins; null when not set
     */
    @Nullable PrintMargin margin();

    /**
     * Returns the size of a sheet.
     *
     * @return the size, for example {@code A4} or {@code North America Letter}; null when not set
     */
    @Nullable String mediaSize();

    /**
     * Returns the material of the sheets.
     *
     * @return the material, for example {@code stationery}; null when not set
     */
    @Nullable String mediaType();

    /**
     * Returns the layout of several pages on one sheet.
     *
     * @return the layout; null when not set
     */
    @Nullable PrintMultipageLayout multipageLayout();

    /**
     * Returns the orientation of the pages.
     *
     * @return the orientation; null when not set
     */
    @Nullable PrintOrientation orientation();

    /**
     * Returns the ranges of pages to print, counted from 1.
     *
     * @return an unmodifiable list; empty when not set, which prints all pages
     */
    List<IntegerRange> pageRanges();

    /**
     * Returns the number of pages on one sheet.
     *
     * @return the number; null when not set
     */
    @Nullable Integer pagesPerSheet();

    /**
     * Returns the print quality.
     *
     * @return the quality; null when not set
     */
    @Nullable PrintQuality quality();

    /**
     * Returns the scaling of the document to the sheet.
     *
     * @return the scaling; null when not set
     */
    @Nullable PrintScaling scaling();

    /**
     * Returns a builder without settings.
     *
     * @return a builder
     */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a builder with the settings of this configuration. Use it, for example, to change one setting of a job.
     *
     * @return a builder with these settings
     */
    default Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Builds a {@link PrintJobConfiguration}. All settings are optional, and null resets a setting to the default of
     * the printer. The builder does not check values that depend on the printer, such as resolutions.
     */
    final class Builder {
        private @Nullable Boolean collate;
        private @Nullable PrintColorMode colorMode;
        private @Nullable Integer copies;
        private @Nullable Integer dpi;
        private @Nullable PrintDuplexMode duplexMode;
        private @Nullable PrinterFeedOrientation feedOrientation;
        private List<PrintFinishing> finishings = List.of();
        private @Nullable Boolean fitPdfToPage;
        private @Nullable String inputBin;
        private @Nullable String outputBin;
        private PrintJobConfigurationRecord.@Nullable Margin margin;
        private @Nullable String mediaSize;
        private @Nullable String mediaType;
        private @Nullable PrintMultipageLayout multipageLayout;
        private @Nullable PrintOrientation orientation;
        private List<IntegerRange> pageRanges = List.of();
        private @Nullable Integer pagesPerSheet;
        private @Nullable PrintQuality quality;
        private @Nullable PrintScaling scaling;

        private Builder() {}

        /** Copies values unchecked: the service may send values that the builder refuses. */
        private Builder(PrintJobConfiguration from) {
            collate = from.collate();
            colorMode = from.colorMode();
            copies = from.copies();
            dpi = from.dpi();
            duplexMode = from.duplexMode();
            feedOrientation = from.feedOrientation();
            finishings = List.copyOf(from.finishings());
            fitPdfToPage = from.fitPdfToPage();
            inputBin = from.inputBin();
            outputBin = from.outputBin();
            margin = PrintJobConfigurationRecord.Margin.of(from.margin());
            mediaSize = from.mediaSize();
            mediaType = from.mediaType();
            multipageLayout = from.multipageLayout();
            orientation = from.orientation();
            pageRanges = PrintJobConfigurationRecord.Range.all(from.pageRanges());
            pagesPerSheet = from.pagesPerSheet();
            quality = from.quality();
            scaling = from.scaling();
        }

        /**
         * Sets whether the pages of several copies are collated.
         *
         * @param collate true to collate them; null leaves the choice to the printer
         * @return this
         */
        public Builder collate(@Nullable Boolean collate) {
            this.collate = collate;
            return this;
        }

        /**
         * Sets the color mode.
         *
         * @param colorMode the mode; null leaves the choice to the printer
         * @return this
         */
        public Builder colorMode(@Nullable PrintColorMode colorMode) {
            this.colorMode = colorMode;
            return this;
        }

        /**
         * Sets the number of copies.
         *
         * @param copies the number, 1 or more; null leaves the choice to the printer
         * @return this
         * @throws IllegalArgumentException if the number is below 1
         */
        public Builder copies(@Nullable Integer copies) {
            this.copies = atLeastOne("copies", copies);
            return this;
        }

        /**
         * Sets the resolution, in dots per inch.
         *
         * @param dpi the resolution, 1 or more; null leaves the choice to the printer
         * @return this
         * @throws IllegalArgumentException if the resolution is below 1
         */
        public Builder dpi(@Nullable Integer dpi) {
            this.dpi = atLeastOne("dpi", dpi);
            return this;
        }

        /**
         * Sets the sides of a sheet to print on.
         *
         * @param duplexMode the mode; null leaves the choice to the printer
         * @return this
         */
        public Builder duplexMode(@Nullable PrintDuplexMode duplexMode) {
            this.duplexMode = duplexMode;
            return this;
        }

        /**
         * Sets the edge of a sheet that enters the printer first.
         *
         * @param feedOrientation the orientation; null leaves the choice to the printer
         * @return this
         */
        public Builder feedOrientation(@Nullable PrinterFeedOrientation feedOrientation) {
            this.feedOrientation = feedOrientation;
            return this;
        }

        /**
         * Sets the finishings of the printed sheets.
         *
         * @param finishings all finishings; replaces earlier ones. Without arguments, the printer decides; for no
         *     finishing, pass {@link PrintFinishing#NONE}
         * @return this
         */
        public Builder finishings(PrintFinishing... finishings) {
            this.finishings = List.of(finishings);
            return this;
        }

        /**
         * Sets whether each page of a PDF is scaled to the sheet.
         *
         * @param fitPdfToPage true to scale each page; false and null leave the choice to the printer
         * @return this
         */
        public Builder fitPdfToPage(@Nullable Boolean fitPdfToPage) {
            this.fitPdfToPage = fitPdfToPage;
            return this;
        }

        /**
         * Sets the tray from which the printer takes sheets.
         *
         * @param inputBin the printer's name for the tray; null leaves the choice to the printer
         * @return this
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder inputBin(@Nullable String inputBin) {
            this.inputBin = notBlank("inputBin", inputBin);
            return this;
        }

        /**
         * Sets the tray into which the printer puts printed sheets.
         *
         * @param outputBin the printer's name for the tray; null leaves the choice to the printer
         * @return this
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder outputBin(@Nullable String outputBin) {
            this.outputBin = notBlank("outputBin", outputBin);
            return this;
        }

        /**
         * Sets the margins.
         *
         * @param margin the margins; null leaves the choice to the printer
         * @return this
         */
        public Builder margin(@Nullable PrintMargin margin) {
            this.margin = PrintJobConfigurationRecord.Margin.of(margin);
            return this;
        }

        /**
         * Sets the size of a sheet.
         *
         * @param mediaSize the size, for example {@code A4} or {@code North America Letter}; null leaves the choice to
         *     the printer
         * @return this
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder mediaSize(@Nullable String mediaSize) {
            this.mediaSize = notBlank("mediaSize", mediaSize);
            return this;
        }

        /**
         * Sets the material of the sheets.
         *
         * @param mediaType the material, for example {@code stationery}; null leaves the choice to the printer
         * @return this
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder mediaType(@Nullable String mediaType) {
            this.mediaType = notBlank("mediaType", mediaType);
            return this;
        }

        /**
         * Sets the layout of several pages on one sheet.
         *
         * @param multipageLayout the layout; null leaves the choice to the printer
         * @return this
         */
        public Builder multipageLayout(@Nullable PrintMultipageLayout multipageLayout) {
            this.multipageLayout = multipageLayout;
            return this;
        }

        /**
         * Sets the orientation of the pages.
         *
         * @param orientation the orientation; null leaves the choice to the printer
         * @return this
         */
        public Builder orientation(@Nullable PrintOrientation orientation) {
            this.orientation = orientation;
            return this;
        }

        /**
         * Sets the pages to print.
         *
         * @param pageRanges all page ranges, counted from 1; replaces earlier ones. Without arguments, all pages are
         *     printed
         * @return this
         * @throws IllegalArgumentException if a range has a page below 1
         */
        public Builder pageRanges(IntegerRange... pageRanges) {
            for (IntegerRange range : pageRanges) {
                atLeastOne("start of a page range", range.start());
                atLeastOne("end of a page range", range.end());
            }
            this.pageRanges = PrintJobConfigurationRecord.Range.all(Arrays.asList(pageRanges));
            return this;
        }

        /**
         * Sets the number of pages on one sheet.
         *
         * @param pagesPerSheet the number, 1 or more; null leaves the choice to the printer
         * @return this
         * @throws IllegalArgumentException if the number is below 1
         */
        public Builder pagesPerSheet(@Nullable Integer pagesPerSheet) {
            this.pagesPerSheet = atLeastOne("pagesPerSheet", pagesPerSheet);
            return this;
        }

        /**
         * Sets the print quality.
         *
         * @param quality the quality; null leaves the choice to the printer
         * @return this
         */
        public Builder quality(@Nullable PrintQuality quality) {
            this.quality = quality;
            return this;
        }

        /**
         * Sets the scaling of the document to the sheet.
         *
         * @param scaling the scaling; null leaves the choice to the printer
         * @return this
         */
        public Builder scaling(@Nullable PrintScaling scaling) {
            this.scaling = scaling;
            return this;
        }

        /**
         * Builds the configuration.
         *
         * @return the configuration
         * @throws IllegalArgumentException if a value is {@code unknownFutureValue}, which must never be sent: it is
         *     the placeholder for values that the service does not disclose
         */
        public PrintJobConfiguration build() {
            for (PrintFinishing finishing : finishings) {
                OpenEnumeration.sendable("finishings", finishing);
            }
            return new PrintJobConfigurationRecord(
                    collate,
                    OpenEnumeration.sendable("colorMode", colorMode),
                    copies,
                    dpi,
                    OpenEnumeration.sendable("duplexMode", duplexMode),
                    OpenEnumeration.sendable("feedOrientation", feedOrientation),
                    finishings,
                    fitPdfToPage,
                    inputBin,
                    outputBin,
                    margin,
                    mediaSize,
                    mediaType,
                    OpenEnumeration.sendable("multipageLayout", multipageLayout),
                    OpenEnumeration.sendable("orientation", orientation),
                    pageRanges,
                    pagesPerSheet,
                    OpenEnumeration.sendable("quality", quality),
                    OpenEnumeration.sendable("scaling", scaling));
        }

        private static <N extends Number> @Nullable N atLeastOne(String name, @Nullable N number) {
            if (number != null && number.longValue() < 1) {
                throw new IllegalArgumentException(name + " must be at least 1, but is " + number);
            }
            return number;
        }

        private static @Nullable String notBlank(String name, @Nullable String value) {
            return value == null ? null : Checks.notBlank(name, value);
        }
    }
}
