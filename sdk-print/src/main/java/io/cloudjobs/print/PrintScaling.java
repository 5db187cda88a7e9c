package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

/**
 * How a document is scaled to the sheet.
 *
 * <p>An open enumeration: the service may send values that have no constant here. Compare with {@code equals}.
 *
 * @param value the name that the service uses, for example {@code auto}
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printjobconfiguration">printJobConfiguration</a>
 */
public record PrintScaling(@JsonValue String value) {
    /** If larger than the sheet, like {@link #FIT} when there are margins, else like {@link #FILL}; never enlarged. */
    public static final PrintScaling AUTO = new PrintScaling("auto");

    /** If larger than the sheet, like {@link #FIT}; never enlarged. */
    public static final PrintScaling SHRINK_TO_FIT = new PrintScaling("shrinkToFit");

    /** To cover the sheet, with its proportions kept; parts may be cut off. */
    public static final PrintScaling FILL = new PrintScaling("fill");

    /** To fit the printable area, with its proportions kept; nothing is cut off. */
    public static final PrintScaling FIT = new PrintScaling("fit");

    /** Not scaled, but centered; what is too large is cut off. */
    public static final PrintScaling NONE = new PrintScaling("none");

    /**
     * Creates a value, which need not have a constant here.
     *
     * @param value the name that the service uses
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public PrintScaling {
        Checks.notBlank("value", value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable PrintScaling read(String value) {
        return value.isBlank() ? null : new PrintScaling(value);
    }

    /** The value alone. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
