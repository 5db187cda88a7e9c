package io.cloudjobs.print.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.json.HasId;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.KeepsJson;
import io.cloudjobs.core.internal.secret.Shown;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

record PrintUsageByPrinterRecord(
        String id,
        @Nullable String printerId,
        @Nullable String printerName,
        @JsonDeserialize(using = UsageDate.class) @Nullable LocalDate usageDate,

        @Nullable Long completedJobCount,
        @Nullable Long completedBlackAndWhiteJobCount,
        @Nullable Long completedColorJobCount,
        @Nullable Long incompleteJobCount,
        @Nullable Long pageCount,
        @Nullable Long blackAndWhitePageCount,
        @Nullable Long colorPageCount,
        @Nullable Long mediaSheetCount,
        @Nullable Long singleSidedSheetCount,
        @Nullable Long doubleSidedSheetCount,
        @JsonIgnore @Nullable String json)
        implements PrintUsageByPrinter, KeepsJson<PrintUsageByPrinterRecord>, HasId {
    PrintUsageByPrinterRecord {
        id = Json.idOrEmpty(id);
    }

    @Override
    public PrintUsageByPrinterRecord withJson(String json) {
        return new PrintUsageByPrinterRecord(
                id,
                printerId,
                printerName,
                usageDate,
                completedJobCount,
                completedBlackAndWhiteJobCount,
                completedColorJobCount,
                incompleteJobCount,
                pageCount,
                blackAndWhitePageCount,
                colorPageCount,
                mediaSheetCount,
                singleSidedSheetCount,
                doubleSidedSheetCount,
                json);
    }

    /** Returns a short text for logs, without the received text. */
    @Override
    public String toString() {
        return Shown.record("PrintUsageByPrinter", "id", id, "printerId", printerId, "usageDate", usageDate);
    }
}
