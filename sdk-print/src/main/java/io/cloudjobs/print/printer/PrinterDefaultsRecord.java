package io.cloudjobs.print.printer;

import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.print.PrintColorMode;
import io.cloudjobs.print.PrintDuplexMode;
import io.cloudjobs.print.PrintFinishing;
import io.cloudjobs.print.PrintMultipageLayout;
import io.cloudjobs.print.PrintOrientation;
import io.cloudjobs.print.PrintQuality;
import io.cloudjobs.print.PrintScaling;
import java.util.List;
import org.jspecify.annotations.Nullable;

record PrinterDefaultsRecord(
        @Nullable String contentType,
        @Nullable PrintColorMode colorMode,
        @Nullable PrintDuplexMode duplexMode,
        @Nullable List<PrintFinishing> finishings,
        @Nullable PrintQuality quality,
        @Nullable Integer dpi,
        @Nullable Integer copiesPerJob,
        @Nullable Boolean fitPdfToPage,
        @Nullable Integer pagesPerSheet,
        @Nullable PrintMultipageLayout multipageLayout,
        @Nullable PrintOrientation orientation,
        @Nullable PrintScaling scaling,
        @Nullable String mediaSize,
        @Nullable String mediaType,
        @Nullable String mediaColor,
        @Nullable String inputBin,
        @Nullable String outputBin)
        implements PrinterDefaults {
    PrinterDefaultsRecord {
        finishings = PrinterCapabilitiesRecord.present(finishings);
    }

    /** Returns a short text for logs. */
    @Override
    public String toString() {
        return Shown.record(
                "PrinterDefaults",
                "contentType",
                contentType,
                "colorMode",
                colorMode,
                "duplexMode",
                duplexMode,
                "mediaSize",
                mediaSize);
    }
}
