package io.cloudjobs.print.printer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

/**
 * The processing state of a printer.
 *
 * <p>An open enumeration: the service may send values that have no constant here. Compare with {@code equals}.
 *
 * @param value the name that the service uses, for example {@code idle}
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printerstatus">printerStatus</a>
 */
public record PrinterProcessingState(@JsonValue String value) {
    /** The service does not recognize the state that the printer reports. */
    public static final PrinterProcessingState UNKNOWN = new PrinterProcessingState("unknown");

    /** The printer is ready and has no job. */
    public static final PrinterProcessingState IDLE = new PrinterProcessingState("idle");

    /** The printer processes a job. */
    public static final PrinterProcessingState PROCESSING = new PrinterProcessingState("processing");

    /** The printer needs attention, for example paper, before it continues its job. */
    public static final PrinterProcessingState STOPPED = new PrinterProcessingState("stopped");

    /**
     * Creates a value. It need not have a constant here.
     *
     * @param value the name that the service uses
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public PrinterProcessingState {
        Checks.notBlank("value", value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable PrinterProcessingState read(String value) {
        return value.isBlank() ? null : new PrinterProcessingState(value);
    }

    /** Returns the value. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
