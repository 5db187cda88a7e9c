package io.cloudjobs.print;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

record PrintJobConfigurationRecord(
        @Nullable Boolean collate,
        @Nullable PrintColorMode colorMode,
        @Nullable Integer copies,
        @Nullable Integer dpi,
        @Nullable PrintDuplexMode duplexMode,
        @Nullable PrinterFeedOrientation feedOrientation,
        List<PrintFinishing> finishings,
        @Nullable Boolean fitPdfToPage,
        @Nullable String inputBin,
        @Nullable String outputBin,
        @Nullable PrintMarginRecord margin,
        @Nullable String mediaSize,
        @Nullable String mediaType,
        @Nullable PrintMultipageLayout multipageLayout,
        @Nullable PrintOrientation orientation,

        @JsonDeserialize(contentAs = IntegerRangeRecord.class)
        List<IntegerRange> pageRanges,

        @Nullable Integer pagesPerSheet,
        @Nullable PrintQuality quality,
        @Nullable PrintScaling scaling)
        implements PrintJobConfiguration {
    PrintJobConfigurationRecord {
        finishings = Json.list(finishings);
        pageRanges = Json.list(pageRanges);
    }
}
