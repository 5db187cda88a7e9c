package io.cloudjobs.print.report;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The usage of one printer in one day or one month.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printusagebyprinter">printUsageByPrinter</a>
 */
@JsonDeserialize(as = PrintUsageByPrinterRecord.class)
public interface PrintUsageByPrinter extends PrintUsage {
    /**
     * Returns the id of the printer.
     *
     * @return the id; null when absent
     */
    @Nullable String printerId();

    /**
     * Returns the name of the printer.
     *
     * @return the name; null when absent
     */
    @Nullable String printerName();

    /**
     * Reads a row of the report from JSON as the client does, for your tests.
     *
     * @param json the text of one row
     * @return the row, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is not JSON, or not a row. The message has the position and does not
     *     quote the text
     */
    static PrintUsageByPrinter fromJson(String json) {
        return Json.read(json, PrintUsageByPrinter.class, PrintUsageByPrinterRecord.class);
    }
}
