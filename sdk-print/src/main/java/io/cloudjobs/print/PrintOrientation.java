package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

/**
 * The orientation of the pages.
 *
 * <p>An open enumeration: the service may send values that have no constant here. Compare with {@code equals}.
 *
 * @param value the name that the service uses, for example {@code portrait}
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printjobconfiguration">printJobConfiguration</a>
 */
public record PrintOrientation(@JsonValue String value) {
    /** Portrait orientation. */
    public static final PrintOrientation PORTRAIT = new PrintOrientation("portrait");

    /** Landscape orientation. */
    public static final PrintOrientation LANDSCAPE = new PrintOrientation("landscape");

    /** Landscape orientation, rotated by 180 degrees. */
    public static final PrintOrientation REVERSE_LANDSCAPE = new PrintOrientation("reverseLandscape");

    /** Portrait orientation, rotated by 180 degrees. */
    public static final PrintOrientation REVERSE_PORTRAIT = new PrintOrientation("reversePortrait");

    /**
     * Creates a value. It need not have a constant here.
     *
     * @param value the name that the service uses
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public PrintOrientation {
        Checks.notBlank("value", value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable PrintOrientation read(String value) {
        return value.isBlank() ? null : new PrintOrientation(value);
    }

    /** Returns the value. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
