package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

/**
 * The sides of a sheet to print on.
 *
 * <p>An open enumeration: the service may send values that have no constant here. Compare with {@code equals}.
 *
 * @param value the name that the service uses, for example {@code flipOnLongEdge}
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printjobconfiguration">printJobConfiguration</a>
 */
public record PrintDuplexMode(@JsonValue String value) {
    /** Both sides, flipped on the long edge. */
    public static final PrintDuplexMode FLIP_ON_LONG_EDGE = new PrintDuplexMode("flipOnLongEdge");

    /** Both sides, flipped on the short edge. */
    public static final PrintDuplexMode FLIP_ON_SHORT_EDGE = new PrintDuplexMode("flipOnShortEdge");

    /** One side. */
    public static final PrintDuplexMode ONE_SIDED = new PrintDuplexMode("oneSided");

    /**
     * Creates a value. It need not have a constant here.
     *
     * @param value the name that the service uses
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public PrintDuplexMode {
        Checks.notBlank("value", value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable PrintDuplexMode read(String value) {
        return value.isBlank() ? null : new PrintDuplexMode(value);
    }

    /** Returns the value. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
