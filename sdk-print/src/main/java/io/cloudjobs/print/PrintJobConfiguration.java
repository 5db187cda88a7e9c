package io.cloudjobs.print;

import io.cloudjobs.core.internal.Checks;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a job is printed. A null member leaves the choice to the printer.
 *
 * <pre>{@code
 * PrintJobConfiguration twoSided = PrintJobConfiguration.builder()
 *         .copies(2)
 *         .duplexMode(PrintDuplexMode.FLIP_ON_LONG_EDGE)
 *         .pageRanges(IntegerRange.of(1, 3), IntegerRange.of(7, 7))
 *         .build();
 * }</pre>
 *
 * <p>Not for implementation by users: accessors are added in minor releases. Made by {@link #builder()}.
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
     * On which sides of a sheet the document is printed.
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
     * The print quality.
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

    /**
     * Starts a configuration in which nothing is set.
     *
     * @return a builder
     */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Starts a configuration from this one, for example to change one setting of a job.
     *
     * @return a builder in which all is set that is set here
     */
    default Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Builds a {@link PrintJobConfiguration}. Nothing is required, and null resets a member to the default of the
     * printer. The builder does not check what only the printer knows, such as its resolutions.
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
         * @param collate true if they are; null leaves it to the printer
         * @return this
         */
        public Builder collate(@Nullable Boolean collate) {
            this.collate = collate;
            return this;
        }

        /**
         * Sets how colors are printed.
         *
         * @param colorMode the mode; null leaves it to the printer
         * @return this
         */
        public Builder colorMode(@Nullable PrintColorMode colorMode) {
            this.colorMode = colorMode;
            return this;
        }

        /**
         * Sets how many copies are printed.
         *
         * @param copies the number, 1 or more; null leaves it to the printer
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
         * @param dpi the resolution, 1 or more; null leaves it to the printer
         * @return this
         * @throws IllegalArgumentException if the resolution is below 1
         */
        public Builder dpi(@Nullable Integer dpi) {
            this.dpi = atLeastOne("dpi", dpi);
            return this;
        }

        /**
         * Sets on which sides of a sheet the document is printed.
         *
         * @param duplexMode the mode; null leaves it to the printer
         * @return this
         */
        public Builder duplexMode(@Nullable PrintDuplexMode duplexMode) {
            this.duplexMode = duplexMode;
            return this;
        }

        /**
         * Sets which edge of a sheet enters the printer first.
         *
         * @param feedOrientation the orientation; null leaves it to the printer
         * @return this
         */
        public Builder feedOrientation(@Nullable PrinterFeedOrientation feedOrientation) {
            this.feedOrientation = feedOrientation;
            return this;
        }

        /**
         * Sets what is done to the sheets after they are printed.
         *
         * @param finishings all finishings; replaces earlier ones. None leaves it to the printer, unlike
         *     {@link PrintFinishing#NONE}
         * @return this
         */
        public Builder finishings(PrintFinishing... finishings) {
            this.finishings = List.of(finishings);
            return this;
        }

        /**
         * Sets whether each page of a PDF is scaled to the sheet.
         *
         * @param fitPdfToPage true if it is, false if the printer decides; null leaves it to the printer
         * @return this
         */
        public Builder fitPdfToPage(@Nullable Boolean fitPdfToPage) {
            this.fitPdfToPage = fitPdfToPage;
            return this;
        }

        /**
         * Sets the tray that sheets are taken from.
         *
         * @param inputBin one of the printer's own names; null leaves it to the printer
         * @return this
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder inputBin(@Nullable String inputBin) {
            this.inputBin = notBlank("inputBin", inputBin);
            return this;
        }

        /**
         * Sets the tray that prints are laid into.
         *
         * @param outputBin one of the printer's own names; null leaves it to the printer
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
         * @param margin the margins; null leaves it to the printer
         * @return this
         */
        public Builder margin(@Nullable PrintMargin margin) {
            this.margin = PrintJobConfigurationRecord.Margin.of(margin);
            return this;
        }

        /**
         * Sets the size of a sheet.
         *
         * @param mediaSize for example {@code A4} or {@code North America Letter}; null leaves it to the printer
         * @return this
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder mediaSize(@Nullable String mediaSize) {
            this.mediaSize = notBlank("mediaSize", mediaSize);
            return this;
        }

        /**
         * Sets what the sheets are made of.
         *
         * @param mediaType for example {@code stationery}; null leaves it to the printer
         * @return this
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder mediaType(@Nullable String mediaType) {
            this.mediaType = notBlank("mediaType", mediaType);
            return this;
        }

        /**
         * Sets how several pages are laid out on one sheet.
         *
         * @param multipageLayout the layout; null leaves it to the printer
         * @return this
         */
        public Builder multipageLayout(@Nullable PrintMultipageLayout multipageLayout) {
            this.multipageLayout = multipageLayout;
            return this;
        }

        /**
         * Sets which way up a page is printed.
         *
         * @param orientation the orientation; null leaves it to the printer
         * @return this
         */
        public Builder orientation(@Nullable PrintOrientation orientation) {
            this.orientation = orientation;
            return this;
        }

        /**
         * Sets the pages that are printed.
         *
         * @param pageRanges all page ranges, counted from 1; replaces earlier ones. None prints all pages
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
         * Sets how many pages are printed on one sheet.
         *
         * @param pagesPerSheet the number, 1 or more; null leaves it to the printer
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
         * @param quality the quality; null leaves it to the printer
         * @return this
         */
        public Builder quality(@Nullable PrintQuality quality) {
            this.quality = quality;
            return this;
        }

        /**
         * Sets how the document is scaled to the sheet.
         *
         * @param scaling the scaling; null leaves it to the printer
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
         * @throws IllegalArgumentException if a value is {@code unknownFutureValue}, which must never be sent: it
         *     stands for a value that the service does not disclose
         */
        public PrintJobConfiguration build() {
            return new PrintJobConfigurationRecord(
                    collate,
                    OpenEnumeration.sendable("colorMode", colorMode),
                    copies,
                    dpi,
                    OpenEnumeration.sendable("duplexMode", duplexMode),
                    OpenEnumeration.sendable("feedOrientation", feedOrientation),
                    finishings.stream()
                            .map(value -> OpenEnumeration.sendable("finishings", value))
                            .toList(),
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
