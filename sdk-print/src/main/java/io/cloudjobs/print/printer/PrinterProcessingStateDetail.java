package io.cloudjobs.print.printer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

/**
 * A reason for the processing state of a printer. The service documents more than 800 values. The usual ones have a
 * constant here.
 *
 * <p>An open enumeration: the service may send values that have no constant here. Compare with {@code equals}.
 *
 * @param value the name that the service uses, for example {@code mediaEmpty}
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printerprocessingstatedetail">printerProcessingStateDetail</a>
 */
public record PrinterProcessingStateDetail(@JsonValue String value) {
    /** There is nothing to report. */
    public static final PrinterProcessingStateDetail NONE = new PrinterProcessingStateDetail("none");

    /** The printer is paused. */
    public static final PrinterProcessingStateDetail PAUSED = new PrinterProcessingStateDetail("paused");

    /** The printer has no connection to the service. */
    public static final PrinterProcessingStateDetail DISCONNECTED = new PrinterProcessingStateDetail("disconnected");

    /** The paper is jammed. */
    public static final PrinterProcessingStateDetail MEDIA_JAM = new PrinterProcessingStateDetail("mediaJam");

    /** A tray needs paper. */
    public static final PrinterProcessingStateDetail MEDIA_NEEDED = new PrinterProcessingStateDetail("mediaNeeded");

    /** A tray has little paper left. */
    public static final PrinterProcessingStateDetail MEDIA_LOW = new PrinterProcessingStateDetail("mediaLow");

    /** A tray has no paper. */
    public static final PrinterProcessingStateDetail MEDIA_EMPTY = new PrinterProcessingStateDetail("mediaEmpty");

    /** A cover is open. */
    public static final PrinterProcessingStateDetail COVER_OPEN = new PrinterProcessingStateDetail("coverOpen");

    /** A door is open. */
    public static final PrinterProcessingStateDetail DOOR_OPEN = new PrinterProcessingStateDetail("doorOpen");

    /** The output area is full. */
    public static final PrinterProcessingStateDetail OUTPUT_AREA_FULL =
            new PrinterProcessingStateDetail("outputAreaFull");

    /** A supply, such as toner or ink, is low. */
    public static final PrinterProcessingStateDetail MARKER_SUPPLY_LOW =
            new PrinterProcessingStateDetail("markerSupplyLow");

    /** A supply, such as toner or ink, is empty. */
    public static final PrinterProcessingStateDetail MARKER_SUPPLY_EMPTY =
            new PrinterProcessingStateDetail("markerSupplyEmpty");

    /** The toner is low. */
    public static final PrinterProcessingStateDetail TONER_LOW = new PrinterProcessingStateDetail("tonerLow");

    /** The toner is empty. */
    public static final PrinterProcessingStateDetail TONER_EMPTY = new PrinterProcessingStateDetail("tonerEmpty");

    /** The printer is shut down. */
    public static final PrinterProcessingStateDetail SHUTDOWN = new PrinterProcessingStateDetail("shutdown");

    /** The printer does not respond. */
    public static final PrinterProcessingStateDetail TIMED_OUT = new PrinterProcessingStateDetail("timedOut");

    /** A reason that has no value of its own. */
    public static final PrinterProcessingStateDetail OTHER = new PrinterProcessingStateDetail("other");

    /**
     * Creates a value. It need not have a constant here.
     *
     * @param value the name that the service uses
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public PrinterProcessingStateDetail {
        Checks.notBlank("value", value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable PrinterProcessingStateDetail read(String value) {
        return value.isBlank() ? null : new PrinterProcessingStateDetail(value);
    }

    /** Returns the value. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
