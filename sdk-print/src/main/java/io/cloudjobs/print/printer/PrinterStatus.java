package io.cloudjobs.print.printer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status of a printer.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printerstatus">printerStatus</a>
 */
public interface PrinterStatus {
    /**
     * Returns the processing state.
     *
     * @return the state, which may have no constant; {@link PrinterProcessingState#UNKNOWN} when absent
     */
    PrinterProcessingState state();

    /**
     * Returns the reasons for the state.
     *
     * @return an unmodifiable list, often empty; the values may have no constant
     */
    List<PrinterProcessingStateDetail> details();

    /**
     * Returns a description of the state for people. Do not branch on it.
     *
     * @return the description; null when absent
     */
    @Nullable String description();
}
