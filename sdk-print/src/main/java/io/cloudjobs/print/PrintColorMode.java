package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

/**
 * The color mode of a print job.
 *
 * <p>An open enumeration: the service may send values that have no constant here. Compare with {@code equals}.
 *
 * @param value the name that the service uses, for example {@code blackAndWhite}
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printjobconfiguration">printJobConfiguration</a>
 */
public record PrintColorMode(@JsonValue String value) {
    /** Black material only. */
    public static final PrintColorMode BLACK_AND_WHITE = new PrintColorMode("blackAndWhite");

    /** Shades of gray. The printer may use colored material. */
    public static final PrintColorMode GRAYSCALE = new PrintColorMode("grayscale");

    /** In color. */
    public static final PrintColorMode COLOR = new PrintColorMode("color");

    /** The printer decides. */
    public static final PrintColorMode AUTO = new PrintColorMode("auto");

    /**
     * Creates a value. It need not have a constant here.
     *
     * @param value the name that the service uses
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public PrintColorMode {
        Checks.notBlank("value", value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable PrintColorMode read(String value) {
        return value.isBlank() ? null : new PrintColorMode(value);
    }

    /** Returns the value. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
