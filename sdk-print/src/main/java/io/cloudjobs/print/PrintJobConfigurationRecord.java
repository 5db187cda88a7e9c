package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of a configuration. An empty list counts as not set, like null, and is not sent. */
record PrintJobConfigurationRecord(
        @Nullable Boolean collate,
        @Nullable PrintColorMode colorMode,
        @Nullable Integer copies,
        @Nullable Integer dpi,
        @Nullable PrintDuplexMode duplexMode,
        @Nullable PrinterFeedOrientation feedOrientation,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PrintFinishing> finishings,

        @Nullable Boolean fitPdfToPage,
        @Nullable String inputBin,
        @Nullable String outputBin,
        @Nullable Margin margin,
        @Nullable String mediaSize,
        @Nullable String mediaType,
        @Nullable PrintMultipageLayout multipageLayout,
        @Nullable PrintOrientation orientation,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<IntegerRange> pageRanges,

        @Nullable Integer pagesPerSheet,
        @Nullable PrintQuality quality,
        @Nullable PrintScaling scaling)
        implements PrintJobConfiguration {
    PrintJobConfigurationRecord {
        finishings = Json.list(finishings);
        pageRanges = Json.list(pageRanges);
    }

    @Override
    public String toString() {
        return Shown.record(
                "PrintJobConfiguration",
                "collate",
                collate,
                "colorMode",
                colorMode,
                "copies",
                copies,
                "dpi",
                dpi,
                "duplexMode",
                duplexMode,
                "feedOrientation",
                feedOrientation,
                "finishings",
                finishings,
                "fitPdfToPage",
                fitPdfToPage,
                "inputBin",
                inputBin,
                "outputBin",
                outputBin,
                "margin",
                margin,
                "mediaSize",
                mediaSize,
                "mediaType",
                mediaType,
                "multipageLayout",
                multipageLayout,
                "orientation",
                orientation,
                "pageRanges",
                pageRanges,
                "pagesPerSheet",
                pagesPerSheet,
                "quality",
                quality,
                "scaling",
                scaling);
    }

    record Margin(
            @Nullable Integer top,
            @Nullable Integer bottom,
            @Nullable Integer left,
            @Nullable Integer right) implements PrintMargin {
        /** Converts any implementation to one that can be sent. */
        static @Nullable Margin of(@Nullable PrintMargin margin) {
            return margin == null ? null : new Margin(margin.top(), margin.bottom(), margin.left(), margin.right());
        }
    }

    record Range(@Nullable Long start, @Nullable Long end) implements IntegerRange {
        /** Converts ranges of any implementation to ranges that can be sent. */
        static List<IntegerRange> all(List<IntegerRange> ranges) {
            List<IntegerRange> all = new ArrayList<>();
            for (IntegerRange range : ranges) {
                all.add(new Range(range.start(), range.end()));
            }
            return all;
        }
    }
}
