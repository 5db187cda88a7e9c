package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

/**
 * The edge of a sheet that enters the printer first.
 *
 * <p>An open enumeration: the service may send values that have no constant here. Compare with {@code equals}.
 *
 * @param value the name that the service uses, for example {@code longEdgeFirst}
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printjobconfiguration">printJobConfiguration</a>
 */
public record PrinterFeedOrientation(@JsonValue String value) {
    /** The long edge. */
    public static final PrinterFeedOrientation LONG_EDGE_FIRST = new PrinterFeedOrientation("longEdgeFirst");

    /** The short edge. */
    public static final PrinterFeedOrientation SHORT_EDGE_FIRST = new PrinterFeedOrientation("shortEdgeFirst");

    /**
     * Creates a value. It need not have a constant here.
     *
     * @param value the name that the service uses
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public PrinterFeedOrientation {
        Checks.notBlank("value", value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable PrinterFeedOrientation read(String value) {
        return value.isBlank() ? null : new PrinterFeedOrientation(value);
    }

    /** Returns the value. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
