package io.cloudjobs.print.printer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.KeepsJson;
import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.print.IntegerRange;
import io.cloudjobs.print.PrintColorMode;
import io.cloudjobs.print.PrintDuplexMode;
import io.cloudjobs.print.PrintFinishing;
import io.cloudjobs.print.PrintMultipageLayout;
import io.cloudjobs.print.PrintOrientation;
import io.cloudjobs.print.PrintQuality;
import io.cloudjobs.print.PrintScaling;
import io.cloudjobs.print.PrinterFeedOrientation;
import java.util.List;
import org.jspecify.annotations.Nullable;

record PrinterCapabilitiesRecord(
        @Nullable List<String> contentTypes,
        @Nullable Boolean isColorPrintingSupported,
        @Nullable List<PrintColorMode> colorModes,
        @Nullable List<PrintDuplexMode> duplexModes,
        @Nullable List<PrintFinishing> finishings,
        @Nullable List<PrintQuality> qualities,
        @Nullable List<Integer> dpis,
        @Nullable IntegerRange copiesPerJob,
        @Nullable Boolean collation,
        @Nullable Boolean isPageRangeSupported,
        @Nullable Boolean supportsFitPdfToPage,
        @Nullable List<Integer> pagesPerSheet,
        @Nullable List<PrintMultipageLayout> multipageLayouts,
        @Nullable List<PrintOrientation> orientations,
        @Nullable List<PrinterFeedOrientation> feedOrientations,
        @Nullable List<PrintScaling> scalings,
        @Nullable List<String> mediaSizes,
        @Nullable List<String> mediaTypes,
        @Nullable List<String> mediaColors,
        @Nullable List<String> inputBins,
        @Nullable List<String> outputBins,
        @Nullable List<Integer> topMargins,
        @Nullable List<Integer> bottomMargins,
        @Nullable List<Integer> leftMargins,
        @Nullable List<Integer> rightMargins,
        @JsonIgnore @Nullable String json)
        implements PrinterCapabilities, KeepsJson<PrinterCapabilitiesRecord> {
    PrinterCapabilitiesRecord {
        contentTypes = present(contentTypes);
        colorModes = present(colorModes);
        duplexModes = present(duplexModes);
        finishings = present(finishings);
        qualities = present(qualities);
        dpis = present(dpis);
        pagesPerSheet = present(pagesPerSheet);
        multipageLayouts = present(multipageLayouts);
        orientations = present(orientations);
        feedOrientations = present(feedOrientations);
        scalings = present(scalings);
        mediaSizes = present(mediaSizes);
        mediaTypes = present(mediaTypes);
        mediaColors = present(mediaColors);
        inputBins = present(inputBins);
        outputBins = present(outputBins);
        topMargins = present(topMargins);
        bottomMargins = present(bottomMargins);
        leftMargins = present(leftMargins);
        rightMargins = present(rightMargins);
    }

    /** Returns a list without its null elements. An absent list stays null. */
    static <T> @Nullable List<T> present(@Nullable List<T> values) {
        return values == null ? null : Json.list(values);
    }

    @Override
    public PrinterCapabilitiesRecord withJson(String json) {
        return new PrinterCapabilitiesRecord(
                contentTypes,
                isColorPrintingSupported,
                colorModes,
                duplexModes,
                finishings,
                qualities,
                dpis,
                copiesPerJob,
                collation,
                isPageRangeSupported,
                supportsFitPdfToPage,
                pagesPerSheet,
                multipageLayouts,
                orientations,
                feedOrientations,
                scalings,
                mediaSizes,
                mediaTypes,
                mediaColors,
                inputBins,
                outputBins,
                topMargins,
                bottomMargins,
                leftMargins,
                rightMargins,
                json);
    }

    /** Returns a short text for logs, without the received text. */
    @Override
    public String toString() {
        return Shown.record(
                "PrinterCapabilities",
                "contentTypes",
                contentTypes,
                "colorModes",
                colorModes,
                "duplexModes",
                duplexModes);
    }
}
