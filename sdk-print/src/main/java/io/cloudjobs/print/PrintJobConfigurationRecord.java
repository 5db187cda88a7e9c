package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.Json;
import io.cloudjobs.core.internal.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An empty list is not set, as a null is, and is not sent. */
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
        @Nullable PrintMarginRecord margin,
        @Nullable String mediaSize,
        @Nullable String mediaType,
        @Nullable PrintMultipageLayout multipageLayout,
        @Nullable PrintOrientation orientation,

        @JsonDeserialize(contentAs = IntegerRangeRecord.class) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<IntegerRange> pageRanges,

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
}
