package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

/**
 * On which sides of a sheet the document is printed.
 *
 * <p>An open enumeration: the service may send values that have no constant here. Compare with {@code equals}.
 *
 * @param value the name that the service uses, for example {@code flipOnLongEdge}
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printjobconfiguration">printJobConfiguration</a>
 */
public record PrintDuplexMode(@JsonValue String value) {
    /** On both, to be turned at the long edge. */
    public static final PrintDuplexMode FLIP_ON_LONG_EDGE = new PrintDuplexMode("flipOnLongEdge");

    /** On both, to be turned at the short edge. */
    public static final PrintDuplexMode FLIP_ON_SHORT_EDGE = new PrintDuplexMode("flipOnShortEdge");

    /** On one. */
    public static final PrintDuplexMode ONE_SIDED = new PrintDuplexMode("oneSided");

    /**
     * Creates a value, which need not have a constant here.
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

    /** The value alone. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
